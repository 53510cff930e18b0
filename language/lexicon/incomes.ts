import type { IncomeCategory } from '../interpretation.ts';

/** Words that tell where money came from; the marks are those of `expenseWords`. */
export const incomeWords: Record<IncomeCategory, string> = {
  gaji: 'gaji, gajian, salary, upah, payroll, paycheck, lembur, lemburan, overtime, honor bulanan, gaji pokok, uang lembur, uang makan kantor, tunjangan, uang harian, wage, wages, gajihan, bayaran, gajian bulan ini, rapel, uang transport kantor, pensiun, pensiunan',
  bonus:
    '!bonus, !thr, !insentif, !incentive, !tunjangan hari raya, !gaji 13, !gaji ke 13, !gaji ketiga belas, !bonusan, !reward, !jasa produksi, !jaspro',
  usaha:
    'jual, jualan, jualin, ngejual, dagang, dagangan, laku, terjual, penjualan, omzet, omset, untung, laba, profit, freelance, freelancer, proyek, project, projek, klien, client, komisi, commission, ngojek, narik ojek, ngegrab, endorse, endorsement, honor, honorarium, ngajar, jasa, job, jobdesk, manggung, desain, orderan, order, pesanan, customer, pelanggan, pembeli, sewa, nyewa, kontrakan, kos, kosan, dropship, reseller, lapak, toko, warung, side job, sampingan, gig, sold, selling, sale, sales, panen, hasil, sewain, menyewakan, jahitan, cateringan, tips, tip, tipsan, royalti, royalty, adsense, affiliate, afiliasi, fee, les, ngelesin, fotografer, servis, ongkos, borongan, tukang, setoran, narik, tarik, tarik penumpang, seharian, makelar',
  hadiah:
    'dikasih, dikasi, hadiah, kado, angpao, angpau, uang saku, uang jajan, sangu, disanguin, dapat dari, hibah, warisan, menang, giveaway, lomba, gift, kiriman, kiriman ortu, kiriman mama, dikirim, dikirimin, dikirimi, dikirimin ortu, mama, papa, ibu, bapak, ayah, ortu, mertua, nenek, kakek, paman, om, tante, pakde, bude, prize, won, doorprize, undian, arisan, present, sawer, saweran, beasiswa, mom, dad, parents, salam tempel, amplop, diangpaoin',
  investasi:
    '!bunga, !bunga bank, !bunga tabungan, !bunga deposito, !dividen, !dividend, !deviden, !interest, !saham, !reksadana, !reksa dana, !crypto, !kripto, !kupon, !obligasi, !sbn, !ori, !deposito, !bagi hasil, !nisbah, !profit trading, !trading, !capital gain, !emas, !sukuk, !p2p, !bibit, !bitcoin, !btc, !cuan saham',
  refund:
    '!refund, !cashback, !cash back, !reimburse, !reimbursement, !reimbursed, !reimbers, !pengembalian, !dikembalikan, !dibalikin, !balikin, !retur, !uang kembali, !klaim asuransi, !claim, !klaim, !deposit kembali, !kembalian pajak, !diganti kantor, !digantiin, !dana kembali, !refunded, !poin, !ganti uang, !restitusi',
  lainnya_masuk:
    '~nemu, ~nemuin, ~ketemu, ~found, ~masuk, ~terima, ~pemasukan, ~income, ~dapat, dibayar utang, bayar utang, balikin utang, pelunasan utang, utang dibayar, pinjaman cair, pinjam, pinjem, minjem, ngutang, utang, hutang, arisan cair, bansos, blt, pkh, bantuan, subsidi, bantuan pemerintah, jual motor none, prakerja',
};
