import type { RecurringTemplate } from '../../database/schema/index.ts';
import { setBudget } from '../../ledger/budgets.ts';
import { addCategory } from '../../ledger/categories.ts';
import { bulkEdit, editEntry } from '../../ledger/edit.ts';
import { deposit, openGoal } from '../../ledger/goals.ts';
import { addComment, setTags } from '../../ledger/notes.ts';
import type { NewEntry } from '../../ledger/post.ts';
import { addRecurring, bookDue } from '../../ledger/recurring.ts';
import { voidEntry } from '../../ledger/void.ts';
import { openWallet } from '../../ledger/wallets.ts';
import { type DemoBook, dice, type Person, Purses, type Told, thousand } from './book.ts';

/** A family of four in Depok: two incomes, a house on instalments, two children at school. */
export interface Household {
  budi: Person;
  sari: Person;
  dewi: Person;
  /** Who keeps the books at the desk. */
  staffId: string;
}

const bca = 'wallet:bca';
const gopay = 'wallet:gopay';
const cash = 'wallet:tunai';
const card = 'wallet:kartu_kredit';
/** What is owed on the card when the story begins, in rupiah. */
const cardDebt = 1_250_000;

/** Half a year of the family, and what was planned, corrected and talked about. */
export async function fillHousehold(book: DemoBook, people: Household, days: readonly string[]): Promise<void> {
  const [first = '', last = ''] = [days[0], days.at(-1)];
  await prepare(book, people, first);
  const rolls = dice(20_261);
  const purses = new Purses();
  for (const day of days) await book.day(purses.after(dayOf(day, people, rolls, purses)));
  await saveUp(book, people, days);
  await book.run(people.staffId, (tx, { bookId }) => bookDue(tx, { bookId, today: last }));
  await lookBack(book, people);
}

async function prepare(book: DemoBook, { staffId }: Household, openedOn: string): Promise<void> {
  await book.run(staffId, async (tx, origin) => {
    const { bookId } = origin;
    await openWallet(tx, { ...origin, name: 'BCA', openingBalance: '18500000', openedOn });
    await openWallet(tx, { ...origin, name: 'GoPay', openingBalance: '350000', openedOn });
    await openWallet(tx, { ...origin, name: 'Kartu kredit', openingBalance: `${-cardDebt}`, openedOn });
    await openWallet(tx, { ...origin, name: 'Simpanan dolar', currency: 'USD', openingBalance: '420', openedOn });
    await addCategory(tx, { bookId, kind: 'expense', name: 'Jajan anak' });
    await addCategory(tx, { bookId, kind: 'expense', name: 'Hewan peliharaan' });
    const budgets = [
      [null, '19000000'],
      ['makan', '3200000'],
      ['belanja_harian', '3600000'],
      ['transport', '1300000'],
      ['hiburan', '600000'],
      ['pendidikan', '2000000'],
    ] as const;
    for (const [category, amount] of budgets) await setBudget(tx, { bookId, category, amount, by: staffId });
    await setBudget(tx, { bookId, category: 'jajan_anak', period: 'week', amount: '150000', by: staffId });
    const until = new Date(new Date(openedOn).getTime() + 620 * 86_400_000).toISOString().slice(0, 10);
    await openGoal(tx, { bookId, name: 'Umrah berdua', target: '72000000', byDate: until, by: staffId });
    await openGoal(tx, { bookId, name: 'Dana darurat', target: '40000000', by: staffId });
    await openGoal(tx, { bookId, name: 'Laptop Dewi', target: '9500000', byDate: until, by: staffId });
    await recur(tx, bookId, staffId, openedOn);
  });
}

