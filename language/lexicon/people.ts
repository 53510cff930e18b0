/** Words for people and those who stand for them, other than the person who writes. */
export const people: ReadonlySet<string> = new Set(
  `dia doi beliau mereka teman temenku temanku temannya sahabat sohib bestie tetangga tetanggaku sepupu sepupuku bos boss bosku atasan rekan kolega klien pelanggan pembeli penjual ibu bapak ayah bunda mama mamah
  mami papa papah papi emak abah ambu kakak kakakku kaka abang abangku adik adikku adek adekku istri istriku bojo bojoku suami suamiku pacar pacarku cowokku cewekku gebetan mantan mertua ipar besan om tante paman bibi bude pakde nenek
  kakek eyang simbah cucu ponakan keponakan anaknya mamaku ibuku bapakku ayahku orang artis si pak bu bang mas mbak kak mang teh kang cak koh ci kantor pemerintah kelurahan rt
  friend friends he she they his her their mom dad mother father brother sister wife husband boss roommate neighbor neighbour boyfriend girlfriend cousin colleague landlord client murid siswa mahasiswa penghuni penyewa penumpang tamu panitia menantu mantu besan simbok mbok kerabat saudara sodara presiden gubernur bupati walikota lurah camat menteri negara doi`.split(
    /\s+/,
  ),
);

/** Those that are also said to whom one writes: "cak, parkir 2rb". */
export const titles: ReadonlySet<string> = new Set(
  'pak bu bang mas mbak kak mang teh kang cak koh ci om tante bos boss'.split(' '),
);
