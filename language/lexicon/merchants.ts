import type { ExpenseCategory } from '../interpretation.ts';

/** Businesses as they write themselves, with other spellings after `=`. The category is what most is bought there; null tells nothing. */
const brands: Partial<Record<ExpenseCategory, string>> = {
  makan: `Starbucks=sbux=starbak, Janji Jiwa=jiwa toast, Kopi Kenangan=kenangan=kopken, Fore=fore coffee, Tomoro=tomoro coffee, Point Coffee, Tuku=kopi tuku, Excelso, J.CO=jco=j co, Dunkin=dunkin donuts, McD=mcd=mcdonald=mcdonalds=mekdi=mcdi=mecdi, KFC=kaefci, Burger King=bk, A&W=a w, HokBen=hokben=hoka bento, Yoshinoya, Marugame=marugame udon, Solaria,
    Pizza Hut=phd, Domino's=dominos=domino=domino pizza, Richeese=richeese factory, CFC, Wingstop, Texas Chicken, Sushi Tei, Genki Sushi, Ichiban Sushi, Bakmi GM=bakmi gm, Mie Gacoan=gacoan, Wizzmie, Chatime, Xing Fu Tang, Mixue, Haus=haus, Gulu Gulu, Tealive, Roti'O=rotio=roti o, BreadTalk=breadtalk, Holland Bakery, Es Teler 77, Sederhana=rm sederhana=padang sederhana, Pagi Sore,
    Gokana, Kimukatsu, Shaburi, Kintan, Hachi Grill, Gyu Kaku, Haidilao, Subway, Popeyes, Carl's Jr=carls jr, Geprek Bensu, Ayam Gepuk Pak Gembus=pak gembus, Sabana, Hisana, Upnormal=warunk upnormal, Waroeng SS=waroeng ss=warung ss, GoFood=gofood=go food, GrabFood=grabfood=grab food, ShopeeFood=shopeefood=shopee food, Baskin Robbins, Haagen Dazs, Kopi Soe, Kopi Nako, Kopi Lain Hati=lain hati, Maxx Coffee, Auntie Anne's=auntie annes, Pepper Lunch, D'Cost=dcost, Bebek Kaleyo=kaleyo, Bebek Sinjay, Ta Wan, Imperial Kitchen, D'Besto=dbesto, Teh Poci, Kebab Baba Rafi=baba rafi, Almaz, Tous Les Jours, Paris Baguette, Warteg Kharisma Bahari, Luckin, Bebek Slamet, Bebek Carok, Bebek BKB, Wong Solo=ayam bakar wong solo, Sate Khas Senayan, Bakso Boedjangan, Warung Tekko, Mujigae, Bonchon=bon chon,
    Sour Sally, Anomali=anomali coffee, Tanamera=tanamera coffee, Djournal, Filosofi Kopi, Quick Chicken, Olive Chicken=olive fried chicken, Rocket Chicken,
    Kokumi, Gong Cha=gongcha, KOI=koi the, Chagee, Cotti=cotti coffee, Es Teh Indonesia, Menantea, Konnichiwa, Flash Coffee, Kopi Kulo,
    Kopi Jago=jago coffee, Kopi Ketje, Teguk, Sushi Hiro, Sushi Mentai, Sushi Go, Pancious, Bakerzin, Warung Leko, Bumbu Desa, Ayam Suharti=suharti,
    Mbok Berek, Ropang OTW, Dapur Solo, Ayam Nelongso=nelongso, Gindaco, Krispy Kreme, Cinnabon, Shihlin, Yakiniku Like, Shabu Hachi, Pizza Marzano,
    Coffee Bean, Toast Box, Ya Kun, Ayam Bang Dava, Street Boba, Xi Bo Ba=xiboba, Bakmi Naga, Crunchaus, Momoyo, Ai Cha=aicha, Mako=mako bakery, Clairmont,
    The Harvest, Dapur Cokelat, Kartika Sari, Lapis Kukus`,
  belanja_harian: `Indomaret=indomart=indomrt=indomaret point, Alfamart=alfa=alfamrt, Alfamidi, Superindo=super indo, Hypermart, Carrefour, Transmart, Giant, Hero=hero supermarket, Ranch Market, Farmers Market, Lotte Mart=lottemart=lotte grosir=lotte, Yogya=toserba yogya, Lawson, FamilyMart=family mart, Circle K=circle k, 7-Eleven=7 eleven=sevel, Lulu=lulu hypermarket, Aeon, Food Hall=foodhall, Tip Top, Naga Swalayan, Griya, Sayurbox, Segari, Astro, HappyFresh=happyfresh, Total Buah, All Fresh, Borma, Mirota, Pamella, Brastagi, Maju Bersama, Grand Lucky, Indogrosir, Hari Hari, Tiara Dewata, GoMart=gomart, GrabMart=grabmart, K3 Mart=k3mart, Kem Chicks, AlloFresh=allofresh, Alfa Express, Hardys, Luwes,
    ADA Swalayan, Suzuya, Yomart, SB Mart=sb mart, Toserba Selamat`,
  transport: `Gojek=gojek=goride=gocar=go jek=go ride=go car, Grab=grabbike=grabcar=grab bike=grab car=ngegrab, Maxim, inDrive=indrive=indriver, Bluebird=blue bird, Pertamina, Shell, BP=bp akr, Vivo=spbu vivo, KAI=kai, Damri, Transjakarta=tije=transjakarta, Lion Air, Garuda=garuda indonesia, AirAsia=airasia=air asia, Citilink, Batik Air, Super Air Jet, Pelni, Xtrans, Cititrans, DayTrans=daytrans, Whoosh, Uber, Rosalia Indah, Sinar Jaya, Primajasa, Ahass, Shop & Drive=shop and drive, Planet Ban, Pelita Air, Sriwijaya Air=sriwijaya, Wings Air, NAM Air, TransJogja=trans jogja, Arnes=arnes shuttle, Baraya, Harapan Jaya, Pahala Kencana, Gunung Harta,
    redBus=redbus, Nujek, Railink, ASDP, Auto 2000=auto2000, Otoklix, Juragan 99 Trans=juragan 99, Sumber Alam, Efisiensi`,
  pulsa_data:
    'Telkomsel, Indosat=im3, XL=xl axiata, Axis, Smartfren, Tri=tri indonesia, by.U=by u, IndiHome=indihome, Biznet, First Media=firstmedia, MyRepublic=myrepublic, Iconnet, Starlink, CBN, XL Home, Telkom, Live.On=live on, MNC Play=mnc play, Megavision',
  utilitas: 'PLN=pln, PDAM=pdam, PGN',
  kesehatan: `Halodoc, Alodokter, Kimia Farma, K24=apotek k24=k 24, Century=apotek century, Prodia, Siloam, Hermina, Mitra Keluarga, Mayapada, Celebrity Fitness, Fitness First, Optik Melawai, Optik Seis, Viva Health=viva apotek, Pramita, Apotek Roxy=roxy, Gold's Gym=golds gym, FitHub=fit hub, Anytime Fitness, Bio Medika, Parahita, Borromeus, Medistra, Awal Bros, Primaya, Audy Dental,
    Optik Tunggal, Owndays`,
  pendidikan: `Gramedia, Ruangguru, Zenius, Udemy, Coursera, Togamas, Periplus, Kumon, EF=english first, Skill Academy, Dicoding, Kinokuniya, Duolingo, Ganesha Operation, Primagama, Nurul Fikri, Wall Street English, LIA, Cakap, Pahamify, Quipper, Purwadhika, Hacktiv8, RevoU=revou, Gunung Agung,
    Brain Academy, Cambly`,
  hiburan: `Netflix, Spotify, YouTube=youtube=youtube premium=yt premium, Disney+=disney=disney hotstar, HBO=hbo go=hbo max, Vidio, Viu, WeTV=wetv, iQIYI=iqiyi, CGV, XXI=xxi=cinema xxi=cinema 21, Cinepolis, Timezone, Dufan none, Steam, PlayStation, Traveloka, tiket.com=tiket com, Agoda, Booking.com=booking com, Airbnb, RedDoorz=reddoorz, OYO, Codashop, Unipin, Inul Vizta, Prime Video=amazon prime, Apple Music, Joox, Kidzania, Pegipegi, Klook, Trans Studio, Jungleland, Catchplay, Vision+=vision plus, Mola, Apple TV, iCloud=icloud, Google One, Google Play=playstore=play store, Crunchyroll, Bstation, Nintendo, Xbox,
    Garena, Happy Puppy, NAV Karaoke, Fun World=funworld, Amazone, Ragunan, TMII, Jatim Park, Saloka, Bobobox, Airy, Taman Safari, Loket, Itemku, Tidal,
    Discord=discord nitro, Sea World=seaworld, Waterbom=waterbom bali`,
  pakaian: `Uniqlo, H&M=h m, Zara, Matahari=matahari dept store, Ramayana, Guardian, Watsons=watson, Sociolla, Erigo, Bata, Nike, Adidas, Pull&Bear=pull bear, Cotton On, The Body Shop=body shop, Eiger, 3Second=3second, Converse, Vans, Skechers, Sephora, Buttonscarves, Zoya, Charles & Keith=charles keith, Payless, Sports Station, Decathlon, Planet Sports, Wardah, Oriflame, Cardinal, Levis, Crocs, Swallow, Bershka, Stradivarius, Giordano, Jiniso, Ventela, Aerostreet, New Balance, Puma, Reebok, Fila, Onitsuka Tiger=onitsuka, Foot Locker=footlocker,
    Hush Puppies, Pedro, Innisfree, Rabbani, Elzatta, Berrybenka, Gaudi, Colorbox, Sogo, Fossil, Pandora, Frank & Co=frank co, Johnny Andrean,
    Rudy Hadisuwarno, HMNS, Scarlett, Emina, Maybelline, Somethinc, Skintific, Natasha, Erha, Larissa`,
  rumah_tangga: `IKEA=ikea, Ace Hardware=ace=ace hardware, Informa, Mr DIY=mr diy=mr. diy=mrdiy, Miniso, Daiso, Electronic City, Erafone, iBox=ibox, Hartono, Best Denki, Digimap, Mitra10=mitra 10, Depo Bangunan, KKV, Azko, Courts, Electronic Solution, Niceso, Oh Some, Dekoruma, Fabelio, Vivere, Krisbow, Samsung Store, Mi Store, Story-i=storyi, Jakartanotebook=jaknot, Enterkomputer, Eraspace, Urban Republic, Usupso,
    Polytron`,
  cicilan: 'Kredivo, Akulaku, Home Credit, Adira, FIF, SPayLater=spaylater, BAF, Indodana, Pegadaian, GoPayLater=gopaylater',
  donasi: 'Kitabisa, Baznas, Dompet Dhuafa, Rumah Zakat, ACT none, Lazismu, PMI',
  biaya: 'BPJS=bpjs, Prudential, Allianz, AXA, Manulife, Samsat=samsat',
  lainnya:
    'JNE=jne, J&T=jnt=j t, SiCepat=sicepat, AnterAja=anteraja, Ninja Xpress=ninja xpress, Lion Parcel, Pos Indonesia=kantor pos, Wahana none, SPX=spx, Lalamove, GoSend=gosend, GrabExpress=grab express, Paxel, ID Express=id express, Sentral Cargo, Indah Cargo, Tiki, Deliveree',
  kerja: `Canva, Figma, GitHub=github, Adobe, Zoom, ChatGPT=chatgpt, OpenAI, Niagahoster, Rumahweb, Hostinger, DigitalOcean, Notion, Google Workspace, Dewaweb, IDCloudHost=idcloudhost, AWS, Vercel, Slack, Jakmall, Claude, Midjourney, Majoo, Biznet Gio=biznet gio, Domainesia,
    Trello, Microsoft 365=office 365, CapCut=capcut`,
};

