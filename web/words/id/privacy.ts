/** Words of what people may ask for about their data. */
export const privacy = {
  privacy: {
    lead: 'Setiap orang berhak atas salinan datanya dan berhak dilupakan (UU 27/2022). Catatan yang sudah dibukukan tetap ada, tanpa nama.',
    people: 'Orang di buku ini',
    export: 'Salinan data',
    exportAsked: 'Salinan data sedang disiapkan',
    erase: 'Lupakan',
    eraseTitle: (name: string) => `Lupakan ${name}?`,
    eraseHint:
      'Nama, nomor, isi pesan, dan berkas orang ini dihapus dan tidak dapat dikembalikan. Catatan yang sudah dibukukan tetap ada, tanpa nama. Yang dihapus dan yang disimpan tertulis di bawah setelah selesai.',
    eraseAsked: 'Penghapusan dimulai',
    wishes: 'Permintaan',
    kinds: { export: 'Salinan data', erase: 'Dilupakan' },
    noWishes: 'Belum ada permintaan',
    noWishesHint: 'Salinan data dan penghapusan yang diminta muncul di sini dengan hasilnya.',
    notHere: 'tidak lagi di buku ini',
    removed: 'Dihapus',
    kept: 'Disimpan',
    /** What the API says on a receipt, as it says it. */
    receipt: {
      'addresses and names on WhatsApp': 'alamat dan nama di WhatsApp',
      'words of messages, what was heard and read of them': 'isi pesan, beserta yang terdengar dan terbaca',
      'replies of Catat': 'balasan Catat',
      'photos, voice notes and documents': 'foto, pesan suara, dan dokumen',
      'histories of runs': 'riwayat proses',
      'keys of WhatsApp shared with them': 'kunci WhatsApp dengan orang ini',
      'habits of their own books': 'kebiasaan dari bukunya sendiri',
      'requests for approval, withdrawn': 'permintaan persetujuan, ditarik kembali',
      'entries they confirmed, with their notes': 'catatan yang dikonfirmasi, beserta keterangannya',
      'files behind those entries': 'berkas bukti catatan itu',
      'lines of the audit trail': 'baris jejak audit',
      backups: 'cadangan data',
      'books and their evidence are kept for ten years (KUP Art. 28(11), UU 8/1997 Art. 11), under an id that tells nobody':
        'pembukuan dan buktinya disimpan sepuluh tahun (UU KUP Pasal 28 ayat 11, UU 8/1997 Pasal 11), tanpa nama',
      'they name ids only, and prove that nothing was changed unseen':
        'hanya memuat kode, dan membuktikan tidak ada yang diubah diam-diam',
      'they run out by themselves; erase again after restoring one':
        'habis masanya sendiri; ulangi penghapusan setelah memulihkan cadangan',
    } as Record<string, string>,
  },
};
