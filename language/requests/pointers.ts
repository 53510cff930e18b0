/** Words that point at an entry without telling which, or say what is to be done with it: a text of these alone is about what was told last. */
const said = {
  which:
    'yang tadi itu ini barusan terakhir transaksi transaksinya catatan catatannya entri entry input inputan record kejadian kejadiannya last latest previous transaction expense the that it its my one',
  all: 'semua semuanya all',
  remove:
    'hapus hapusin hapuskan apus apusin dihapus diapus buang dibuang delete remove scrap discard batal batalin batalkan dibatalkan dibatalin cancel undo urungkan hilangin ilangin tidak gajadi gakjadi',
  change:
    'ubah ubahin ganti gantiin diganti diubah edit change update rubah koreksi ralat revisi fix set make move put betulin benerin perbaiki pindah pindahin pindahkan dipindah dipindahin masuk masukin masukkan dimasukin taruh taro ditaruh geser digeser mundurin majuin',
  wrong:
    'salah keliru lepat typo wrong mistake meant maksud maksudnya harusnya mustinya benar bener actually aslinya sebenernya sebenarnya',
  field:
    'kategori kategorinya category tanggal tanggalnya date jumlah jumlahnya nominal nominalnya harga harganya amount price total totalnya pengeluaran pemasukan catat',
  verb: 'beli bayar',
  small:
    'eh oh maaf sorry tolong please pls dong ya iya deh kok min kak bot saya aku ku was is were be should have been untuk buat di ke ka dan sama juga aja lagi sudah dari of for from as in into under to hari harusnya nomor no duh aduh ups oops wah yah yaudah lah loh lho hmm astaga sori deng ding tuh tu mah teh sih btw kayaknya bentar bang mas mbak bro gan sis nih kan but tapi bukan not instead jadi jadiin jadikan menjadi sebagai cuma doang melainkan',
};

export const pointers: ReadonlySet<string> = new Set(Object.values(said).join(' ').split(' '));