/** Smaller ones. They count as they are written: no slip of the thumb is mended to them ("mahal" is no name of a grill). */
const smaller: Partial<Record<ExpenseCategory, string>> = {
  makan: `Ippudo, Holycow=holycow=holy cow, Mang Engking, Seribu Rasa, Bakso Lapangan Tembak, Bakso President, Soto Kudus Blauran, Ayam Geprek Juara, I am Geprek=i am geprek, Kopi
    Konnichiwa, Kopi Oey, Kopi Johny, Kopi Klotok, Bengawan Solo Coffee, Jiwan Coffee, % Arabica=arabica coffee, Common Grounds, One Fifteenth, Kopi Toko Djawa, Kopi Aroma,
    Two Hands Full, Blue Doors, Ombe Kofie, Sejiwa, Kopi Manyar, Calibre Coffee, Tamper Coffee, Kopi Calf, Couvee, Belikopi, Kopi Bajawa Flores, Kopi Studio 24, Zus
    Coffee=zus, Kopi Dari Hati, Sunny Side Up, Pepenero, Pizza e Birra, Gion, Okinawa Sushi, Sushi Kita, Ichiban Ramen, Ramen Ya, Hakata Ikkousha=ikkousha, Marutama, Ramen
    Seirock Ya, Kimchi Go, Mujigae Resto, Fat Oma, Born Ga, Chung Gi Wa, Pepper Lunch Express, Shaburi Kintan, Kintan Buffet, Steak 21, Abuba=abuba steak, Holysteak,
    Waroeng Steak=waroeng steak=warung steak, Obonk=obonk steak, Boncafe, Javana Bistro, Penyetan Cok, Bebek Goreng Harissa, Bebek Purnama, Bebek Palupi, Rawon Setan, Depot
    Bu Rudy=bu rudy, Pecel Bu Tinuk, Gudeg Yu Djum=yu djum, Bakmi Kadin, Sate Klathak Pak Pong=pak pong, Ayam Goreng Nyonya Suharti, Ayam Tojoyo, Mie Ayam Tumini, Tempo
    Gelato, House of Raminten=raminten, Soto Bu Tjondro, Nasi Kalong, Warung Nasi Ampera=ampera, Warung Cepot, Ma Uneh, Batagor Kingsley=kingsley, Mie Naripan, Bakso Cuanki
    Serayu, Pagi Sore Padang, Garuda Padang, Natrabu, Simpang Raya, Lamun Ombak, Sari Ratu, Soto Betawi H Mamat, Nasi Uduk Kebon Kacang, Ketoprak Ciragil, Bubur Cikini,
    Bubur Kwang Tung, Martabak Pecenongan 65A, Martabak Boss, Martabak Orins=orins, Majestyk, Dea Bakery, Suzanna Bakery, Bread Life=breadlife, Beard Papa, Chewy Junior,
    Mister Donut, Amanda Brownies=brownies amanda, Prima Rasa, Bolu Meranti, Bika Ambon Zulaika, Pempek Candy, Pempek Vico, Pempek Beringin, Bakpia Kurnia Sari, Bakpia
    Pathok 25, Kokoh Bakery, Clovis, Eatlah, Dailybox=daily box, Yellow Fit Kitchen, Gorengin, Hangry, Moon Chicken, San Gyu, Nasi Goreng Kebon Sirih, Warung Wareg`,
  belanja_harian: `Toserba Borma, Prima Freshmart, Diamond Supermarket, Setiabudhi Supermarket, Papaya Fresh Gallery, Bonnet, Ramai Swalayan, Gelael, Toserba Laris, Bravo Swalayan, Basmalah,
    Frestive, Total Buah Segar, Rezeki Supermarket, The FoodHall, Warung Pintar, Berrymart, Irian Supermarket, Smarco, Mitra Swalayan, Citra Swalayan`,
  transport: `ALS, Lorena, Haryanto=po haryanto, Kramat Djati, Sudiro Tungga Jaya, Medali Mas, Sugeng Rahayu, Bhinneka Shuttle, Xpress Shuttle, Lintas Shuttle, Aragon, Cipaganti, Parkee,
    Angkasa Pura, Jasa Marga, LRT Jabodebek, MRT Jakarta, KAI Commuter, TransNusa, Scoot, Singapore Airlines, Malaysia Airlines`,
  kesehatan: `RSCM, RS Pondok Indah, RS Sari Asih, RS Premier, Eka Hospital, Bethsaida, National Hospital, RS Panti Rapih, RS Bethesda, RS Telogorejo, RS Elisabeth, RS Al Islam, RS
    Advent, Tirta Medical Centre, Diagnos, SehatQ, KlikDokter, Good Doctor, Osbond=osbond gym, 20Fit=20fit`,
};

