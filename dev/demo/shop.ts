import { approvalNeeded, decideApproval, requestApproval, setApprovalPolicy } from '../../ledger/approvals.ts';
import { setBudget } from '../../ledger/budgets.ts';
import { addCategory } from '../../ledger/categories.ts';
import { deposit, openGoal } from '../../ledger/goals.ts';
import { addComment } from '../../ledger/notes.ts';
import { lock, softClose } from '../../ledger/periods.ts';
import type { NewEntry } from '../../ledger/post.ts';
import { addRecurring, bookDue } from '../../ledger/recurring.ts';
import { openWallet } from '../../ledger/wallets.ts';
import { type DemoBook, dice, type Person, Purses, type Told, thousand } from './book.ts';

/** A small grocery and phone credit shop: the owner and a helper write, an accountant keeps the books at the desk. */
export interface Shop {
  owner: Person;
  helper: Person;
  accountant: string;
  approver: string;
}

const cash = 'wallet:tunai';
const bri = 'wallet:bri';
const qris = 'wallet:qris';

/** Half a year of the shop, its approvals, and its closed months. */
export async function fillShop(book: DemoBook, people: Shop, days: readonly string[]): Promise<void> {
  const [first = '', last = ''] = [days[0], days.at(-1)];
  await prepare(book, people, first);
  const rolls = dice(20_262);
  const purses = new Purses();
  for (const day of days) await book.day(purses.after(dayOf(day, people, rolls, purses)));
  await book.run(people.accountant, (tx, { bookId }) => bookDue(tx, { bookId, today: last }));
  for (const occurredOn of days.filter((day) => day.endsWith('-28')))
    await book.run(people.accountant, (tx, origin) =>
      deposit(tx, {
        ...origin,
        goal: 'renovasi kios',
        amount: '750000',
        occurredOn,
        wallet: bri,
        note: 'sisihkan renovasi',
      }).then(() => undefined),
    );
  await approve(book, people, last);
  await closeMonths(book, people, days);
}

async function prepare(book: DemoBook, { accountant }: Shop, openedOn: string): Promise<void> {
  await book.run(accountant, async (tx, origin) => {
    const { bookId } = origin;
    await openWallet(tx, { ...origin, name: 'BRI', openingBalance: '18400000', openedOn });
    await openWallet(tx, { ...origin, name: 'QRIS', openedOn });
    for (const name of ['Stok barang', 'Upah karyawan', 'Sewa kios']) await addCategory(tx, { bookId, kind: 'expense', name });
    await addCategory(tx, { bookId, kind: 'income', name: 'Penjualan pulsa' });
    await setBudget(tx, { bookId, category: 'stok_barang', amount: '34000000', by: accountant });
    await setBudget(tx, { bookId, category: 'utilitas', amount: '1200000', by: accountant });
    await openGoal(tx, { bookId, name: 'Renovasi kios', target: '15000000', by: accountant });
    const from = `${openedOn.slice(0, 7)}-28`;
    const pay = { type: 'expense', wallet: bri, amount: '1800000', category: 'upah_karyawan', note: 'upah Rudi' } as const;
    await addRecurring(tx, { bookId, template: pay, every: 'month', startsOn: from, by: accountant });
    const rent = {
      type: 'expense',
      wallet: bri,
      amount: '1250000',
      category: 'sewa_kios',
      note: 'sewa kios pasar',
      tags: ['sewa'],
    } as const;
    await addRecurring(tx, { bookId, template: { ...rent, tags: ['sewa'] }, every: 'month', startsOn: from, by: accountant });
    const rule = { currency: 'IDR', approvers: 1 };
    await setApprovalPolicy(tx, {
      bookId,
      by: accountant,
      rules: [
        { ...rule, minAmount: '5000000', category: null },
        { ...rule, minAmount: '3000000', category: 'stok_barang' },
      ],
    });
  });
}

type Rolls = ReturnType<typeof dice>;

/** What stays in the till to give change from, and the steps money goes to the bank in; thousands of rupiah. */
const change_min = 400;
const bundle = 100;

/** What a wallet can spare for the bank, in thousands of rupiah. */
const spare = (rupiah: number, keep: number): number => Math.floor((rupiah / 1_000 - keep) / bundle) * bundle;

const supplies = [
  ['kulakan beras', 'Toko Tani Makmur', 1_250, 2_200],
  ['kulakan minyak dan gula', 'Grosir Jaya', 750, 1_600],
  ['kulakan mi instan', 'Indogrosir', 520, 1_250],
  ['kulakan rokok', 'Grosir Jaya', 900, 1_900],
  ['kulakan telur', 'Peternak Pak Slamet', 480, 980],
] as const;