async function recur(tx: Parameters<typeof addRecurring>[0], bookId: string, by: string, from: string): Promise<void> {
  const monthly = (on: number) => `${from.slice(0, 7)}-${String(on).padStart(2, '0')}`;
  const regular: [number, Omit<RecurringTemplate, 'type'>][] = [
    [5, { amount: '3850000', category: 'cicilan', merchant: 'BTN', note: 'cicilan KPR', tags: ['rumah'] }],
    [10, { amount: '1350000', category: 'pendidikan', merchant: 'SMP Nusantara', note: 'SPP Dewi', tags: ['sekolah'] }],
    [12, { amount: '415000', category: 'utilitas', merchant: 'IndiHome', note: 'internet rumah' }],
    [15, { amount: '186000', category: 'hiburan', merchant: 'Netflix', note: 'langganan Netflix' }],
    [20, { amount: '450000', category: 'kesehatan', merchant: 'BPJS Kesehatan', note: 'iuran BPJS keluarga' }],
  ];
  for (const [on, entry] of regular) {
    const startsOn = monthly(on) < from ? nextMonth(monthly(on)) : monthly(on);
    await addRecurring(tx, { bookId, template: { type: 'expense', wallet: bca, ...entry }, every: 'month', startsOn, by });
  }
}

function nextMonth(day: string): string {
  const [year = 0, month = 0, on = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, on)).toISOString().slice(0, 10);
}

/** What a household buys: note, category, merchant, least and most in thousands, chance a day, who and with what. */
const habits = [
  ['sarapan nasi uduk', 'makan', null, 12, 28, 0.45, 'budi', cash],
  ['makan siang', 'makan', 'Warteg Bahari', 18, 38, 0.7, 'budi', gopay],
  ['kopi susu', 'makan', 'Kopi Kenangan', 22, 36, 0.3, 'budi', gopay],
  ['pesan makan malam', 'makan', 'GoFood', 55, 145, 0.16, 'sari', gopay],
  ['sayur dan lauk', 'belanja_harian', 'Pasar Kemiri', 45, 120, 0.55, 'sari', cash],
  ['belanja bulanan', 'belanja_harian', 'Superindo', 320, 780, 0.06, 'sari', card],
  ['susu dan telur', 'belanja_harian', 'Indomaret', 48, 110, 0.2, 'sari', gopay],
  ['galon dan gas', 'rumah_tangga', null, 22, 46, 0.14, 'sari', cash],
  ['bensin', 'transport', 'Pertamina', 50, 120, 0.2, 'budi', cash],
  ['KRL dan ojek', 'transport', 'Gojek', 14, 42, 0.4, 'sari', gopay],
  ['parkir', 'transport', null, 3, 10, 0.25, 'budi', cash],
  ['tol', 'transport', null, 15, 54, 0.1, 'budi', gopay],
  ['jajan Dewi', 'jajan_anak', null, 10, 30, 0.45, 'dewi', cash],
  ['pulsa dan kuota', 'pulsa_data', 'Telkomsel', 50, 105, 0.06, 'dewi', gopay],
  ['token listrik', 'utilitas', 'PLN', 202, 503, 0.07, 'sari', bca],
  ['obat dan vitamin', 'kesehatan', 'Apotek K-24', 35, 160, 0.06, 'sari', gopay],
  ['makanan kucing', 'hewan_peliharaan', 'Pet Kingdom', 65, 140, 0.05, 'dewi', gopay],
  ['baju anak', 'pakaian', 'Matahari', 120, 390, 0.025, 'sari', card],
  ['nonton bioskop', 'hiburan', 'CGV', 90, 210, 0.03, 'dewi', gopay],
  ['sedekah Jumat', 'donasi', 'Masjid Al-Ikhlas', 20, 50, 0.12, 'budi', cash],
  ['arisan RT', 'keluarga', null, 100, 100, 0.03, 'sari', cash],
] as const;

type Rolls = ReturnType<typeof dice>;

/** When so little is left, in rupiah, the purse or GoPay is filled up from the bank: more than a dear day takes. */
const left_min = 600_000;
const filledUpWith = '1000000';

function filledUp(occurredOn: string, { budi }: Household, purses: Purses): Told[] {
  const fill = (toWallet: string, note: string): Told[] => {
    const entry: NewEntry = { type: 'transfer', amount: filledUpWith, occurredOn, wallet: bca, toWallet, note };
    return purses.held(toWallet) < left_min ? [{ by: budi, entry, at: [8, 15] }] : [];
  };
  return [...fill(cash, 'tarik tunai'), ...fill(gopay, 'isi GoPay')];
}

