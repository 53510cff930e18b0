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
  kondangan rental tukang pak bu bang mas mbak kak om tante mang teh mama papa ibu bapak teman temen saya bos supermarket mart warung toko apotek klinik bengkel salon rm resto langganan sebesar senilai seharga deket
  fatmawati mayestik panakkukang gowa losari bintaro bsd serpong cibubur pik pluit glodok sunter cawang ciledug pamulang ciputat cinere cempaka senopati gandaria cilandak pejaten
  kalibata manggarai jatinegara matraman rawamangun pulogadung cakung gambir cikini pasteur cihampelas dipatiukur gasibu setiabudi ujungberung buahbatu antapani cimahi cibaduyut
  gubeng wonokromo rungkut darmo manyar kenjeran tunjungan kaliurang seturan babarsari gejayan sleman bantul prawirotaman kotabaru tembalang banyumanik pandanaran bedugul kintamani
  gianyar tabanan singaraja negara badung nusa lembongan gili senggigi bukittinggi payakumbuh solok pariaman dumai duri bengkalis jambi bengkulu palu kendari gorontalo ternate sorong
  merauke timika wamena biak tarakan bontang sangatta banjarbaru martapura palangkaraya sampit singkawang ketapang blitar tulungagung trenggalek ponorogo pacitan ngawi magetan nganjuk
  jombang lamongan tuban bojonegoro bondowoso situbondo lumajang wonosobo temanggung banjarnegara purbalingga cilacap kebumen purworejo boyolali sragen karanganyar sukoharjo wonogiri
  demak jepara pati rembang blora grobogan kendal batang pemalang brebes subang indramayu majalengka sumedang ciamis banjar pangandaran bekasi rangkasbitung pandeglang merak
  vietnam thailand taiwan hongkong china arab saudi mekah makkah madinah turki australia inggris amerika eropa`,
);

/** Words for places that may begin a name in capitals ("Dapur Mama") and name none when written small. */
export const commonPlaces = setOf(
  `pangkalan pengkolan simpang tikungan prapatan gerbang pendopo pelataran konter counter teller mesin studio pabrik kantong lantai rantau dinas gudang sawah posko balai aula kelurahan kecamatan dapur teras halte dermaga pelabuhan trotoar emperan
  tenda gerobak kedai lapak proyek lokasi perpus perpustakaan koperasi asrama mess pondok pesantren basecamp garasi parkiran loket kasir meja ruang ruangan gedung tower apartemen
  rusun kontrakan kampungnya kotanya rumahnya sekitar sekitaran pojok pojokan ujung samping pinggiran jalanan jalur terminalnya kereta bis bus kapal pesawat mobil motor rumah2 mana
  sebrang sono sonoh pasarnya kantornya sekolahnya hutan gunung sungai danau pulau air terjun desanya bawah atas angkringan pujasera foodcourtnya kafetaria kopitiam lesehan acara
  pesta hajatan nikahan konser bazar bazaar pameran festival event expo cafe restonya warungnya`,
);
