import { type DateMention, findDates } from './dates.ts';
import type { Doubt } from './interpretation.ts';
import type { Reader } from './locale.ts';
import { type FoundNumber, findNumbers } from './numbers.ts';
import { partsOf } from './numerals.ts';
import { isEverydayWord, slangValue } from './slang.ts';
import { type Token, tokenize } from './tokens.ts';

/** A number of a message and what it counts. Values are whole rupiah for money. */
export interface Amount {
  /** Token places, both included, with sign and unit words ("Rp 25.000,-"). */
  first: number;
  last: number;
  /** What it is: money, a count of things, a percentage, or something else (phone, plate, label). */
  kind: 'money' | 'count' | 'percent' | 'other';
  /** Most plausible value; null for a range. */
  value: number | null;
  /** Every value a careful person could mean, most plausible first; empty when certain. */
  alternatives: number[];
  doubt: Doubt | null;
  /** "sekitar", "25rb-an". */
  about: boolean;
  /** A small number without a unit, that may well be a count. */
  weak: boolean;
  /** It carries a currency sign or word. */
  signed: boolean;
  /** The span as it stands in the text. */
  quote: string;
}

/** Digits from which on capitals before them make a serial number of them. */
const serialDigits = 6;

/** Below this, a number without a unit is said of thousands as often as not. */
const smallest = 1_000;

/** From here on an amount is asked about even when it is clear: 1 miliar rupiah is beyond what chat books hold. */
const implausible = 1_000_000_000;

/** Longest quote kept as evidence, in characters. */
const quoteLimit = 120;

const signs = new Set(['rp', 'idr', 'rupiah']);
/** Money of other countries is not booked as rupiah. */
const foreign = new Set(
  '$ € £ ¥ usd eur sgd myr dollar dollars dolar euro ringgit yen bucks jpy aud cny yuan baht riyal sar'.split(' '),
);
const moneyWords = new Set(['perak', 'rupiah', 'rp', 'idr', 'perakan', 'rupiahs']);

/** What things are counted in; a number right before one of these is no money. */
export const counters: ReadonlySet<string> = new Set(
  `kg kilo kilogram kilos gr gram grams g mg ons ml l lt liter ltr litre cc cm mm m2 meter mtr km inch inci lembar lbr bungkus bungkusnya bks botol btl pcs pc biji bijinya buah porsi
  orang pax jam hari menit minggu bulan tahun kali x gb mb tb lusin kodi gros rim ekor butir ikat sachet saset dus kardus karton pack pak kotak gelas mangkok mangkuk cup slop tiket
  malam kamar lantai watt unit pasang set helai potong iris sisir tusuk keping batang galon tabung karung sak zak kaleng toples loyang box strip tablet kapsul pieces people kids
  days nights hours minutes weeks months years times bottles packs tickets items persen piring sendok ember kantong roll gulung meteran stel seri episode halaman anak orangnya siswa acara tempat toko
  mangkuknya porsinya malamnya bayi tangkai kuntum setel pcsnya pasangan gelasnya transaksi kg-an ekornya`.split(/\s+/),
);

/** Words that name the number after them: addresses, turns, versions, ages. */
const labels = new Set(
  `no nomor nomer nomornya norek rek rekening rt rw kamar lantai blok gang gg jalan km umur usia kelas meja antrian antrean kode otp code pin iphone redmi galaxy note
  ber part semester sem jilid edisi halaman hal ke number gate peron kursi seat episode eps season versi v tahun year id resi invoice nota pasal nik npwp telp telepon hp wa extension ext
  room unit tower juz bab lt g pertemuan tahap angsuran`.split(/\s+/),
);

/** Words beside a distance in kilometres, and the longest one in metres. */
const races = new Set(['lari', 'run', 'running', 'marathon', 'maraton', 'race', 'jogging', 'virtual']);
const furthestRace = 43_000;

