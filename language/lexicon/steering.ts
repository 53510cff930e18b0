/** Words that steer what a message means, so that a slip of the thumb in one of them is worth mending. Things bought are in the lexicon itself. */

/** Of five letters and more: verbs of money, orders, corrections, numbers, units, days, and small words the rules lean on. */
const long = `
  membeli kebeli beliin belikan dibeli dibeliin dibelikan bayar membayar bayarin bayarkan dibayar dibayarin kubayar bayaran pembayaran pembelian belanja jajan jajanin dijajanin terima nerima
  menerima diterima dapat dapet dapetin kirim ngirim kirimin dikirim dikirimin transfer transferan ditransfer ditransferin setor nyetor setorin setoran tarik narik ambil mengambil ngambil nabung
  menabung tabung tabungan tabunganku celengan simpan simpen simpanin simpanan masuk masukin masukkan keluar keluarin ngeluarin pinjam minjam pinjem minjem pinjaman minjemin pinjemin ngutangin
  hutang utang piutang balikin dibalikin kembali kembalian kembaliin dikembalikan kasih ngasih dikasih memberi diberi nyewa cicil nyicil cicilan lunas lunasin melunasi pesan mesen pesen order
  checkout traktir nraktir ditraktir patungan bagikan habis ngabisin habisin nonton servis ganti pindah pindahin mindahin geser cairin nyairin gajian bonus komisi upahnya honor narima kulakan tumbas
  meuli mayar mangan blonjo bought spent spend spending received withdraw deposit transferred
  hapus hapusin hapuskan dihapus diapus batal batalin batalkan dibatalkan dibatalin dicancel cancel cancelled delete remove gajadi urungkan ubahin diubah gantiin diganti tukar ralat koreksi revisi keliru
  salah harusnya seharusnya mestinya maksud maksudnya maksudku betulin benerin perbaiki jadiin jadikan menjadi bukan change update correct should actually wrong mistake meant kategori kategorinya category
  kategoriku tanggal tanggalnya jumlah jumlahnya nominal nominalnya harga harganya total totalnya totalan totalin amount terakhir barusan transaksi transaksinya transaksiku catatan catetan catatanku catat catet
  dicatat dicatet mencatat nyatat nyatet catatkan kucatat tercatat previous latest transaction transactions entry
  laporan laporannya rekap rekapan rekapin rangkuman rangkum ringkasan statistik grafik pengeluaran pengeluaranku pemasukan pendapatan penghasilan keuangan riwayat histori history mutasi rincian detail daftar
  lihat liatin tampilkan tunjukkan tunjukin berapa brapa berapaan seberapa saldo saldoku saldonya balance report summary recap expenses expense income export ekspor eksport exportin unduh download excel spreadsheet
  budget anggaran bujet bajet limit batas batasi jatah jatahku target targetnya tambah tambahin tambahkan tambahan nambah nambahin mulai bikin bikinin buatin buatkan namanya rename bantuan bantu panduan
  petunjuk tutorial fitur perintah gimana bagaimana caranya pakenya pakainya makenya kemana ngapain boros terboros terbesar terbanyak paling uangku duitku kemaren sisanya tinggal cukup banyak masih
  kemarin sekarang semalam semalem besok nanti tadinya seminggu sebulan setahun sehari minggu bulan tahun malem siang harian bulanan mingguan sebelumnya kemudian yesterday today tomorrow month
  senin selasa kamis jumat sabtu monday tuesday wednesday thursday friday saturday sunday januari februari maret april agustus september oktober november desember january february august october december
  puluh ratus ratusan puluhan belas ribuan jutaan miliar milyar setengah seperempat perempat seratus seribu sejuta saratus satus empat tujuh delapan dalapan salapan sembilan sepuluh sebelas selawe seket rongpuluh telung
  pitung limang patang rupiah perak ceban goceng noceng seceng noban goban gopek cepek cenggo gocap cetiau gotiau notiau jigoceng cepekceng hundred thousand twenty thirty forty fifty sixty seventy eighty ninety
  eleven twelve fifteen million
  kurang lebih sekitar antara sampai sampe hingga semua semuanya masing masingmasing sekilo satunya diskon potongan voucher ongkir ongkos gratis promo dipotong
  belum sudah udahan tidak jangan gagal ditolak hampir nyaris kayaknya kayanya sepertinya mungkin rencana rencananya pengen kepengen ingin kepingin andai seandainya misalnya misal kalau katanya biasanya normalnya
  ditawarin nawarin nawar ditanggung ditraktirin digratisin kemahalan langsung akhirnya ternyata janji janjiin dijanjiin tagih nagih ditagih titip nitip dikirimi
  selamat makasih malam permisi assalamualaikum tolong minta mohon temen teman untuk dengan tanpa lewat pakai karena terus punya sendiri adikku kakakku beberapa nanggung limolas kabeh bertiga berdua berempat berlima mertua`;

/** Of four letters: mended where two are swapped, one is doubled, or the key beside is hit, and never where one is missing. */
const short = `
  beli ribu juta rebu tiga lima enam satu gaji kopi ubah tadi dari atau uang duit sisa juni juli rabu cair buat sewa lalu jadi hari bayi sama jual baru udah abis tapi maaf yang pada tuku naik obat nasi cara pake batu bulu
  dong menu bisa dulu bagi liat kena undo show list what last from paid with into week this cash nama jigo`;

/** Spellings that the rules know as they are. */
const spelled = `
  apusin abisin anggarin anggarkan uangmu duitmu saldomu catatanmu tabunganmu transaksimu pengeluaranmu laporanmu asalamualaikum makasi makasihh kasi exel trima reimburs nalangi nomboki ngutangi pinjami minjami bayari dibayari gjadi udunan smbilan nenem spuluh rbuan blas pulu stengah`;

/** Yes, no and other short words with slips that name no other word. */
export const shortSlips: ReadonlyMap<string, string> = new Map(
  Object.entries({
    iay: 'iya',
    uya: 'iya',
    okr: 'oke',
    oje: 'oke',
    okw: 'oke',
    gka: 'tidak',
    gaj: 'tidak',
    gsk: 'tidak',
    ngak: 'tidak',
    nggka: 'tidak',
    engak: 'tidak',
    uta: 'juta',
    lma: 'lima',
  }),
);

const listOf = (words: string): string[] => words.trim().split(/\s+/);

export const steeringWords: readonly string[] = listOf(long);
export const spelledWords: readonly string[] = listOf(spelled);
export const shortSteeringWords: readonly string[] = listOf(short);
