import type { FoundNumber } from './numbers.ts';
import { partsOf } from './numerals.ts';
import type { Token } from './tokens.ts';

/** What a number counts: money, things, a share, or something else (phone, plate, label). */
export type Kind = 'money' | 'count' | 'percent' | 'other';

/** Signs before money and words behind it. */
export const moneySigns: ReadonlySet<string> = new Set(['rp', 'idr', 'rupiah']);
export const moneyWords: ReadonlySet<string> = new Set(['perak', 'rupiah', 'rp', 'idr', 'perakan', 'rupiahs']);

/** Money of other countries is not booked as rupiah. */
const foreign = new Set(
  '$ € £ ¥ usd eur sgd myr dollar dollars dolar euro ringgit yen bucks jpy aud cny yuan baht riyal sar'.split(' '),
);

/** What things are counted in; a number right before one of these is no money. */
export const counters: ReadonlySet<string> = new Set(
  `kg kilo kilogram kilos gr gram grams g mg ons ml l lt liter ltr litre cc cm mm m2 meter mtr km inch inci lembar lbr bungkus bungkusnya bks botol btl pcs pc biji bijinya buah porsi
  orang pax jam hari menit minggu bulan tahun kali x gb mb tb lusin kodi gros rim ekor butir ikat sachet saset dus kardus karton pack pak kotak gelas mangkok mangkuk cup slop tiket
  malam kamar lantai watt unit pasang set helai potong iris sisir tusuk keping batang galon tabung karung sak zak kaleng toples loyang box strip tablet kapsul pieces people kids
  days nights hours minutes weeks months years times bottles packs tickets items persen piring sendok ember kantong roll gulung meteran stel seri episode halaman anak orangnya siswa acara tempat toko kwh
  mangkuknya porsinya malamnya bayi tangkai kuntum setel pcsnya pasangan gelasnya transaksi kg-an ekornya`.split(/\s+/),
);

/** Words that name the number after them: addresses, turns, versions, ages. */
const labels = new Set(
  `no nomor nomer nomornya norek rek rekening rt rw kamar lantai blok gang gg jalan km umur usia kelas meja antrian antrean kode otp code pin iphone redmi galaxy note
  ber part semester sem jilid edisi halaman hal ke number gate peron kursi seat episode eps season versi v tahun year id resi invoice nota pasal nik npwp telp telepon hp wa extension ext
  room unit tower juz bab lt g pertemuan tahap angsuran juara ranking rangking peringkat`.split(/\s+/),
);

/** Labels that name however large a number. */
const anySize = new Set('no nomor rek rekening norek otp kode code pin id resi nota invoice odo odometer kilometer'.split(' '));

/** What a meter shows: "km udah 24.500". */
const meters = new Set(['km', 'odo', 'odometer', 'kilometer']);
const shown = new Set(['sudah', 'baru', 'masih', 'di']);

/** From here on a number is a sum rather than a count or what most labels name. */
const sumFrom = 10_000;

/** Rooms and rows have smaller numbers than this: "kas kelas 5000" is money. */
const rooms = new Set(['kelas', 'kamar', 'lantai', 'blok', 'meja', 'antrian', 'rt', 'rw']);
const roomsEnd = 1_000;

/** Words beside a distance in kilometres, and the longest one in metres. */
const races = new Set(['lari', 'run', 'running', 'marathon', 'maraton', 'race', 'jogging', 'virtual']);
const furthestRace = 43_000;

/** What is paid in a class or a lane: "kas kelas tujuh lima". */
const dues = new Set(['kas', 'iuran', 'patungan', 'sumbangan', 'urunan']);

/** Digits from which on capitals before them make a serial number of them. */
const serialDigits = 6;

/** The same with a word between: "pin atm 123456". */
const secretLabels = new Set(['pin', 'otp', 'kode', 'sandi', 'password', 'norek', 'rekening', 'rek', 'nomor', 'no']);

/** Letters that Indonesian number plates begin with. */
const plateStart =
  /^(a|b|d|e|f|g|h|k|l|m|n|p|r|s|t|w|z|ab|ad|ae|ag|ba|bb|bd|be|bg|bh|bk|bl|bm|bn|bp|da|db|dc|dd|de|dg|dh|dk|dl|dm|dn|dp|dr|dt|ea|eb|ed|kb|kh|kt|ku|pa|pb)$/;

/** Tells what the numbers of a message count. */
class KindReader {
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  of(number: FoundNumber): Kind {
    if (this.norm(number.last + 1) === '%' || this.norm(number.last + 1) === 'persen') return 'percent';
    if (this.isMeasure(number)) return 'count';
    if (this.isNamed(number)) return 'other';
    if (number.scaled && !number.letterScale) return 'money';
    if (this.isForeign(number)) return 'other';
    if (this.isBullet(number)) return 'other';
    const plain = number.plain;
    if (plain !== null && !number.grouped && this.isCode(plain, number)) return 'other';
    if (this.isPlate(number) || this.isLabelled(number)) return 'other';
    if (number.grouped) return 'money';
    const next = this.tokens[number.last + 1];
    if (next && counters.has(next.norm) && !(next.norm === 'x' && this.isPriced(number.last + 2)))
      // "66,3 kwh", "1,5 liter": a decimal was read as thousands.
      return number.value < sumFrom || number.readings.length > 0 ? 'count' : 'money';
    return 'money';
  }