/** Shops where anything is bought; they name a merchant and say nothing of the category. */
const marketplaces =
  'Tokopedia=tokped=toped=tokopedia, Shopee=shopee=sopi=shope, Lazada, Blibli, Bukalapak, TikTok Shop=tiktok shop=tiktokshop, Zalora, Amazon, AliExpress=aliexpress, OLX, JD.id=jd id, Costco, Kaskus, Orami, Ralali, Bhinneka, Carousell, Temu, Shein, Facebook Marketplace=fb marketplace';

/** E-wallets and banks: their names tell where money is, they are no merchants. */
export const wallets = new Set(
  'gopay ovo dana shopeepay shopepay linkaja isaku saku sakuku jenius flip jago seabank bca bni bri mandiri bsi cimb btn permata danamon blu neobank allo emoney etoll flazz brizzi tapcash livin brimo octo astrapay dompetku paypal wise bank atm rekening panin mega ocbc uob hsbc muamalat bjb dki spay gopaylater superbank linkaja krom tabungan dompet celengan btpn maybank doku ewallet wallet kas rdn cash tunai'.split(
    ' ',
  ),
);

export interface Brand {
  name: string;
  words: string[];
  category: ExpenseCategory | null;
}

function read(list: string, category: ExpenseCategory | null): Brand[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => !entry.endsWith(' none'))
    .flatMap((entry) => {
      const [name = '', ...spellings] = entry.split('=');
      const own = name
        .toLowerCase()
        .replace(/['’]/g, '')
        .replace(/[^\p{L}\d]+/gu, ' ')
        .trim();
      return [...new Set([own, ...spellings])].map((spelling) => ({ name, words: spelling.split(' '), category }));
    });
}

const readAll = (lists: Partial<Record<ExpenseCategory, string>>): Brand[] =>
  Object.entries(lists).flatMap(([category, list]) => read(list, category as ExpenseCategory));

/** Every spelling of every smaller business known. */
export const smallerBrands: readonly Brand[] = readAll(smaller);

/** Every spelling of every other business known. */
export const knownBrands: readonly Brand[] = [...readAll(brands), ...read(marketplaces, null)];
