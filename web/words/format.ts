/** `id` shows dates and months in Indonesian, `en` in English; money is written the Indonesian way in both. */
export type Locale = 'id' | 'en';

const tags: Record<Locale, string> = { id: 'id-ID', en: 'en-GB' };
/** How Rp 1.250.000 is written, whatever the language around it. */
const moneyTag = 'id-ID';

const month_ms = 2_629_800_000;
const spans: [Intl.RelativeTimeFormatUnit, number][] = [
  ['month', month_ms],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** A day as midnight UTC, so that no time zone moves it. */
const utcDay = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** Everything the desk writes besides words: money, days, moments, counts. */
export function createFormat(locale: Locale) {
  const tag = tags[locale];
  const currencies = new Map<string, Intl.NumberFormat>();
  const currencyFormat = (currency: string): Intl.NumberFormat => {
    const known = currencies.get(currency);
    if (known) return known;
    const made = new Intl.NumberFormat(moneyTag, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: 0,
    });
    currencies.set(currency, made);
    return made;
  };
  const compact = new Intl.NumberFormat(tag, { notation: 'compact', maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const shortDay = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const shortMonth = new Intl.DateTimeFormat(tag, { month: 'short', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const count = new Intl.NumberFormat(moneyTag);
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  return {
    /** `Rp 1.250.000`: exact, for the amount stays a decimal string. */
    money: (amount: string, currency = 'IDR') => currencyFormat(currency).format(amount as Intl.StringNumericLiteral),
    /** What stands before the figures of a currency: `Rp `, `$`. */
    symbol: (currency: string) => {
      const parts = currencyFormat(currency).formatToParts(0);
      const figures = parts.findIndex(({ type }) => type === 'integer');
      return parts
        .slice(0, figures)
        .map(({ value }) => value)
        .join('');
    },
    /** `Rp 1,3 jt`, for axes. */
    compactMoney: (amount: number) => `Rp ${compact.format(amount)}`,
    /** `23 Nov 2026` of YYYY-MM-DD. */
    day: (value: string) => day.format(utcDay(value)),
    /** `23 Nov` of YYYY-MM-DD. */
    shortDay: (value: string) => shortDay.format(utcDay(value)),
    /** `November 2026` of YYYY-MM. */
    month: (value: string) => month.format(utcDay(`${value}-01`)),
    /** `Nov` of YYYY-MM. */
    shortMonth: (value: string) => shortMonth.format(utcDay(`${value}-01`)),
    /** Day and time of an instant, in the time zone of the reader. */
    moment: (value: string) => moment.format(new Date(value)),
    /** Time to the second. */
    clock: (value: string) => clock.format(new Date(value)),
    /** `3 hours ago`. */
    ago: (value: string, now = Date.now()) => {
      const past_ms = new Date(value).getTime() - now;
      const [unit, span] = spans.find(([, size]) => Math.abs(past_ms) >= size) ?? ['minute', 60_000];
      return relative.format(Math.round(past_ms / span), unit);
    },
    count: (value: number) => count.format(value),
    percent: (share: number) => percent.format(share),
    /** A duration as people say it: `840 ms`, `2,4 s`. */
    duration: (value_ms: number) =>
      value_ms < 1_000
        ? `${Math.round(value_ms)} ms`
        : `${(value_ms / 1_000).toLocaleString(tag, { maximumFractionDigits: 1 })} s`,
  };
}

export type Format = ReturnType<typeof createFormat>;