  private norm(index: number): string {
    return this.tokens[index]?.norm ?? '';
  }

  /** "makan di seribu rasa": a number in words as the name of a place. */
  private isNamed({ first, last }: FoundNumber): boolean {
    const after = this.tokens[last + 1];
    return (
      ['di', 'at'].includes(this.norm(first - 1)) &&
      this.tokens[first]?.kind === 'word' &&
      after?.kind === 'word' &&
      !moneyWords.has(after.norm)
    );
  }

  /** Metres and tons ("5m kain"), kilometres run, and both sides of a fraction. */
  private isMeasure(number: FoundNumber): boolean {
    if (number.letterScale) return counters.has(this.norm(number.last + 1));
    return number.scaled ? this.isDistance(number) : this.isFraction(number);
  }

  /** "lari 10k": so many kilometres. */
  private isDistance({ first, last, value }: FoundNumber): boolean {
    const raced = races.has(this.norm(first - 1)) || races.has(this.norm(first - 2)) || races.has(this.norm(last + 1));
    return this.norm(last) === 'k' && value < furthestRace && raced;
  }

  /** "2 x 25rb": the number after the cross. */
  private isPriced(index: number): boolean {
    return this.tokens[index]?.kind === 'number' || moneySigns.has(this.norm(index));
  }

  /** Phone, account and card numbers, years beside a month, letters glued to digits ("D4102ABF", "2B", "c3po"). */
  private isCode(plain: string, number: FoundNumber): boolean {
    const before = this.tokens[number.first - 1];
    if (before?.norm === '+' || plain.length > 9 || (plain.length > 1 && plain.startsWith('0'))) return true;
    const glued = this.tokens[number.first]?.glued ?? false;
    const slashed = glued && ['/', '#', '=', '_'].includes(this.norm(number.first - 1));
    // "resi JP8823401": capitals grown together with many digits.
    const serial = glued && plain.length >= serialDigits && /^[A-Z]{1,5}$/.test(before?.text ?? '');
    return slashed || serial || this.isDashed(number);
  }

  /** "1/2 kg", "24/7": neither side is money. */
  private isFraction({ first, last }: FoundNumber): boolean {
    const after = this.norm(last + 1) === '/' && this.tokens[last + 2]?.kind === 'number';
    // "bakso 17/18rb" is a range.
    if (after && partsOf(this.tokens, last + 3)[0]?.part === 'scale') return false;
    return after || (this.norm(first - 1) === '/' && this.tokens[first - 2]?.kind === 'number');
  }

  /** Groups of digits with dashes between ("0812-3456-7890", "+62 812-3456"); "20-25rb" are only two, and small. */
  private isDashed({ first, last, plain }: FoundNumber): boolean {
    let start = first;
    let end = last;
    while (this.norm(start - 1) === '-' && this.tokens[start - 2]?.kind === 'number' && first - start < 8) start -= 2;
    while (this.norm(end + 1) === '-' && this.tokens[end + 2]?.kind === 'number' && end - last < 8) end += 2;
    const groups = (end - start) / 2 + 1;
    return groups > 2 || this.norm(start - 2) === '+' || (groups === 2 && start < first && plain !== null && plain.length > 3);
  }

  /** "1. bensin", "2) kopi" at the start of a line. */
  private isBullet({ first, last, plain }: FoundNumber): boolean {
    const before = this.tokens[first - 1];
    const opens = before === undefined || before.kind === 'break';
    return (
      opens && plain !== null && plain.length < 3 && ['.', ')'].includes(this.norm(last + 1)) && !this.tokens[last + 2]?.glued
    );
  }

  private isForeign(number: FoundNumber): boolean {
    return foreign.has(this.norm(number.first - 1)) || foreign.has(this.norm(number.last + 1));
  }

  private isPlate(number: FoundNumber): boolean {
    const before = this.tokens[number.first - 1];
    const after = this.tokens[number.last + 1];
    if (number.plain === null || number.plain.length > 4 || before?.kind !== 'word' || after?.kind !== 'word') return false;
    const capitals = /^[A-Z]{1,2}$/.test(before.text) && /^[A-Z]{1,3}$/.test(after.text);
    return (
      plateStart.test(before.text.toLowerCase()) && /^[a-z]{1,3}$/i.test(after.text) && (capitals || !counters.has(after.norm))
    );
  }

  private isLabelled(number: FoundNumber): boolean {
    const before =
      this.norm(number.first - 1) === '-' || this.norm(number.first - 1) === '.'
        ? this.norm(number.first - 2)
        : this.norm(number.first - 1);
    if (secretLabels.has(this.norm(number.first - 2))) return !number.grouped;
    if (meters.has(this.norm(number.first - 2)) && shown.has(this.norm(number.first - 1))) return true;
    // "masuk rek 87.450": accounts are not written with thousands.
    if (number.grouped && ['rek', 'rekening'].includes(before)) return false;
    const isDue = dues.has(this.norm(number.first - 2)) || number.value >= roomsEnd;
    if (isDue && rooms.has(before)) return false;
    if (number.value >= sumFrom && !anySize.has(before)) return false;
    return labels.has(before);
  }
}

/** What a number counts, by the words around it; one with a currency sign or word is money whatever stands there. */
export const kindOf = (tokens: readonly Token[], number: FoundNumber): Kind => new KindReader(tokens).of(number);
