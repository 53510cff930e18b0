import type { ExpenseCategory } from '../interpretation.ts';

/**
 * Goods and services that are bought less often than those of `expenseWords`; the marks are the same. They count as they are written: no slip of the thumb is
 * mended to them, for among so many rare words there is one beside every other.
 */
export const rareGoods: Partial<Record<ExpenseCategory, string>> = {
  makan: `coconut, coconuts, young coconut, lauak, samba, samba lado, lawar, sayur besan, tauto, tahu aci, model ikan, celimpungan, laksan, ikan arsik, arsik, saksang, babi panggang, panggang, lamang, sala lauak,
    katupek, katupek pitalah, tunjang, itiak, ampiang, pallubasa, jalangkote, barongko, tinutuan, ikan colo colo, plecing, beberuk, ayam tangkap, sie reuboh, kuah
    beulangong, sanger, timphan, seruit, tempoyak, burasa, colenak, peuyeum, bandros, tutug oncom, ulukutek, pencok, gehu, bacil, kupat, leupeut, ali agrem, dorokdok,
    wajit, kicimpring, nopia, mino, bandeng presto, ganjel rel, timlo, selat solo, geplak, yangko, klathak, tahu lontong, fries, cheeseburger, hamburger, poke, poke bowl,
    acai, pho, curry, kare, chicken rice, malatang, dakbal, tiramisu, panna cotta, scone, muffin, bagel, danish, kombucha, mocktail, cocktail, whiskey, tequila, anggur
    merah, tuak, arak, ciu, piccolo, flat white, macchiato, frappe, cold brew, sugar cane juice, chiffon, klappertaart, macaroni schotel, risotto, omelette, protein bar,
    isotonik, seserahan makanan, angsle, tahwa, cwimie, pangsit, bakcang, chasio, siobak, locupan, lekker, leker, arum manis, popcorn caramel, telur asin bakar, jagung
    rebus, ubi bakar, singkong keju, tahu goreng, tempe goreng, tempe orek`,
  belanja_harian: `!ke pajak, !di pajak, !pajak ikan, !pajak sayur, arang, lauk pauk, kates, waluh, kluwih, gori, mlinjo, melinjo, emping mentah, ikan pindang, gereh, peda, ebi, petis, tauco, cuka, kaldu bubuk, fiber creme, sasa, ajinomoto,
    kluwek, daun kelor, kelor, jantung pisang, kecipir, pakis, leunca, kedelai, sorgum, havermut, quinoa, chia seed, almond, kismis, madu hutan, nutella, mozzarella,
    kanzler, so nice, has dalam, tetelan, kikil, babat, paru, limpa, hati sapi, bebek potong, ikan patin, bawal, kerapu, salmon, kepiting soka, lobster beku, selada,
    lettuce, paprika, asparagus, edamame, enoki, shimeji, pipil, pisang kepok, kepok, pisang uli, plum, cherry, delima, zaitun, srikaya, sawo, mundu, es krim walls, aice,
    teh gopek, teh poci celup, kopi abc, kopi liong, tolak angin sachet, panci anti, pembersih kaca, vixal, harpic, wipes, tessa, popok dewasa, kapur semut, racun semut,
    kresek hitam, plastik wrap, cling wrap, tusuk sate, kertas minyak, daun pisang, sedotan, lilin putih, silet, gillette, cukuran jenggot, pisau cukur, rexona, nivea,
    vaseline, shinzui, rejoice, emeron, makarizo, lintingan, la ice, dunhill, catridge`,
  transport: `~boat, boat to, speed boat to, fast boat, boat ticket, plane, plane ticket, airplane, airfare, klotok, ketinting, jukung, lap mobil, kanebo, shampo mobil, semir ban, coating, dashcam, pengharum mobil, cutting stiker, cat motor,
    cat mobil, ketok magic, body repair, dempul mobil, bubut, overhaul, servis karbu, karbu, gir set, gir, sprocket, komstir, bos arm, tie rod, ball joint, kaki kaki,
    sensor, dinamo, starter, kiprok, klakson, lampu led motor, spakbor, fairing, breket, balaclava, rain coat, ponco, kunci ganda, gembok motor, ganti gir, servis besar,
    servis 10rb km, lyft, spklu, swap baterai, pertadex, pertamina dex, turbo, kuda, naik kuda`,
  pulsa_data: `unlimited, data 10gb, myrep, hosting wifi, kabel lan wifi, nomor cantik, ganti kartu, upgrade kartu`,
  utilitas: `air tandon, tambah daya, denda listrik, jaga malam, uang hansip, hansip, linmas, perelek, air kemasan galon isi, tabung 3kg, tabung 12kg, genset, solar genset, sewa genset,
    kas masjid rt`,
  tempat_tinggal: `petakan, biaya akad, baut rumah, folding gate, rolling door, paralon, sambungan paralon, lem pipa, sealant, lem kaca, silikon, batu split, lampu downlight, instalasi air,
    septic tank, septik tank, upah tukang bangunan, mandor, arsitek, interior, kitchen set, sewa kios rumah, guest fee, service charge, condo, condominium fee, house
    cleaning, movers, moving truck, renovation, handyman, electrician, plumbing, locksmith`,
  kesehatan: `kalpanax, minyak kapak, cajuput, kunyit asam, jamu gendong, beras kencur, jamu pegel, tes gula, tes kehamilan, tes darah, tes urine, tes narkoba, skrining, pap smear,
    mammografi, endoskopi, cuci darah, hemodialisa, kemoterapi, kemo, radioterapi, katarak, lasik, hearing aid, nebulizer, tabung oksigen, oksigen, oximeter, alat tensi,
    strip gula, sarung tangan medis, face shield, vitamin rambut anak, kalsium, kolagen, collagen, minyak ikan, cod liver, stimuno, sangobion, neurobion, becom, hemaviton,
    sakatonik, scott emulsion, curcuma, sanmol, bisolvon, siladex, konidin, procold, ultraflu, intunal, demacolin, inza, feminax, ponstan, voltaren, hot cream, geliga,
    balpirik, thrombophob, bioplasenton, deker, knee support, bidai, gips, okupasi, akupresur, totok, totok wajah, gurah, rukyah, ruqyah, dukun bayi, paraji, mantri, mak
    paraji, tabib, sinse, sangkal putung, kiropraktik, aerobik, pt session, running club, bcaa, preworkout, root canal, x ray, vaccination, flu shot, prescription, pills,
    ointment, thermometer, band aid, eye check, eye exam, eye test, psychologist, counseling, kontrol hamil, susu hamil, prenagen, rawat luka, cabut benang, jahit luka,
    ambulan, kamar inap, obat nyamuk demam, fogging dbd`,
  pendidikan: `motokopi, memfotokopi, stylus pen pelajaran, sidu, mikroskop, jas lab, jas praktikum, uang prakarya, prakarya, uang studi, uang pramuka, pramuka, baju pramuka, seragam pramuka, topi sekolah, dasi
    sekolah, kaos olahraga sekolah, sepatu sekolah, uas, uts, remedial, calistung, robotik, balet, jlpt, hsk, delf, goethe, gmat, formulir, formulir pendaftaran, uang
    formulir, tes masuk, simak ui, utul, samir, hardcover, cetak poster, poster, poster ilmiah, apc, proofreading, translate abstrak, translate, terjemahan, jasa terjemah,
    plagiasi, olah data, spss, responden, kuesioner, penelitian, bahan penelitian, studi banding, magang kos, diklat, bimtek, ppg, bnsp, brevet pajak, lab fee, student fee,
    registration fee, language class, swimming lesson, online class, tuition fee, photocopies, printing, notebook tulis, planner, sticky notes, cutter, gunting sekolah, lem
    stik, kertas kado, tinta pulpen, materai tugas, map kertas`,
  hiburan: `cat lukis, sketchbook, buku sketsa, drawing pen, brush pen, spidol gambar, alat lukis, alat gambar, clay, resin, kain flanel, benang, benang wol, hakpen, paint by number,
    rakitan, airbrush, lem gundam, kartu pokemon, pokemon, tcg, yugioh, blind box, popmart, pop mart, labubu, gantungan labubu, sonny angel, plushie, standee, photobook,
    album foto, season greeting, membership weverse, weverse, bubble idol, vip fanclub, donasi streamer, saweria, trakteer, superchat, gift tiktok, koin tiktok, coin
    tiktok, tiktok coin, bigo, bstation premium, mola tv, jersey timnas, syal persib, tribun, mandalika, motogp, we the fest, dwp, open mic, komedi, galeri nasional,
    planetarium, farm, farmhouse, dairyland, jungle land, trans snow world, snow world, sky rink, ice rink, aqua splash, playtopia, miniapolis, kidzoona, mandi salju, rumah
    hantu, simulasi, arcade, claw machine, boneka capit, capit, mesin capit, dingdong, biliard, snooker, karambol, remi, domino kartu, gaple, jenga, monopoli, sepatu futsal
    sewa, iuran senam, iuran touring, touring, sunmori, ngetrack, gowes, sepeda lipat, fun bike, fun run, daftar lari, daftar fun run, race pack, marathon, half marathon,
    trail run, medali, triathlon, wall climbing, hammock, sewa tenda kemah, tenda kemah, tenda camping, matras camping, kompor camping, pemandu, sewa pelampung, ban pelampung, banana boat, parasailing, jetski, surfing,
    sewa papan surfing, papan selancar, surfboard, snorkel, fun dive, sewa perahu mancing, pelet ikan mancing, senar, pelampung, kicau, pakan burung kicau, voer, jangkrik,
    kroto, ulat hongkong, sangkar, gantangan, merpati, ayam bangkok, ikan louhan, louhan, arwana, channa, koi, lampu aquarium, terrarium, reptil, gecko, iguana, kura kura,
    sugar glider, landak mini, kucing persia, adopsi kucing, anggrek, aglonema, monstera, kaktus, sukulen, janda bolong, keladi, pot hias, senar bass, sewa organ, mic
    karaoke, kalimba, pianika, suling, angklung, gamelan, disposable camera, cetak polaroid, polaroid, instax, refill instax, fotobox, photo box, foto prewed, gopro, sewa
    vila, extra bed, late checkout, paket honeymoon, honeymoon, bulan madu, magnet kulkas, kartu pos, postcard, gelang tiket, souvenir pernikahan teman, theater, theatre,
    nightclub, drinks with friends, house party, apple one, icloud, icloud storage, google one, dlc, primogem, monthly pass, minecraft, fortnite, vbucks, honkai, hsr,
    arknights, nikke, audiobook, kindle, webnovel, kakaopage, lezhin`,
  pakaian: `sarong, sarongs, toner wajah, sempak, stagen, sarimbit, sarimbitan, brokat, katun, furing, renda, manik manik, ongkos jait, jait, obras, neci, wolsum, laundry jas, sewa toga pesta, sewa tuxedo, selop,
    kets, sepatu roda anak, flatshoes, stiletto, espadrille, clogs, manset, pentul, jahim, pdh, cutbray, sport bra, lingerie, kacamata sunglass, kacamata anti radiasi, jam
    casio, casio, service jam, servis jam, ganti baterai jam, tindik, piercing, tato, tattoo, henna, hair extension, sambung rambut, smooting, hairmask, hair vitamin,
    ellips, minyak kemiri, jepit badai, karet rambut, bandana, chemical peel, microneedling, dermaroller, hair removal, cabut bulu, sugaring, tanam benang, ekstraksi
    komedo, suntik putih, infus whitening, krim dokter, paket dokter, cream malam, obat jerawat dokter, acnes, ponds, garnier, olay, loreal, make over, makeover, hanasui,
    implora, purbasari, sariayu, mustika ratu, barenbliss, luxcrime, secondate, dazzle me, focallure, pinkflash, madame gie, cosrx, laneige, innisfree, anessa, azarine,
    avoskin, whitelab, ms glow, scarlett whitening, npure, elsheskin, the originote, originote, glad2glow, skin1004, centella, niacinamide, retinol, salicylic, aha bha,
    sunstick, loose powder, compact powder, setting powder, mascara, brow pencil, eyebrow, penjepit bulu mata, beauty blender, nail polish, gel nail, nail gel, nailart,
    mani, pedi, gunting kuku, parfum mobil, minyak nyongnyong, shave, beard, hair wash, keramas, blow dry, rias, rias pengantin, tukang rias`,
  rumah_tangga: `stylus, stylus pen, apple pencil, mousepad, cooling pad, docking, kabel listrik roll, fitting, philips, smart plug, wifi extender, repeater, access point, switch hub, vga,
    gpu, motherboard, mobo, rakit pc, pc rakitan, processor, thermal paste, ganti konektor, install windows, tinta isi ulang, kertas foto, jam beker, timbangan badan,
    timbangan dapur, magic jar, rice box, tempat beras, galon tissue, kran galon, tutup galon, nazava, pureit, steamer, garment steamer, mesin jahit rumah, gerinda, mesin
    las, las, tukang las, kunci pas, kunci l, kunci sok, linggis, cangkul, sabit, arit, parang, golok, sekop, gerobak sorong, semprotan, tangki semprot, polybag, benih,
    media semai, rockwool, hidroponik, nutrisi ab, ab mix, pestisida nabati, batu hias, kolam terpal, aerator, tempat minum kucing, tempat makan anjing, kalung kucing,
    carrier kucing, pet cargo, pasir wangi, obat kutu, obat kutu kucing, shampo kucing, vitamin kucing, whiskas sachet, me o, cat choize, proplan, snack anjing, mainan
    kucing, scratcher, cat tree, penitipan kucing, pet hotel, sarung guling, vitrase, wallpaper stiker, stiker dinding, karpet masjid, perlak meja, bufet, nakas, gordin,
    servis mesin air, dandang, kukusan, soblok, cetakan kue, loyang, whisk, timbangan kue, ulek, cangkir, teko, kettle, ketel listrik, thermos, lock lock, food container,
    kotak bekal, tas bekal, cooler bag, ice pack, sikat kamar mandi, sikat botol, spons cuci piring, serbet, kanebo, pengait, double tip, tali rafia, tali tambang, rafia,
    paku payung, thumbtack, steples, stapler, isi staples, waterpas, alat pertukangan, gaji mbak, gaji art, infal, upah cuci, upah setrika, mbok cuci, buruh cuci, tukang
    kebon, tukang bersih, home decor, duvet, towel, towels, rug, doormat, chair, desk, table, shelf, bookshelf, wardrobe, cookware, cutlery, mug, cup set, ironing board,
    tools, screwdriver, drill, paintbrush, flashlight, cable, hdmi, usb hub, usb stick, hard drive, router baru, webcam zoom, earpods, airpods, galaxy buds, jbl, soundcore,
    smart watch xiaomi, mi band, case airpods, ring holder, lensa clip, lightning, anker, tongsis, tripod hp, holder motor, holder mobil`,
  cicilan: `!bank titil, !titil, !bank mingguan, !mekaar, !btpn syariah, !ulamm, !kupedes, !simpan pinjam, !setoran mekaar, !kreditplus, !lazpaylater, !oto finance, !clipan, !mpm
    finance, !radana, !bca finance, !mandiri utama finance, !sinarmas multifinance, !sms finance, !adapundi, !danamas, !amartha, !rupiah cepat, !uangme, !tunaiku, !mortgage
    payment, !car payment`,
  donasi: `!tahlil, !yasin, !kenduri, !maulid, !maulidan, !iuran maulid, !isra miraj, !bagi sembako, !bagi nasi, !nasi bungkus jumat, !kifarat, !kaffarah, !patungan sapi, !dam haji,
    !diakonia, !haturan, !banten, !vihara, !klenteng, !kelenteng, !dupa, !wihara, !gofundme, !unicef, !greenpeace, !wwf, !tunawisma, !badut jalanan, !badut, !ondel ondel,
    !manusia silver, !peminta minta, !tukang minta, !tip gelandangan`,
  keluarga: `^amak, ^apak, ^pak tuo, ^namboru, ^bapatua, ^ompung, ^inyiak, ^bibi, ^teteh, ^akang, ^mbakyu, ^kangmas, ^yangti, ^yangkung, ^uti, ^akung, ^bapake, ^ibue, ^makne, ^pakne,
    ^anake, ^lanang, ^wedok, ^mertuo, ^maratuo, ^mitoha, ^besan, !sangu sekolah, !uang sangu, !jajan si kecil, ^bungsu, ^sulung, !kiriman bulanan, !biaya kuliah adik,
    !bantu saudara, !anniversary, !valentine, !bunga buat, !coklat valentine, !parsel lebaran, !hantaran, !tukar cincin, !gedung nikah, !dekor nikah, !undangan nikah,
    !souvenir nikah, !baju pengantin, !prewedding, !prewed, !henna pengantin, !tumpeng ultah, !kue ultah anak, !balon, !goodie bag, !tedak siten, !turun tanah, !tingkeban,
    !7 bulanan, !lahiran anak, !takziyah, !uang duka, !belasungkawa, !nyumbang layatan, !layatan, !papan bunga, !lego anak, !susu bebelac, !susu dancow anak, !pospak,
    !clodi, !baju lebaran anak, !sepatu anak sekolah, !botol asi, !slaber, !car seat, !bubur sun, !promina, !cerelac, !biskuit bayi, !milna, !pijat bayi, !renang bayi, !tpa
    anak, !penitipan, !imlek, !diaper, !formula milk, !kids clothes, !school lunch, !babysitter fee`,
  kerja: `!lensa kamera sewa, !sewa lensa, !crew, !kru, !bayar crew, !wong tandur, !buruh tandur, !bibit lombok, !font, !preset, !preset lightroom, !aset desain, !mockup, !shutterstock, !freepik, !envato, !photoshop, !lightroom, !procreate, !clip studio, !coreldraw, !corel, !autocad,
    !sketchup, !lumion, !blender addon, !addon, !wordpress, !tema wordpress, !cpanel, !ssl, !api key, !perplexity, !jira, !asana, !trello, !clickup, !airtable, !zapier,
    !mailchimp, !typeform, !calendly, !dropbox, !google drive, !gsuite, !workspace, !antivirus, !vpn, !nordvpn, !expressvpn, !jamuan klien, !lunch client, !kopi klien,
    !client gift, !parcel klien, !hampers klien, !id card, !lanyard, !bon kosong, !buku kas, !price tag, !barcode, !plastik klip, !plastik opp, !plastik mika, !thinwall,
    !paper bowl, !paper cup, !paper bag, !sendok plastik, !dus kue, !box nasi, !kertas nasi, !kertas bungkus, !karet gelang, !stiker toko, !backdrop, !neon sign, !mesin
    press, !mesin giling, !penggilingan, !giling tepung, !giling daging, !mesin es, !showcase, !retribusi pasar, !karcis pasar, !uang keamanan pasar, !fee marketplace,
    !boost ig, !paid partnership, !foto katalog, !model foto, !sewa studio foto, !properti foto, !lampu studio, !mic podcast, !ringlight, !tripod konten, !bahan konten,
    !konten, !bibit nila, !benih padi, !benih jagung, !bibit cabai, !pupuk kandang sawah, !phonska, !kapur dolomit, !dolomit, !herbisida, !fungisida, !insektisida,
    !gramoxone, !mulsa, !plastik mulsa, !ajir, !sprayer elektrik, !sewa bajak, !bajak, !bajak sawah, !tandur, !macul, !ngarit, !ongkos giling, !giling padi, !konsentrat,
    !dedak, !bekatul, !katul, !pelet lele, !pakan bebek, !pakan sapi, !pakan kambing, !rumput gajah, !obat ternak, !vaksin ayam, !anak ayam, !bebek petelur, !kambing bibit,
    !sapi bibit, !mantri hewan, !inseminasi, !jaring, !jaring ikan, !solar kapal, !es balok, !es kapal, !umpan laut, !onderdil kapal, !setor barang, !bahan seblak, !bahan
    bakso, !bahan gorengan, !bahan es, !bahan kopi, !ongkos kirim paket customer, !work laptop, !print flyers, !flyers`,
  biaya: `!iuran korpri, !iuran pgri, !iuran idi, !iuran ppni, !iuran ibi, !iuran iai, !iuran organisasi, !iuran profesi, !iuran kadin, !korpri, !pgri, !dharma wanita, !iuran dharma
    wanita, !iuran serikat, !serikat pekerja, !perpanjang str, !perpanjang sip, !sertifikat kompetensi, !sertifikat elektronik, !retribusi daerah, !bphtb, !ajb, !roya,
    !appraisal, !provisi, !biaya admin shopee food, !iuran jht, !jht, !jkn, !cabut berkas, !mutasi kendaraan, !plat baru, !gesek nomor, !cek fisik, !sim keliling, !tes
    psikologi sim, !kir mobil, !uji kir, !surat jalan, !surat pindah, !surat domisili, !surat kematian, !surat kehilangan, !buku nikah, !cerai, !pengadilan, !kitas,
    !overstay, !uang jasa, !uang rokok petugas, !uang terima kasih, !uang pungutan, !pungutan, !jasa urus, !biro jasa, !potongan bank, !selisih kurs, !komisi broker, !levy,
    !materai 10000, !materai 10rb, !meterai elektronik, !notary, !traffic ticket, !union dues, !membership dues`,
  lainnya: `paket cod, ambil paket, antar paket, iuran karang taruna, karang taruna, iuran 17 agustus, 17 agustusan, agustusan, iuran agustusan, iuran lomba, iuran dies natalis, dies natalis, iuran makrab, makrab, uang
    makrab, ospek iuran, iuran bem, bem, iuran hima, hima, uang pangkal organisasi, uang denda kas, denda kas kelas, sumbangan acara, kado tukar, secret santa, tukar kado,
    kirim hadiah, biaya packing, jasa antar, upah angkut, kuli panggul, kuli angkut, porter stasiun, sewa loker, locker, penitipan tas, titip barang, jasa antri, jasa
    bongkar, numpang mandi, kamar mandi umum, wc terminal, kunci duplikat, fotocopy kunci, stempel nama, foto kopi ktp, laminating ktp, cetak pvc, pulsa salah kirim,
    kesenggol, ganti barang pecah, ganti kerugian, jatuh di jalan, dipalak, dipalakin, palak, uang preman, jatah preman, kena tipu, pegadaian emas, topup bibit, bibit
    reksadana, beli btc, beli usdt, usdt, deposito, sbn ritel, tukang ramal, peramal, tarot, baca tarot, tombola, jackpot, main slot, random stuff, shipping fee, customs
    fee paket, storage fee, locker fee, lost cash, lost wallet`,
};
