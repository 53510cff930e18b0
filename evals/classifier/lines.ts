/** Ways of telling a purchase, and of talking about money that did not move, that our messages hold few of: each line stands for many like it. */

export const toldLines = `
tolong catat makan siang 30rb ya
tolong catat bensin 50rb
mau catat beli kopi 20rb
catat pengeluaran 50rb beli bensin
catat pemasukan gaji 5jt
masukin pengeluaran parkir 5rb
three days ago bought a book for 80k
fifty thousand for gas
half a million for shoes
paid 50k for lunch with the team today
harga sepatu 300rb diskon jadi 240rb
keluar 75rb buat benerin ban
nonton bioskop 50rb berdua
makan di warteg 15rb kenyang banget
kopi 30rb enak banget
naik gojek 20rb macet parah
belanja sayur 40rb mahal banget sekarang
nasi goreng 22rb lapar
sudah transfer ke supplier 1,7jt ya
jas hujan sobek beli lagi 75rb
kopi susu less ice 22rb
es kopi gula aren oat milk 28rb
ojol ke kampus 14rb hujan deras
gojek pulang 17rb capek banget
bakso 20rb pedes mantap
kopi 25rb biar ga ngantuk
member gym bulanan 300rb semangat sehat
voucher game 50rb mumpung diskon
buku 60rb belinya kemarin
helm 200rb nego dari 250
cuci sepatu 40rb sepasang
ramen 65rb self reward
martabak 45rb rame rame
skincare 120rb akhirnya kebeli
kuota 50rb habis terus
parkir 5rb doang
cilok 5rb doang
nasi uduk 12rb doang
gorengan 10rb aja
bensin 30rb full
galon 20rb dua
dinner cost me 120k
the taxi was 40k
lunch was 35k today
coffee 30k needed it
haircut 50k finally
new shoes 400k treat myself
dividen 90rb lumayan
cashback 15rb lumayan
komisi 200rb alhamdulillah
ongkirnya 9rb
bayar dokter 200rb syukurlah ga parah
kuota 60rb semoga cukup sebulan
nalangin tiket temen 150rb
kepotong admin 2500
kepake bensin 30rb
gaji 5jt langsung kepake bayar kos 1jt
makan bareng temen 40rb
jajan sama pacar 60rb
kado buat mama 150rb
susu anak 180rb
uang jajan adik 20rb
obat bapak 75rb
tiket kereta mama 250rb
pulsa istri 50rb
sekolah anak 400rb
sepatu anak 150rb yang lama kekecilan
servis motor 250rb ternyata akinya soak
ban bocor 15rb di jalan
laundry 30rb males nyuci
makan 25rb ga sempet masak
taksi 60rb ketinggalan kereta
tukang pijat 100rb pegel semua
potong rambut 35rb gerah
hotel 400rb semalam pas dinas
tiket bioskop 45rb filmnya bagus
tol 25rb pulang pergi
sate 30rb sepuluh tusuk
buah 40rb manis
sayur 15rb buat sop
daging 120rb sekilo buat lebaran
telur 28rb sekilo
beras 75rb lima kilo
minyak goreng 36rb dua liter
kain 90rb tiga meter
bunga 50rb buat nyekar
sumbangan 50rb korban banjir
infaq 20rb jumat berkah
patungan kado 30rb
kas kelas 10rb
iuran sampah 25rb
listrik 350rb naik dari bulan lalu
pulsa 50rb plus admin
kos 900rb lunas
cicilan motor 800rb bulan ke 5
pijat refleksi 80rb enak
jual kue 150rb alhamdulillah laris
ngojek 120rb dari pagi
narik 200rb sehari
orderan jahit 90rb
dibayar pelanggan 75rb
uang saku dari kakak 100rb
dikasih om 50rb pas lebaran
cair bonus 500rb
refund tiket 200rb akhirnya masuk
bu ratna transfer 400rb
pak joko bayar 250rb
mbak sri bayar jahitan 80rb
mama kirim 300rb
papa transfer 1jt
kakak ngasih 100rb
si dedi balikin 50rb
si rina bayar utang 200rb
pelanggan transfer 150rb
pembeli bayar 90rb cod
penumpang bayar 35rb
om ngasih 200rb buat jajan
gave my sister 200k
sent mom 500k
got 300k from my aunt
paid my friend back 100k
tagihan kartu kredit 600rb
tagihan air 90rb
paylater bulan ini 350rb
paylater tagihan lazada 200rb
tagihan pln 300rb
tagihan shopee 150rb
langganan spotify sebulan 55k new month
kelas yoga 100k happy
membership gym 300k semangat
input pemasukan 2jt
catat gaji 4jt
record gas 50k
tetangga balikin uang 200rb
teman balikin pinjaman 100rb
tukang kebun 150rb
tukang ledeng 200rb
bang nasi goreng 20rb
mas kopi 10rb
kak beli pulsa 50rb
bos transfer 500rb
klien bayar 2jt
tetangga beli gas 25rb di warungku
`;

