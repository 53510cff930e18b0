/**
 * Words, names and English ones among them, that are one slip of the thumb away from a word that is mended, and are left as they are. Found by trying the
 * words of Indonesian and English word lists against `slips.meantWord`.
 */
export const lookAlikes: readonly string[] = `
  absah abses adapted adong adri aging aktiv aku alter aluminum ambi american amil ampas anakmu anang anda andi andrea
  anggara angot anik anis anjung annex antan antene antenna anwar anyam anyar appel archer aril arisna artis ashes asian
  aslam asma atlas atman baal babar badung bagai bagan bagas bagian bahar bahas bahawa baik baikan bajak baji bajing bakat
  bakau baker bakung balak balin balling balok bambang banal bandi banding baner bankir banned banta banyu bapa barbed
  baring baris barisan barre baruan basi basin batak batam bath batil batin batok bats batuan bawah baya bayang bayangan
  beading beaker beaks bears beast beating being bela belokan beluk belur benign berak bergaji berks bersin bersua bersuka
  beser betapa betas biang bias bida bidah bikini bila bilik biling biner bintang binun binus biroe bisaa bisanya biss
  bitter bitung blaik blaze blazed blended bling blots boars boat bodor bolam bolder bolong bolster bolts bombed bonek
  booing booming booms boos boosted booty borok borrower bother bottle bottles bounce bounced bowing boxed brani breve brian
  brook brownie buatan buaya bubut budge buffer bukaan bulet bumped bunch bunder buntu bust butted butuh butut cabang cabin
  cairn cakra came cameo canceled canon caping capita cappucino caput carat carer cares caret cari cariin carik carol carom
  carousel carried carrot cars carted cartier caster casu cater cation catut caving cawan celaan ceria ceruti charged
  charted chatter chick chipper choki chopped chops chucks cici cilik cincai cipok civil classed clause claws cleaned
  cleanse cleansed clothe clothed cloths clung cokek coking colok commute commuted concealed conditioned contained convert
  converted cooked cooled cooling cooper copper coursed covet crater creeps crepe crisp crom crypt cuit cumin curse curses
  custom dadah dadi dalah dalma damak damir darab daringan dark darmi daru dasar dash datang datar dating datu dayang
  deceived dedek dekap deket deliver delivered demak deport derail desai detil dewa dicing didol diffuse diffused diksi
  dilan dimas diner ding dining disko dispense dispensed ditawari diver divide divided doain dolar donates done dont dony
  drier drips drove drunk drunks dugaan duli duly dumping dunner earring easter eater eight eighth ekonom ekspo elven emam
  embed embel emosi employed employer employers enak entot escapee etnis excels excl facing factor fair fara farmer farms
  faster ferdy fidio fifth fight figur fikir filed filet filosof finding fines fired fires fisik fisip fitra fitters fiver
  flannel fling flout fluor form fort forth fosil framers freeze froze fuller gabung gabungan gadang gaga gagak gagap gamed
  gamping gang gasses gatak gati gaung gauri gedong geli gelung gembong genji gerang giga ginting gluing goers golek gombal
  goods gored gorse grading grafis gram grandam grang grant grape grocer hadapan haji halak halang halus haluskan hanged
  hantu hapal hara hardy hark harmonik hartanya hasan hasi hater hatta heaping heated heath heli herba highlighted hirup
  horde huang hulu human humidified huni hutan idah idung indak indeks indonesi indus infestasi info inform informs ingus
  inhale inhaled insan intan inti intip intro inventive inventor inyo jadian jajah jajahan jalin jama jaman jambang jambi
  jang jani jantan janten janur japan jayim jeane jenis jering jewelery jimat jingga jini jiran jogged juga juiced junk
  jurang kajang kakung kala kalah kalam kalang kalap kalem kalong kami kamu kangan kanji kanti kapak karen karisma karst
  karut kasat kasus katana kating kawi kawih kedap keemasan kekiri kelabu kelar kelir kemanan kemari kenal kenang kenanga
  kenceng kendur kenyal kenyang kenz kepal keping kerah keraton kerna ketam ketok ketuk keutuhan kiat kilang kilas kiper
  kiri kodok kodong kolot komit komuter konak kontan kontol kontra kopian koping koyak koyok kraton krisi krista kriting
  krna kubus kucai kudis kudu kuli kulon kumat kuta lada lahar laid lait lake lalang lali lamban lanai langsing lapan lasing
  latar latin latter layaknya leading lebur legenda legong lekang lemah lembu lembut lencana leper lereng liang liar
  licensee licin lifter limba lina lita liter litre loaders loafer locked locket lollipop luang luas ludah luluh lumia luna
  lunasi lupus lust lynch mabung mading magna mahdi mains makam maker maket makna maksudmu mala male mamanya mana manah
  mancung mandir mangu mania manta mantan manteb mantep mantle manto manut marang mare marisa marker masal masam mash masked
  massing masuki matah matang matanya match mater material matic matra matur mawar maxing maya mayang mayat mayonnaise mean
  meatball medial mediation medik melas melawak meli memang mena menanti menggaji meni ment mentang mercu mercy merta mesem
  mesih meson messes mills mina minat minerals minim mint mintak mints misa mita mixed mocin mode moden moisturiser
  moisturize moisturized mondy moon moral mortgagee moth mousse moves mozzarella mual mukti mula musim nacho nahas najar
  naka nana nangkring napus natasya naung nawang nevus ngamuk ngerem ngiri ngurangin ninna nisa nobel nomina nought numbang
  nuntut nuril nyalon nyari nyariin nyata nyicip obong onset onto operas oranye orde organiser organize organized oriflam
  osmet otong paca paduan paella paged paging pair pairs pajang pakean paking pale paler palet pally palsy palung pamela
  pamper panai pancung panda pandaan pandi pangs panic panja panjar pantau pante papal papers para parang paras parent
  paring parkit pasa pasif past paste pasts pasty patents pater patih patron patung pautan paver pawang paying peak pears
  peeing peeking peeping peeps pelak pelamar pelem peler pelit pellet pelumasan penanam pencarian pendem pending pengajuan
  pengasih penggajian pensi pentet penyajian penyerap peoni pepet pera perah peran perasan perisa perk permai pernak persona
  pesat pester pesto pests petak picket pijar pikat piles pinang pincak pincang pinggan pinrang pinter pisah pisan piyik
  plane planer plate plated plats pleci pling plong plumbed pojok pokes poled poling polls polusi pools popes poring posted
  potable precious preset primata printed prise prodi prom promos proyeksi pubic puguh pulas pulen pulih punai punca pundak
  punja puny puree purified putik putra putro quake raat rabi ragu rajang rakat rakes rambu rancu rantau ranti rapet rapi
  rapport raster ratan ratap rather rating rats ratu raungan realm realms rebab rebinding receive receiver receives refleks
  regu reimburses rejang reka rekaan relay relung remang remap renal renon renta rentak repaid repot resepi resesi resmi
  resor retail retained riyal rocker roket rolled rong route routed rusuh rutan saban sabit sabu sacks sadap sadari safar
  saing saingan saja sajam saka sakes saking sakri sakti sala salaf salafy salin saling sallam salma saloon saman samba same
  sampi sana sanam sang sangan sanitize sanitized santa santo sanur sapri sarana saring saru satya saung saut savana sawed
  sayang sayu scarlet scree seater sebel seeding seeing seek seeping segan segel segelas sehati seiring sekan seken sekte
  selada selama seling semar semaunya semu semur send senda sending senen sentra seolah sepang sepat serak serap serbu seren
  sering serve served servos setahu setelah setir seventh sever sews shack shacks shat sheer shirts shoe shoppe shops shots
  shoulder showed shows silat sing single sipping sirip siwa sixth skeet sket skull slang slate slempang slung smack smacks
  sneaked snow soften softened softens solat sonar song soothing spars spate speak sped spins spite spoofing spoon spoons
  spots sprayed sprig sprint sprung stabil statin steal steaming stelan sterol stick sticks stiff streaking strolled subang
  suharto suit sukur suluk sumat sumut sunda sunnat suntan suntuk supri surah surai surga susah sweet swing syang syariah
  tabah table tabu tabut tahuan tajam takan tamah tambak tampa tampilan tanak tangganya tanggap tangis tanki tapa tapak
  tapas tarakan tariff tarinya taruk taster tater tawaf taxed tebuk teen tegal tekan teken tekor telfon teller tema temeh
  tempa tempek templat temple temps tempt tempur tenan tends tensi terap terapis teras terjal termal terms terpa tessi
  tester tetapi teteh thinned thus tiada tiang tiba ticker tidung tifa timangan timin tingkat tints tipes tiran tita titer
  titi titian tjara toasted toils toked toket tolls tomay toned topical topless topped topping topples tracing trafik
  trained trainee traitor tralis trams trian trik triple trout tuang tuangan tubes tuding tulangan tular tulung tulus tumang
  tumble tumbled tumblr tunak tunggak uangnya ubahan uban udan ulahnya unto urang usah usang utan valance veggie videp viola
  vireo vista vixion vouched wadah wading wafer waged wager wahyu waits walah waldo walet wali walked waman warns warta
  wasit wates watu waves wayan wedge wedged weeding welang wheel widows wiken window winglet wiped worming wring wrung yanti
  yati zakar zirah
`
  .trim()
  .split(/\s+/);
