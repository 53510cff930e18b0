const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Kinds of business that a name follows: "toko sinar jaya", "apotek sehat". */
export const shopKinds = setOf(
  `toko warung warkop kedai rm resto restoran depot apotek apotik klinik bengkel salon barbershop cafe kafe bakery swalayan minimarket toserba warteg bakso soto sate optik hotel
  butik distro percetakan restaurant store shop mie nasi bubur ayam bebek martabak kopi coffee lab rs`,
);

/** Places that are no business: towns, quarters, kinds of places. */
export const placeNames = setOf(
  `jakarta bandung surabaya bali jogja yogyakarta medan semarang malang bogor depok bekasi tangerang solo surakarta denpasar makassar palembang padang pekanbaru batam lampung
  banjarmasin balikpapan samarinda manado pontianak mataram lombok kupang ambon jayapura cirebon tasik tasikmalaya garut sukabumi cianjur karawang purwakarta cikarang serang cilegon
  kudus magelang klaten salatiga tegal pekalongan purwokerto kediri madiun jember banyuwangi sidoarjo gresik mojokerto pasuruan probolinggo ubud kuta sanur canggu seminyak lembang
  puncak senayan sudirman thamrin kuningan kemang menteng tebet blok braga dago malioboro monas tanah pasar mall mal kampus kantor rumah stasiun bandara terminal pantai jalan
  sekolah rumah kos kosan kantin masjid gereja pom spbu atm bank rest area hotel online sana sini situ depan samping belakang dekat sebelah seberang luar dalam tempat pinggir
  kampung desa kota komplek perumahan gang perempatan pertigaan alun tol jembatan taman lapangan gor kebun kolam bioskop food court foodcourt foodhall indonesia singapore singapura
  malaysia bangkok tokyo jepang korea the my a an home office school campus work market airport station beach lunch dinner januari februari maret april mei juni juli agustus
  september oktober november desember senin selasa rabu kamis jumat sabtu minggu monday tuesday wednesday thursday friday saturday sunday tengah akhir awal bulan hari acara nikahan
  kondangan rental tukang pak bu bang mas mbak kak om tante mang teh mama papa ibu bapak teman temen saya bos supermarket mart warung toko apotek klinik bengkel salon rm resto langganan sebesar senilai seharga deket`,
);
