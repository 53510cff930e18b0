const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words that stand beside things bought without telling anything of their own. */
export const plainWords = setOf(
  `yang ini itu nya saya kita kami sudah tadi barusan pagi siang sore malam hari bulan minggu tahun harian mingguan bulanan tahunan sehari sebulan seminggu setahun x the a an my our of on in
  and dan plus lagi juga aja doang nih ya yaa deh dong lah kak min bot rp idr uang duit bungkus porsi biji kg gr gram kilo sekilo setengah liter lt ml gb mb botol cup gelas mangkok piring pcs
  buah lembar pack dus kotak ekor potong pasang tabung ikat sisir karung sak rim set strip tablet total totalnya jadi pakai via baru bekas second kecil besar sedang jumbo gede mini pertama kedua
  ketiga terakhir level goreng bakar rebus kuah pedas manis asin dingin panas hangat original merah putih hitam hijau biru kuning anak bayi dewasa cowok cewek pria wanita orang kucing anjing
  dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus ribu juta se satu muda tua tawar kering basah
  ulang tambah up top full penuh pp one way telah sebesar senilai seharga rt rw masing isi level semprot cair bubuk alhamdulillah yeay asik hore akhirnya tunai cash qris debit kredit transfer tf saldo rekening
  bca bri bni mandiri seabank jago jenius btn cimb bsi digital bank pindah pindahin mindahin tabungan for kelas semester keluarga eh ralat salah maksud koreksi total kembali diskon potongan promo voucher`,
);
