/** Words of days, weeks and months, in Indonesian and English, after short forms were written out. */

/** Words by the number they stand for, the other way round. */
function table(words: Record<string, string>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(words).flatMap(([value, list]) => list.split(', ').map((word): [string, number] => [word, Number(value)])),
  );
}

/** 0 = Sunday, as in `calendar.weekday`. */
export const weekdayNames = table({
  '0': 'minggu, ahad, sunday',
  '1': 'senin, senen, monday',
  '2': 'selasa, tuesday',
  '3': 'rabu, rebo, wednesday',
  '4': 'kamis, kemis, thursday',
  '5': 'jumat, friday',
  '6': 'sabtu, saturday',
});

/** 1 = January. */
export const monthNames = table({
  '1': 'januari, jan, january',
  '2': 'februari, pebruari, feb, peb, february',
  '3': 'maret, mar, mrt, march',
  '4': 'april, apr',
  '5': 'mei, may',
  '6': 'juni, jun, june',
  '7': 'juli, jul, july',
  '8': 'agustus, agu, agt, ags, agst, aug, august',
  '9': 'september, sep, sept',
  '10': 'oktober, okt, oct, october',
  '11': 'november, nopember, nov, nop',
  '12': 'desember, des, dec, december',
});

/** Month names that are everyday words as well; a month only beside a day number. */
export const shyMonths: ReadonlySet<string> = new Set(['may', 'mar', 'march', 'jan', 'des']);

/** Phrases for a day, by its distance from today; those that look ahead may be vague. */
export const offsets = table({
  '-2': 'kemarin lusa, kemarin dulu, kemarennya, lusa kemarin, the day before yesterday, day before yesterday, kemarin kemarin, kemarin kemarinnya',
  '-1': 'mau bengi, dek wingi, wingi sore, wingi esuk, wingi bengi, peuting tadi, tadi peuting, tadi malam, malam tadi, semalam, tadi malem, last night, kemarin, wingi, kamari, yesterday, kemarin malam, kemarin pagi, kemarin siang, kemarin sore, yesterday morning',
  '0': 'mau esuk, mau awan, mau sore, esuk mau, awan mau, tadi isuk, tadi sonten, dinten ieu, dina iki, saiki, ayeuna, dari besok, tadi besok, besok tadi, hari ini, pagi ini, siang ini, sore ini, malam ini, today, tonight, this morning, this afternoon, this evening, sekarang, barusan, baru aja, just now, tadi, tadi pagi, tadi siang, tadi sore, tadi subuh, nanti, ntar, nanti malam, mengko',
  '1': 'besok, tomorrow, isuk, sesuk',
  '2': 'lusa, besok lusa',
  '3': 'tulat',
  '7': 'next week, minggu depan',
  '30': 'bulan depan, next month',
  '365': 'tahun depan',
});

/** Phrases of the table above that look ahead even with a distance of zero. */
export const ahead: ReadonlySet<string> = new Set(['nanti', 'ntar', 'nanti malam', 'mengko']);

/** The day after one that was told. */
export const nextDay: ReadonlySet<string> = new Set(['besoknya', 'besoke', 'esoknya', 'isukna', 'enjingna', 'esuke']);

/** Longest phrase for a day, in words. */
export const phraseWords = 4;

/** "sedekah Jumat", "sholat Jumat" name a custom, no day. */
export const fridayRites: ReadonlySet<string> = new Set([
  'sedekah',
  'infaq',
  'infak',
  'amal',
  'sholat',
  'shalat',
  'solat',
  'salat',
  'jumatan',
]);

/** Days in a unit of "2 ... yang lalu"; hours and minutes stay within the day. */
export const agoUnits = table({
  '0': 'jam, menit, hour, hours, minutes',
  '1': 'hari, day, days',
  '7': 'minggu, pekan, week, weeks',
  '30': 'bulan, month, months',
  '365': 'tahun',
});

/** The same with "one" in front. */
export const agoLeads = table({
  '0': 'sejam',
  '1': 'sehari',
  '7': 'seminggu, sepekan',
  '30': 'sebulan',
  '365': 'setahun',
});

/** Words that put a unit into the past. */
export const past: ReadonlySet<string> = new Set(['lalu', 'kemarin', 'ago', 'sebelumnya']);
