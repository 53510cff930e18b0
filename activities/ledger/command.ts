import type { Transaction } from '../../database/pool.ts';
import type { Intent } from '../../language/interpretation.ts';
import type { Command } from '../../language/proposal.ts';
import { tokenize } from '../../language/reading/tokens.ts';
import type { BudgetLine, GoalLine, Statement } from '../../language/statement.ts';
import { walletNamed } from '../../language/wallets/walletNames.ts';
import { capital } from '../../language/words/format.ts';
import { setBudget } from '../../ledger/budgets.ts';
import { addCategory, changeCategory, listCategories } from '../../ledger/categories.ts';
import { LedgerError } from '../../ledger/errors.ts';
import { deposit, findGoal, listGoals, openGoal, withdraw } from '../../ledger/goals.ts';
import { budgetUse } from '../../ledger/planReports.ts';
import type { Origin } from '../../ledger/post.ts';
import { balances } from '../../ledger/reports.ts';
import { setBalance, walletNames } from '../../ledger/wallets.ts';
import type { Amending } from './amend.ts';
import type { Desk } from './desk.ts';

type Asked = Extract<
  Intent,
  {
    intent:
      | 'budget.set'
      | 'savings.create'
      | 'savings.deposit'
      | 'savings.withdraw'
      | 'balance.set'
      | 'category.add'
      | 'category.rename'
      | 'category.delete';
  }
>;

/** What is to be confirmed before a budget or a savings goal is touched. */
export async function proposeCommand(desk: Desk, asked: Asked): Promise<Amending> {
  if (asked.intent === 'balance.set') return proposeBalance(desk, asked);
  return isOfCategory(asked) ? command(ofCategory(asked)) : proposePlan(desk, asked);
}

async function proposeBalance({ tx, book }: Desk, asked: Extract<Asked, { intent: 'balance.set' }>): Promise<Amending> {
  const wallet = walletNamed(asked.wallet, await walletNames(tx, book.id));
  const before = (await balances(tx, { bookId: book.id })).find(({ name }) => name === wallet)?.amount ?? '0';
  return command({ do: asked.intent, wallet, amount: asked.amount, before });
}

type OfPlan = Exclude<Asked, OfCategory | { intent: 'balance.set' }>;

async function proposePlan({ tx, book }: Desk, asked: OfPlan): Promise<Amending> {
  const { intent } = asked;
  if (intent === 'savings.create') return command({ do: intent, name: asked.name, target: asked.target });
  if (asked.amount === null) return { say: 'amount_needed', command: intent };
  if (intent === 'budget.set')
    return command({ do: intent, category: asked.category, amount: asked.amount, period: asked.period });
  const known = await goalCalled(tx, book.id, asked.name);
  if (intent === 'savings.withdraw' && known === undefined) return { say: 'not_commanded', because: 'no_such_goal' };
  return command({ do: intent, name: known ?? asked.name, amount: asked.amount });
}

type OfCategory = Extract<Asked, { intent: 'category.add' | 'category.rename' | 'category.delete' }>;

const isOfCategory = (asked: Asked): asked is OfCategory => asked.intent.startsWith('category.');

const ofCategory = (asked: OfCategory): Command =>
  asked.intent === 'category.rename'
    ? { do: asked.intent, name: asked.name, newName: asked.newName }
    : { do: asked.intent, name: asked.name };

const command = (kept: Command): Amending => ({ proposal: { kind: 'command', command: kept } });

/** The name of the goal a person calls so. */
const goalCalled = async (tx: Transaction, bookId: string, name: string): Promise<string | undefined> =>
  called(name, await listGoals(tx, bookId))?.name;

/** The one of that name; else the only one whose name is typed otherwise ("libran"). */
function called<T extends { name: string }>(name: string, among: readonly T[]): T | undefined {
  const exact = among.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const alike = exact ? [] : among.filter((one) => wordsOf(one.name) === wordsOf(name));
  return exact ?? (alike.length === 1 ? alike[0] : undefined);
}

const wordsOf = (name: string): string =>
  tokenize(name)
    .map(({ norm }) => norm)
    .join(' ');

