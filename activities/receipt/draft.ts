import type { Doubt, DraftEntry, Evidence } from '../../language/interpretation.ts';
import type { Reader } from '../../language/locale.ts';
import { receiptCategory } from './category.ts';
import type { ReceiptReading } from './reading.ts';
import { statementDraft } from './statementDraft.ts';

/** Characters of an evidence quote (see `Evidence`). */
const maxQuote = 120;

/** The entry a receipt stands for: one expense of the decided total, its lines as items; an account statement stands for several. `caption` is what the person wrote with it. */
export function receiptDraft(reading: ReceiptReading, reader: Reader, caption?: string | null): DraftEntry[] {
  const { fields, decided, statement } = reading;
  const today = localToday(reader);
  if (statement) return withPart(statementDraft(statement, today), partOf(reading, reader));
  const date = dateOf(fields, today);
  const dateOk = date !== null && date <= today;
  const category = receiptCategory(fields, caption ?? '');
  const doubts: Doubt[] = [];
  if (decided.total === null) doubts.push('amount_missing');
  else if (!decided.certain) doubts.push('arithmetic_mismatch');
  if (category === null) doubts.push('category_unsure');
  if (date !== null && (!dateOk || isStale(date, today))) doubts.push('date_unsure');
  return [
    {
      type: 'expense',
      amount: decided.total,
      currency: 'IDR',
      alternatives: decided.alternatives,
      category: category ?? 'lainnya',
      occurredOn: dateOk && date ? date : today,
      merchant: fields.merchant,
      note: [caption?.trim() || noteOf(reading), partOf(reading, reader)].filter((part) => part !== '').join(' · '),
      items: fields.items,
      evidence: evidenceOf(reading, dateOk),
      doubts,
    },
  ];
}

/** The printed date; without a year the last such day. */
function dateOf({ date, dayMonth }: ReceiptReading['fields'], today: string): string | null {
  if (date !== null || !dayMonth) return date;
  const year = Number(today.slice(0, 4));
  const thisYear = `${year}-${dayMonth}`;
  return thisYear <= today ? thisYear : `${year - 1}-${dayMonth}`;
}

/** Hardly anybody books an older receipt: a figure of its year is misread. */
const staleYears = 1;

const isStale = (date: string, today: string): boolean =>
  date < `${Number(today.slice(0, 4)) - staleYears}${today.slice('YYYY'.length)}`;

function localToday({ now, timezone }: Reader): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(now);
}

/** At most so many items stand in the note. */
const noteItems = 3;

function noteOf({ fields }: ReceiptReading): string {
  const names = fields.items.slice(0, noteItems).map((item) => item.name);
  const more = fields.items.length > noteItems ? '…' : '';
  return [fields.merchant, names.join(', ') + more].filter((part) => part).join(': ') || 'struk';
}

/** Says how far a long document was read; empty where all of it was. */
function partOf({ pages }: ReceiptReading, { locale }: Reader): string {
  if (!pages) return '';
  return locale === 'en' ? `only pages 1-${pages.read} of ${pages.of}` : `hanya halaman 1-${pages.read} dari ${pages.of}`;
}

/** The last movement says that more follow. */
function withPart(entries: DraftEntry[], part: string): DraftEntry[] {
  const last = entries.at(-1);
  return last && part ? entries.with(-1, { ...last, note: `${last.note} · ${part}` }) : entries;
}

function evidenceOf({ fields, decided, lines }: ReceiptReading, dateOk: boolean): Evidence[] {
  const quote = (field: Evidence['field'], isIn: (digits: string, line: string) => boolean): Evidence[] => {
    const line = lines.findLast((candidate) => isIn(candidate.replace(/[^\d\p{L}]/gu, ''), candidate));
    return line === undefined ? [] : [{ field, source: 'receipt', quote: line.slice(0, maxQuote) }];
  };
  const { total } = decided;
  return [
    ...(total === null ? [] : quote('amount', (digits, line) => digits.includes(total) && /TOTAL|JUMLAH|BAYAR/i.test(line))),
    ...(fields.merchant === null ? [] : quote('merchant', (_, line) => line.includes(fields.merchant ?? ''))),
    ...(dateOk && fields.date
      ? quote('occurredOn', (digits) => digits.includes(fields.date?.slice(2, 4) ?? '') && /\d{4,}/.test(digits))
      : []),
  ];
}