export const openLines = `
kalau ada promo 50rb saya beli
misal gaji naik jadi 6jt enak
andai punya 10jt saya beli motor
niatnya mau beli sepatu 400rb
pengen banget tas itu 750rb
lagi ngincer hp 3jt
target nabung 5jt akhir tahun
kayaknya bakal habis 2jt buat mudik
insyaallah bulan depan zakat 500rb
nunggu gajian baru beli kipas 250rb
harus siapin 400rb buat daftar ulang
thinking about a new desk around 900k
i would pay 50k for that
that bag is 2 million way too expensive
estimasi renovasi dapur 12jt
budgetku cuma 200rb buat kado
kata tukangnya benerin pompa 350rb
info dari grup minyak 20rb seliter
di shopee cuma 89rb
harga cabe sekarang 80rb sekilo parah
cabe sudah 90rb sekilo
beras sudah 16rb di pasar
telur naik jadi 32rb
kemarin lihat sepatu 350rb di mall bagus
tiket konser 1,8jt gila
ongkir ke papua 90rb mahal
parkir 20rb ga masuk akal
dulu jajan 5rb sudah kenyang
di jepang ramen 150rb semangkok
di luar negeri kopi 80rb
kos di sini 900rb sebulan
sewa ruko di situ 40jt setahun
les piano di sana 150rb sejam
ayam geprek di situ 12rb sudah sama minum
gaji di sana 8jt
umr jakarta 5jt
tarif parkir baru 5rb sejam
mending yang 200rb atau 300rb
bisa kurang 50rb tidak
100rb cukup tidak buat seminggu
wajar tidak servis ac 200rb
75rb kemahalan tidak
menurutmu 2jt buat laptop bekas oke
siapa yang punya 50rb
ada yang jual kulkas 1jt
kakak beli tas 3jt
si andi kemarin ngabisin 500rb
bos traktir kita semua 1,5jt
suami beli rokok 30rb uang dia
teman nyicil motor 800rb sebulan
anak tetangga dapat beasiswa 10jt
mertua renovasi rumah 50jt
mertua yang nanggung listrik 400rb
tetangga kemalingan 3jt
tetangga ketipu 5jt
pacar gajinya 9jt
adik minta 100rb buat kuota
adik beli sepatu 700rb uangnya sendiri
pak rt bayarin konsumsi 700rb
bapak jual kambing 3jt
tante menang arisan 10jt
masnya bilang servisnya 150rb
uang arisan 1,5jt mampir di rekening bukan punya saya
uang teman 500rb nitip di saya
titipan 300rb bukan uang saya
salah transfer 200rb sudah saya kembalikan
my brother spent 2 million on shoes
my boss makes 50 million a month
gaji minus 5jt
saldo teman 10jt
paket 120rb belum sampai
transfer 500rb gagal
pesanan 80rb dibatalin penjual
refund 90rb belum masuk
gaji 4jt belum cair
utang dia 300rb belum dibayar
dia masih utang 200rb
tagihan 300rb belum saya bayar
ditawarin asuransi 300rb sebulan
ditawarin kerja 6jt
lowongan gaji 5jt
dijual motor 8jt nego
promo paket 99rb
diskon sampai 50rb
cicilan cuma 300rb sebulan katanya
hampir beli jam 1jt
nyaris kena tilang 250rb
tadi mau beli kue 50rb tapi tutup
pas mau bayar 30rb ternyata dompet ketinggalan
keranjang sudah 400rb belum checkout
kalau ditotal bisa 2jt
rata rata 50rb sehari
biasanya kopi 25rb
sehari bisa 100rb buat makan
setahun bisa 12jt
nabung 10rb sehari dapat 3jt
hadiah lomba 5jt
taruhan 100rb sama teman
mimpi nemu uang 1jt
`;