/** Carries out a confirmed command. @throws LedgerError where the books refuse it. */
export async function keepCommand(
  tx: Transaction,
  { bookId, command: kept, origin, today }: { bookId: string; command: Command; origin: Origin; today: string },
): Promise<Statement> {
  switch (kept.do) {
    case 'budget.set': {
      const { category, amount, period } = kept;
      await setBudget(tx, { bookId, category, amount, period, by: origin.decidedBy });
      return { say: 'commanded', command: kept };
    }
    case 'balance.set':
      await setBalance(tx, { ...origin, bookId, name: kept.wallet, balance: kept.amount, on: today });
      return { say: 'commanded', command: kept };
    case 'category.add':
      await addCategory(tx, { bookId, kind: 'expense', name: capital(kept.name) });
      return { say: 'commanded', command: kept };
    case 'category.rename':
      await changeCategory(tx, { bookId, slug: await ownCategory(tx, bookId, kept.name), name: capital(kept.newName) });
      return { say: 'commanded', command: kept };
    case 'category.delete':
      await changeCategory(tx, { bookId, slug: await ownCategory(tx, bookId, kept.name), archived: true });
      return { say: 'commanded', command: kept };
    case 'savings.create':
      await openGoal(tx, { bookId, name: kept.name, target: kept.target, by: origin.decidedBy });
      return { say: 'commanded', command: kept };
    case 'savings.deposit':
      // Whoever puts money aside for something has that goal from then on.
      if ((await goalCalled(tx, bookId, kept.name)) === undefined)
        await openGoal(tx, { bookId, name: kept.name, by: origin.decidedBy });
      await deposit(tx, { ...origin, bookId, goal: kept.name, amount: kept.amount, occurredOn: today });
      return { say: 'commanded', command: kept, goal: goalLine(await findGoal(tx, bookId, kept.name)) };
    case 'savings.withdraw':
      await withdraw(tx, { ...origin, bookId, goal: kept.name, amount: kept.amount, occurredOn: today });
      return { say: 'commanded', command: kept, goal: goalLine(await findGoal(tx, bookId, kept.name)) };
  }
}

/** The slug of a category a book has added itself. @throws LedgerError `NoSuchAccount`, `Indispensable` for one of the default list. */
async function ownCategory(tx: Transaction, bookId: string, name: string): Promise<string> {
  const standing = (await listCategories(tx, bookId)).filter(({ archivedAt }) => archivedAt === null);
  const known = called(name, standing);
  if (!known) throw new LedgerError('NoSuchAccount', 'the book has no such category');
  if (known.builtIn) throw new LedgerError('Indispensable', 'a default category stays');
  return known.slug;
}

/** Words for what the books refuse of a command. */
export function refusedCommand({ refusal }: LedgerError, { do: kind }: Command): Statement {
  if (kind.startsWith('category.')) {
    const why = { NameTaken: 'category_taken', NoSuchAccount: 'no_such_category', Indispensable: 'category_given' } as const;
    return { say: 'not_commanded', because: Object.hasOwn(why, refusal) ? why[refusal as keyof typeof why] : 'other' };
  }
  const because =
    refusal === 'NoSuchGoal'
      ? 'no_such_goal'
      : refusal === 'NotEnoughSaved'
        ? 'not_enough_saved'
        : refusal === 'NameTaken'
          ? 'name_taken'
          : 'other';
  return { say: 'not_commanded', because };
}

const goalLine = ({ name, saved, target }: GoalLine): GoalLine => ({ name, saved, target });

/** The savings goals of a book that are not archived. */
export async function goalLines({ tx, book }: Desk): Promise<GoalLine[]> {
  return (await listGoals(tx, book.id)).filter(({ archivedAt }) => archivedAt === null).map(goalLine);
}

export const savingsOf = async (desk: Desk): Promise<Statement> => ({ say: 'savings', goals: await goalLines(desk) });

/** How the budgets of a book stand; those of some categories and of all spending where categories are given. */
export async function budgetLines(
  tx: Transaction,
  { bookId, today, categories }: { bookId: string; today: string; categories?: readonly (string | null)[] },
): Promise<BudgetLine[]> {
  const used = await budgetUse(tx, { bookId, on: today });
  return used
    .filter(({ category }) => !categories || category === null || categories.includes(category))
    .map(({ category, period, amount, spent, left }) => ({ category, period, amount, spent, left }));
}