const aboutWords = new Set([
  'sekitar',
  'sekitaran',
  'kira',
  'kurleb',
  'kisaran',
  'hampir',
  'about',
  'around',
  'approximately',
  'roughly',
  'paling',
  'almost',
]);
/** Words around "atau" that say nothing ("50rb eh apa 60rb ya"), and how many tokens may join two ends. */
/** Rooms and rows have small numbers: "kas kelas 5000" is money. */
const rooms = new Set(['kelas', 'kamar', 'lantai', 'blok', 'meja', 'antrian', 'rt', 'rw']);
const hesitations = new Set(['ya', 'mungkin', 'entah', 'an', 'lah', 'sekitar']);
const rangeReach = 6;
const rangeJoins = new Set(['-', '/', '–', '—', '~', 'sampai', 'atau', 'hingga', 'or', 'to', 'apa', 'sd']);

/** The same with a word between: "pin atm 123456". */
const secretLabels = new Set(['pin', 'otp', 'kode', 'sandi', 'password', 'norek', 'rekening', 'rek', 'nomor', 'no']);

/** Letters that Indonesian number plates begin with. */
const plateStart =
  /^(a|b|d|e|f|g|h|k|l|m|n|p|r|s|t|w|z|ab|ad|ae|ag|ba|bb|bd|be|bg|bh|bk|bl|bm|bn|bp|da|db|dc|dd|de|dg|dh|dk|dl|dm|dn|dp|dr|dt|ea|eb|ed|kb|kh|kt|ku|pa|pb)$/;

/** Numbers, with the dates among them left out. */
class AmountFinder {
  private readonly tokens: readonly Token[];
  private readonly text: string;
  private readonly dated: Set<number>;