function dayOf(day: string, people: Household, rolls: Rolls, purses: Purses): Told[] {
  const bought = habits.flatMap(([note, category, merchant, least, most, chance, who, wallet]): Told[] => {
    if (rolls.next() > chance) return [];
    const amount = thousand(rolls.between(least, most));
    const entry: NewEntry = { type: 'expense', amount, occurredOn: day, category, wallet, merchant, note };
    return [{ by: people[who], entry, at: [rolls.between(6, 20), rolls.between(0, 59)], voice: rolls.next() < 0.12 }];
  });
  const regular = [...fixed(day, people, rolls, purses), ...filledUp(day, people, purses)];
  return [...regular, ...bought].sort((a, b) => a.at[0] * 60 + a.at[1] - (b.at[0] * 60 + b.at[1]));
}

/** What comes on its day of the month. */
function fixed(occurredOn: string, { budi, sari, staffId }: Household, rolls: Rolls, purses: Purses): Told[] {
  const on = Number(occurredOn.slice(8));
  const earn = (by: Person, amount: string, category: string, merchant: string | null, note: string): Told => ({
    by,
    entry: { type: 'income', amount, occurredOn, category, wallet: bca, merchant, note },
    at: [9, 5],
  });
  switch (on) {
    case 8:
      return [earn(sari, thousand(rolls.between(1_500, 3_200)), 'usaha', null, 'honor desain lepas')];
    case 18:
      return payCard(occurredOn, staffId, cardDebt - purses.held(card));
    case 25:
      return [
        earn(budi, '14750000', 'gaji', 'PT Sinar Logistik', 'gaji bulanan'),
        earn(sari, '5200000', 'gaji', 'TK Tunas Bangsa', 'gaji mengajar'),
      ];
    default:
      return [];
  }
}

/** The bill is paid in full, where there is one. */
function payCard(occurredOn: string, staffId: string, owed: number): Told[] {
  const entry: NewEntry = {
    type: 'transfer',
    amount: String(owed),
    occurredOn,
    wallet: bca,
    toWallet: card,
    note: 'bayar kartu kredit',
  };
  return owed > 0 ? [{ by: { staffId }, entry, at: [19, 30] }] : [];
}

/** Money is put aside after payday. */
async function saveUp(book: DemoBook, { budi }: Household, days: readonly string[]): Promise<void> {
  for (const occurredOn of days.filter((day) => day.endsWith('-26')))
    await book.run(budi.contactId, async (tx, origin) => {
      const move = { ...origin, source: 'chat', wallet: bca, occurredOn } as const;
      await deposit(tx, { ...move, goal: 'umrah berdua', amount: '2500000', note: 'nabung umrah' });
      await deposit(tx, { ...move, goal: 'dana darurat', amount: '1250000', note: 'nabung dana darurat' });
      await deposit(tx, { ...move, goal: 'laptop dewi', amount: '600000', note: 'nabung laptop Dewi' });
    });
}

/** What is corrected, tagged and talked about afterwards. */
async function lookBack(book: DemoBook, { staffId, sari }: Household): Promise<void> {
  await book.run(staffId, async (tx, origin) => {
    const { bookId } = origin;
    const shopping = await book.find(tx, 'belanja bulanan');
    if (shopping) {
      await setTags(tx, { bookId, entryId: shopping, tags: ['bulanan', 'superindo'] });
      await addComment(tx, {
        bookId,
        entryId: shopping,
        author: staffId,
        body: 'Struknya ada? Angkanya lebih besar dari biasanya.',
      });
      await addComment(tx, {
        bookId,
        entryId: shopping,
        author: sari.contactId,
        body: 'Iya, sekalian beli kado ulang tahun Nenek.',
      });
    }
    const clothes = await book.find(tx, 'baju anak');
    if (clothes)
      await editEntry(tx, {
        ...origin,
        entryId: clothes,
        set: { category: 'pendidikan', note: 'seragam sekolah', tags: ['sekolah'] },
        reason: 'itu seragam',
      });
    const coffee = await book.find(tx, 'kopi susu');
    if (coffee) await voidEntry(tx, { ...origin, entryId: coffee, reason: 'tercatat dua kali' });
    const medicine = await book.find(tx, 'obat dan vitamin');
    if (medicine) await bulkEdit(tx, { ...origin, entryIds: [medicine], set: { addTags: ['klaim asuransi'] } });
  });
}