function dayOf(occurredOn: string, { owner, helper, accountant }: Shop, rolls: Rolls, purses: Purses): Told[] {
  const weekday = new Date(`${occurredOn}T00:00:00Z`).getUTCDay();
  const sold = weekday === 0 ? [480, 900] : weekday === 6 ? [850, 1_500] : [620, 1_250];
  const sale = (amount: number, wallet: string, category: string, note: string): Told => ({
    by: helper,
    entry: { type: 'income', amount: thousand(amount), occurredOn, category, wallet, merchant: null, note },
    at: [20, rolls.between(0, 50)],
  });
  const spend = (chance: number, least: number, most: number, rest: Omit<NewEntry, 'type' | 'amount' | 'occurredOn'>): Told[] =>
    rolls.next() > chance
      ? []
      : [
          {
            by: owner,
            entry: { type: 'expense', amount: thousand(rolls.between(least, most)), occurredOn, ...rest },
            at: [rolls.between(6, 11), rolls.between(0, 59)],
            voice: rolls.next() < 0.2,
          },
        ];
  const [note, merchant, least, most] = rolls.pick(supplies);
  const till = purses.held(cash);
  // Dear things are paid from the bank: the till holds the takings of some days.
  const paidFrom = rolls.next() < 0.5 && spare(till, change_min) >= most ? cash : bri;
  const lines = [
    ...spend(0.9, least, most, { category: 'stok_barang', wallet: paidFrom, merchant, note }),
    ...spend(0.2, 15, 45, { category: 'transport', wallet: cash, note: 'ongkos angkut barang' }),
    ...spend(0.25, 12, 30, { category: 'makan', wallet: cash, note: 'makan siang karyawan' }),
    ...spend(weekday === 4 ? 1 : 0, 103, 305, { category: 'utilitas', wallet: bri, merchant: 'PLN', note: 'token listrik toko' }),
    ...spend(0.04, 40, 160, { category: 'rumah_tangga', wallet: cash, note: 'plastik dan kantong' }),
    sale(rolls.between(sold[0] ?? 0, sold[1] ?? 0), cash, 'usaha', 'penjualan tunai'),
    sale(rolls.between(120, 480), qris, 'usaha', 'penjualan QRIS'),
    sale(rolls.between(40, 190), cash, 'penjualan_pulsa', 'penjualan pulsa'),
  ];
  if (weekday !== 1) return lines;
  const bought = lines.reduce(
    (sum, { entry }) => (entry.type === 'expense' && entry.wallet === cash ? sum + Number(entry.amount) : sum),
    0,
  );
  const move = (wallet: string, amount: number, what: string): Told[] =>
    amount <= 0
      ? []
      : [
          {
            by: { staffId: accountant },
            entry: { type: 'transfer', amount: thousand(amount), occurredOn, wallet, toWallet: bri, note: what },
            at: [9, 0],
          },
        ];
  return [
    ...move(cash, spare(till - bought, change_min), 'setor ke bank'),
    ...move(qris, spare(purses.held(qris), 0), 'pencairan QRIS'),
    ...lines,
  ];
}

/** One approval of each kind: given, refused, and one that waits. */
async function approve(book: DemoBook, { owner, accountant, approver }: Shop, occurredOn: string): Promise<void> {
  const asked = [
    ['freezer bekas', 'rumah_tangga', '5600000', 'approve', 'Boleh, pakai yang garansi.'],
    ['kulakan lebaran', 'stok_barang', '4250000', 'reject', 'Tunggu stok lama habis dulu.'],
    ['kulakan minyak satu pikap', 'stok_barang', '3900000', null, null],
  ] as const;
  for (const [note, category, amount, decision, comment] of asked) {
    const entries: NewEntry[] = [{ type: 'expense', amount, occurredOn, category, wallet: bri, note }];
    const { id } = await book.run(owner.contactId, async (tx, origin) =>
      requestApproval(tx, { ...origin, source: 'chat', entries, needed: await approvalNeeded(tx, { bookId: book.id, entries }) }),
    );
    if (decision)
      await book.run(approver, (tx, { bookId }) =>
        decideApproval(tx, { bookId, approvalId: id, by: approver, decision, comment }),
      );
  }
  await book.run(accountant, async (tx, { bookId }) => {
    const freezer = await book.find(tx, 'freezer bekas');
    if (freezer)
      await addComment(tx, { bookId, entryId: freezer, author: accountant, body: 'Nota dan garansi dititip di laci kasir.' });
  });
}

/** The older half is locked, the month before last is closed to members; the rest is open. */
async function closeMonths(book: DemoBook, { accountant }: Shop, days: readonly string[]): Promise<void> {
  const months = [...new Set(days.map((day) => day.slice(0, 7)))];
  const closed = months.slice(0, -2);
  await book.run(accountant, async (tx, { bookId }) => {
    for (const [index, month] of closed.entries()) {
      const change = { bookId, month, by: accountant, reason: 'tutup buku' };
      if (index < closed.length - 1) await lock(tx, change);
      else await softClose(tx, change);
    }
  });
}