  constructor(text: string, tokens: readonly Token[], dates: readonly DateMention[]) {
    this.text = text;
    this.tokens = tokens;
    this.dated = new Set(
      dates.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index)),
    );
  }

  all(): Amount[] {
    const numbers = findNumbers(this.tokens).filter((number) => !this.dated.has(number.first) && !this.dated.has(number.last));
    const numeric = this.besideCounts(this.withoutTitles(numbers.map((number) => this.classify(number))));
    const found = [...numeric, ...this.slang(numeric)].sort((a, b) => a.first - b.first);
    const ranged = this.ranges(found);
    const hasMoney = ranged.some((amount) => amount.kind === 'money' && !amount.weak);
    return ranged.filter((amount) => !(hasMoney && amount.weak && isEverydayWord(this.tokens[amount.first]?.norm ?? '')));
  }

  /** "dilan 1990 50rb": a bare number right before a clear amount belongs to a name. */
  private withoutTitles(amounts: readonly Amount[]): Amount[] {
    return amounts.map((amount, index) => {
      const next = amounts[index + 1];
      const titled =
        next?.first === amount.last + 1 &&
        next.kind === 'money' &&
        !next.weak &&
        /^\d{4}$/.test(amount.quote) &&
        !/^\d+$/.test(next.quote);
      return titled ? { ...amount, kind: 'other' as const } : amount;
    });
  }

  /** "bakso lima dua puluh ribu": for one, for all five, or misheard? */
  private besideCounts(amounts: readonly Amount[]): Amount[] {
    return amounts.flatMap((amount, index): Amount[] => {
      const before = amounts[index - 1];
      const next = amounts[index + 1];
      if (next && isBareCount(amount) && touches(amount, next)) return [];
      if (!before || !isBareCount(before) || !touches(before, amount) || amount.value === null) return [amount];
      const count = before.alternatives.at(-1) ?? 1;
      const alternatives = [amount.value, amount.value * count];
      return [
        { ...amount, first: before.first, alternatives, doubt: 'amount_ambiguous', quote: this.quote(before.first, amount.last) },
      ];
    });
  }

  private norm(index: number): string {
    return this.tokens[index]?.norm ?? '';
  }

  private quote(first: number, last: number): string {
    return this.text.slice(this.tokens[first]?.start ?? 0, this.tokens[last]?.end ?? 0).slice(0, quoteLimit);
  }

  private classify(number: FoundNumber): Amount {
    const before = this.norm(number.first - 1) === '.' ? number.first - 2 : number.first - 1;
    const signed = signs.has(this.norm(before));
    const first = signed ? before : number.first;
    const unitWord = moneyWords.has(this.norm(number.last + 1));
    const last = this.withEnding(number.last + (unitWord ? 1 : 0));
    const kind = signed || unitWord ? 'money' : this.kindOf(number);
    const about = number.about || this.isAbout(first, last) || this.norm(number.last + 2) === 'an';
    const base = { first, last, kind, about, signed: signed || unitWord, quote: this.quote(first, last) };
    if (kind !== 'money') return { ...base, value: number.value, alternatives: [], doubt: null, weak: false };
    return this.asTyped({ ...base, ...this.worth(number, signed || unitWord) });
  }

  /** A number with a word that was typed with a slip is shown as it was meant, and asked about. */
  private asTyped(amount: Amount): Amount {
    const slipped = this.tokens.slice(amount.first, amount.last + 1).some((token) => token.mended);
    if (!slipped || amount.doubt !== null || amount.value === null) return amount;
    return { ...amount, alternatives: [amount.value], doubt: 'amount_ambiguous' };
  }

  /** Value, readings and doubt of a number that is money. */
  private worth(number: FoundNumber, signed: boolean): Pick<Amount, 'value' | 'alternatives' | 'doubt' | 'weak'> {
    const { value, readings } = number;
    const ambiguous = (alternatives: number[], weak: boolean) => {
      const distinct = [...new Set(alternatives)].filter((reading) => reading > 0);
      return { value: distinct[0] ?? null, alternatives: distinct, doubt: 'amount_ambiguous' as const, weak };
    };
    if (value === 0) return ambiguous([], true);
    if (readings.length > 1 || (readings.length === 1 && !number.scaled))
      return ambiguous([...readings, value], number.letterScale || !number.scaled);
    const spoken = signed && value >= 100;
    if (!number.scaled && value < smallest && !spoken) return ambiguous([value * smallest, value], !signed);
    if (value >= implausible) return { value, alternatives: [value, value / smallest], doubt: 'amount_implausible', weak: false };
    return { value, alternatives: [], doubt: null, weak: false };
  }

  private kindOf(number: FoundNumber): Amount['kind'] {
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
      return number.value < 10_000 ? 'count' : 'money';
    return 'money';
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
    return this.tokens[index]?.kind === 'number' || signs.has(this.norm(index));
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
    if (secretLabels.has(this.norm(number.first - 2))) return true;
    if (number.value >= smallest && rooms.has(before)) return false;
    if (
      number.value >= 10_000 &&
      !['no', 'nomor', 'rek', 'rekening', 'norek', 'otp', 'kode', 'code', 'pin', 'id', 'resi', 'nota', 'invoice'].includes(before)
    )
      return false;
    return labels.has(before);
  }

  private isAbout(first: number, last: number): boolean {
    const lead = [this.norm(first - 1), this.norm(first - 2)];
    return (
      lead.some((word) => aboutWords.has(word)) ||
      (this.norm(first - 1) === 'lebih' && this.norm(first - 2) === 'kurang') ||
      ['an', 'lebih'].includes(this.norm(last)) ||
      this.norm(last - 1) === 'an'
    );
  }

  /** Takes ",-" and "-an" after a number. */
  private withEnding(last: number): number {
    const next = this.tokens[last + 1];
    if (next?.norm === 'an') return last + 1;
    if (!next?.glued) return last;
    if ([',', '.'].includes(next.norm) && this.norm(last + 2) === '-' && this.tokens[last + 2]?.glued) return last + 2;
    if (next.norm === '-' && this.norm(last + 2) === 'an') return last + 2;
    return last;
  }

  private slang(taken: readonly Amount[]): Amount[] {
    const used = new Set(taken.filter(({ kind }) => kind === 'money').flatMap(({ first, last }) => [first, last]));
    const found: Amount[] = [];
    for (let index = 0; index < this.tokens.length; index++) {
      const next = this.norm(index + 1);
      const pair = next === '' ? null : slangValue(this.norm(index) + next);
      const value = pair ?? slangValue(this.norm(index));
      if (value === null || used.has(index) || this.tokens[index]?.kind !== 'word') continue;
      const last = index + (pair === null ? 0 : 1);
      found.push(this.slangAmount(index, last, value));
      index = last;
    }
    return found;
  }

  private slangAmount(first: number, last: number, value: number): Amount {
    const everyday = isEverydayWord(this.norm(first));
    const about = this.isAbout(first, last);
    const base = { first, last, kind: 'money' as const, about, weak: everyday, signed: false, quote: this.quote(first, last) };
    if (moneyWords.has(this.norm(last + 1))) return { ...base, last: last + 1, value, alternatives: [], doubt: null };
    if (value < smallest)
      return { ...base, value: value * smallest, alternatives: [value * smallest, value], doubt: 'amount_ambiguous' };
    if (everyday) return { ...base, value, alternatives: [value], doubt: 'amount_ambiguous' };
    return this.asTyped({ ...base, value, alternatives: [], doubt: null });
  }

  /** "20-25rb", "75 atau 85rb", "antara 20 sampai 25 ribu": one amount with both ends as readings. */
  private ranges(amounts: readonly Amount[]): Amount[] {
    const merged: Amount[] = [];
    for (const amount of amounts) {
      const before = merged.at(-1);
      const range = before && this.rangeOf(before, amount);
      if (range) merged[merged.length - 1] = range;
      else merged.push(amount);
    }
    return merged;
  }

  private rangeOf(low: Amount, high: Amount): Amount | null {
    if (low.kind !== 'money' || high.kind !== 'money' || high.value === null || low.value === null) return null;
    const between = this.tokens
      .slice(low.last + 1, Math.min(high.first, low.last + rangeReach))
      .flatMap((token) => (hesitations.has(token.norm) ? [] : [token.norm]));
    const join =
      between.join('') === 's/d' ||
      (between.length === 1 && rangeJoins.has(between[0] ?? '')) ||
      (between.length === 2 && between[0] === 'eh' && ['apa', 'atau'].includes(between[1] ?? '')) ||
      (['antara', 'between'].includes(this.norm(low.first - 1)) && ['dan', 'and'].includes(between.join('')));
    if (!join) return null;
    const smallLow = low.weak ? (low.alternatives.at(-1) ?? low.value) : low.value;
    const scale = high.value >= 1_000_000 && smallLow < 1_000 ? 1_000_000 : smallest;
    const lowValue = low.weak ? smallLow * scale : low.value;
    if (lowValue === high.value) return { ...high, first: low.first, quote: this.quote(low.first, high.last) };
    const either = between.some((word) => ['atau', 'or', 'apa'].includes(word));
    if (lowValue > high.value && !either) return null;
    return {
      ...high,
      first: low.first,
      value: null,
      alternatives: [lowValue, high.value],
      doubt: 'amount_range',
      weak: false,
      quote: this.quote(low.first, high.last),
    };
  }
}

/** Largest count that is said without a word for what is counted. */
const countLimit = 20;

const isBareCount = (amount: Amount): boolean => {
  const count = amount.alternatives.at(-1) ?? 0;
  return amount.kind === 'money' && amount.weak && count > 1 && count <= countLimit && /^\p{L}/u.test(amount.quote);
};

const touches = (count: Amount, amount: Amount): boolean =>
  amount.first === count.last + 1 &&
  /^\p{L}/u.test(amount.quote) &&
  amount.kind === 'money' &&
  !amount.weak &&
  !amount.signed &&
  amount.doubt === null;

/** All numbers of tokens already cut, in order, with what each counts. */
export const amountsIn = (text: string, tokens: readonly Token[], dates: readonly DateMention[]): Amount[] =>
  new AmountFinder(text, tokens, dates).all();

/** All numbers of a text, in order, with what each counts; dates and times are left out. */
export function findAmounts(text: string, reader: Reader): Amount[] {
  const tokens = tokenize(text);
  return amountsIn(text, tokens, findDates(tokens, reader));
}
