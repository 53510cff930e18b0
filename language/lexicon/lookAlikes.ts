/**
 * Words, names and English ones among them, that are one slip of the thumb away from a word that is mended, and are left as they are. Found by trying the
 * words of Indonesian and English word lists against `slips.meantWord`.
 */
export const lookAlikes: readonly string[] = `
  abdi absah abses adapted adong adri aging aktiv aku alter aluminum ambi american amil ampas anakmu anang anda andi andrea
  anggara angot anik anis anjung annex antan antenna anwar anyam anyar appel archer aril arisna artis ashes asian aslam asma
  atlas atman aurat baal babar badai badung bagai bagan bagas bagian bahar bahas bahawa baik baikan bails bajak bajing bakat
  baker bakung balak balet balling balok balon bambang bamper banal banda bandi banding bandul baner banger bangka bankir
  banned banta banyu bapa barbed baring baris barisan baron barre baruan basi basil basin batak batam bath batil batin batok
  bats batuan bawah baya bayang bayangan beading beaker beaks bears beast beater beating being bela belang belokan beluk
  belur benign benteng berak bergaji berks bersin bersua bersuka beser betapa betas betuk biang bidah biking bikini bila
  bilik biling biner bintang binun binus biroe bisanya bitter bitung blaik blass blaze blazed blended bling blots boars boat
  bodor bolam bolong bolster bolts bombed bonek booing booming booms boos boosted booty bores borok borrower bother bottle
  bottles bounce bounced bowing boxed brani breve brian brill brook brownie buatan buaya bubut budeg budge buffer bukaan
  bulet bumped bunch bunder bunting buntu bust bustle butted butuh butut cabang cabin cadar cairn cakra came cameo canceled
  canon caping capita caput carat carer cares caret cariin carik carol carom carousel carried carrot cars carted cartier
  caster cater cation catut caving cawan celaan cerek ceria ceruti charged charted chatter chick chipper choki chopped chops
  chucks cici cilik cincai cipok civil clash classed clause claws cleaned cleanse cleansed clothe clothed cloths clung cokek
  coking colok commute commuted concealed conditioned contained container convert converted cooked cooled cooling cooper
  copper corong coursed covet crank crater creeps crepe cried cries crisp critters crom crops crypt cuit cumin curian curse
  curses custom dadah dadi dalah dalma damak damel dames damir dampingan danang dandi dandy dangu dapot darab daringan dark
  darma darmi daru dasar datang datar datu dawah dayang debus deceived dedek deferral dekap deket deliver delivered demak
  demen demote dendang depat deport derai derail derita derry desai detak detil dewa dicing didol diffuse diffused diksi
  dilan dimas dinar diner dining disko dispense dispensed ditawari diver divide divided doain docket docks dogging dolor
  donates donde done dosis dough drank dream dried drier dries drips drove drunk drunks dugaan dukun dumber dumping dunner
  duper duster dusun earring easter eight eighth ekonom ekspo eling elven emam embed embel emosi employed employer employers
  enak entot escapee etnis excels excl fable facing factor fair faksi fara farah fargo farmer farms faster fatal father faxes
  felon fenil ferdy fifth fight figur fikir filet filing filosof finding fines fired fires fisik fisip fitra fitters fiver
  flannel fling flout fluor foaming fokal folds fools form fort forth fosil framers frans freeze froze fuller gabung gabungan
  gadang gaga gagak gagap gamed gamping gandeng gang gangga garapan gareng gasket gasses gatak gather gati gauri gawang
  gearing gedong geli gelung gembong genji germinal gerry giga ginting gluing goers gogor golek gombal goodie goods gored
  gorse grading grafis gram grandam grang grant grape gravel grocer groom gubuk gulat guruh gurun gutter hadapan hails haji
  halak halang halus haluskan hambar hanged hantu hapal hara haram hardy hark harmonik hartanya harum harus hasan hasi hater
  hatta heaping hearing heated heath heli hening herba herek highlighted hinder hirup hoard hoarding holds hooking hooks
  horde hours hovel howling huang hulu human humidified huni hunting hutan idang indak indeks indian indonesi indus infestasi
  inform informs ingus inhale inhaled inline insan intan intip intro inventive inventor iseng jadian jails jajah jajahan
  jalal jalang jalin jamah jamak jaman jambang jambi jang jangkung jani jantan janten janur japan jarang jayim jeane jelas
  jember jenang jenis jering jewelery jilat jimat jingga jini jintan jiran jogged juga juiced julia junk jurang jutek kajang
  kakung kala kalah kalam kalem kalong kambu kami kamu kangan kanji kanti kantung kapang karen karisma karst karut kasat
  kasus katana kating kawi kawih kedai kedap kedia keemasan kekiri kelabu kelar kelir kelly kemanan kemari kenal kenanga
  kenceng kendur kenyal kenyang kepal keping keraton keruk ketam ketok ketuk keutuhan kilang kilas kiper kiri kodok kodong
  kolot komit komuter konak kontan kontol kontra kopian koping kotor koyak koyok krisi krista kriting kubus kucai kudis kudu
  kuli kulon kumat kuta lacking lada ladang lahar laid lake lalang lali laman lamar lamban lampung lanai langsing lapas laper
  larang larangan laris larutan lasing latar latch latin latter layaknya layung leading lebur legenda legong lekang lelet
  lemah lembang lembu lembut lencana leper lereng liang licensee licin lifter limba lina liter litre loaders loafer locked
  lollipop lolos loper lower luang luas lubis ludah luluh lumia luna lunasi lupus lust lynch mabung mading magna mahdi mails
  mains makam maker makna maksudmu mala male maling mamanya mampus mana manah mancung mandir mangu mania manta mantan manteb
  mantep mantle manto manut marang mare marisa marker masal masam mash masked massing masuki matah matang matanya match
  mateng mater material matic matra matur mawar mawin maxing maya mayang mayat mayonnaise mean means meatball medial
  mediation medik melawak meli melly memang menanti menggaji ment mental mentang merak merang merawat mercu mercy merta mesem
  mesih meson messes metan metik might mills mina minat minerals minim mint mintak mints misa mita mixed mocin mode moden
  moisturiser moisturize moisturized molor mondy moon moral mortgagee moth motion mousse moves mozzarella mual muara mukti
  mukus mula musim nacho nahan nahas najar nanggung nangkring napak nappy napus natasya nawang nazar nearing nevus ngamuk
  ngerem ngiri ngurangin ninna nobel nodal nodul nomina nooks norma nought novie nrimo numbang numbu nunda nuntut nuril
  nutter nyalon nyari nyariin nyata nyicip obong onset operas oranye orde organiser organize organized oriflam osmet otong
  paca padaku paduan paella paged paging pair pairs pajang pakean paking paksa pale paler palet pally palsy palung pamela
  pamper panai pancung panda pandaan pandi pangs panic panja panjar pantau pante papal papers para parang paras parent paring
  parkit pasa pasif past paste pasts pasty patents patih patron patung paver pawang paying peak pears peeing peeking peeping
  peeps pelak pelamar pelem peler pelit pellet pelumasan penanam pencarian pendem pengajuan pengasih penggajian pensi pentet
  penyajian penyerap peoni pepet pera perah peran perasan perisa perk permai pernak persona pesat pester pesto pests petak
  picket pijar pikat piles pilin pinang pincak pincang pinggan pinrang pinter pisah pisan piyik plane planer plate plated
  plats pleci pling plong plumbed pojok pokes poled poling polls polusi pools popes poring posted potable potion precious
  preset primata printed prise prodi prom promos property proyeksi pubic puguh pulas pulen pulih punai punca punch pundak
  punja puny puree purified putik puting putra putro quake raat rabi racial radar raging ragu rajang rakes raksi ramai raman
  rambu ranah rancu rangga rantau rante ranti rapat rapet rapi rapport raster ratakan ratan ratap rather rats ratu realm
  realms rebab rebinding receive receiver receives refleks regu reimburses rejang reka rekaan relay relung remang remap
  rempel rempong renal renon renta repaid repot resepi resesi resign resmi resor retail retained ripping riyal roast roaster
  rocker roger roket rolled roller roped round route routed rowing rubles rusuh rusuk rutan saban sabit sabu sacks sadap
  sadar sadari safar sages saing saingan saja sajah sajam saka sakes saking sakri sakti sala salaf salafy salin saling sallam
  salma saloon saman samba same sana sanam sang sangan sanitize sanitized santa santo sanur sapri sarah sarana sarat saring
  sarna saru satya saung savana sawed sayu scarlet scree seater sebel sedang seeding seeing seeping segel segelas sehati
  seiring sekan seken sekte selada selama seling semar semaunya semu semur send sending senen sentra seolah sepang sepat
  serak serap serbu seren sering serve served servos setahu setelah setir seventh sever sews shack shacks shat sheer shirts
  shite shoe shoppe shops shots shoulder showed shows silat sing single sings sinner sipping sirip siwa sixth skeet sket
  skull slang slate slempang slung smack smacks sneaked snow soften softened softens solat sonar soothing sorong spars spate
  speak sped spins spite spoofing spoon spoons spots sprayed sprig sprint sprung stabil statin steal steaming stelan steril
  sterol stick sticks stiff streaking strolled subang suharto suit sukur suluk sumat sumba sumut sunda sunnat suntan suntuk
  supri surah surai surga susah sweet swing syariah tabah table tabu tabut tahuan tajam takan tamah tambak taming tampa
  tampilan tanak tanda tangganya tanggap tangis tanki tantang tantangan tapa tapak tapas tarakan tariff taruk taster tater
  tautan tawaf taxed tebuk teen tegal tekan teken tekor telfon teller tema tembus temeh tempek templat temple temps tempt
  tempur tenan tenang tendang tends tensi tenteng tepuk terap terapis teras terjal termal terms terpa terry tessi tester
  tetapi teteh tetek thinned tiada tiang tiba ticker tidung tifa tiling tilled tiller timangan timbal timin tingkat tints
  tipes tiran tita titer titi titian tjara toasted toils toked toket tolls tomay toned topical topless topped topping topples
  tracing trafik trained trainee traitor tralis trams trench trian tried tries trik trill triple trout tuang tubes tuding
  tulangan tular tulung tulus tumang tumble tumbled tumblr tunak tunggak uangnya ubahan uban ulahnya urang usah usang utan
  valance veggie vermin videp vireo vista vixion vouched wadah wading wafer waged wager waham wahyu waits walah walak waldo
  wales walet wali walked wally waman warden warns warta wasit wates watu waves wayan wedge wedged weeding welang welling
  wetan wetting wheel whipping whopping widows wiken window winglet winking wiped worming wound wring yanti yati yulis zakar
  zirah
`
  .trim()
  .split(/\s+/);
