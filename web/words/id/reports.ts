/** Words of the reports. */
export const reports = {
  reports: {
    kinds: {
      categories: 'Kategori per bulan',
      members: 'Per anggota',
      merchants: 'Per toko',
      balance: 'Neraca saldo',
      quality: 'Mutu bacaan',
    },
    download: 'Unduh',
    nothing: 'Tidak ada catatan di masa ini',
    nothingHint: 'Pilih masa laporan yang lebih panjang, atau buku lain.',
    lastOn: 'Terakhir',
    asOf: (day: string) => `Saldo setiap akun di akhir ${day}. Jumlah debit sama dengan jumlah kredit.`,
    accounts: {
      asset: 'Harta',
      liability: 'Utang',
      equity: 'Modal',
      income: 'Pemasukan',
      expense: 'Pengeluaran',
    } as Record<string, string>,
    ratesTitle: 'Seberapa sering perlu dibetulkan',
    rates: {
      corrected: 'Catatan dari chat yang kemudian dikoreksi',
      revised: 'Pertanyaan yang dijawab dengan koreksi',
      expired: 'Pertanyaan yang tidak dijawab',
      hearing: 'Keyakinan saat mendengar pesan suara',
    },
    outOf: (part: string, whole: string) => `(${part} dari ${whole})`,
    noRate: 'belum ada',
    outcomesTitle: 'Pesan dan catatan',
    outcomes: {
      total: 'Pesan masuk',
      booked: 'Menjadi catatan',
      answered: 'Dijawab',
      cancelled: 'Ditolak pengirim',
      expired: 'Lewat waktu',
      failed: 'Gagal',
      others: 'Catatan bukan dari chat',
      withoutReceipt: 'Catatan tanpa bukti',
    },
  },
};
