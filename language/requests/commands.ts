import type { Intent } from '../interpretation.ts';
import type { Reader } from '../locale.ts';
import type { Message } from '../reading/clauses.ts';
import { readBalance, readBalanceSet } from './balanceCommands.ts';
import { readBudget } from './budgetCommands.ts';
import { readCategory } from './categoryCommands.ts';
import type { Line, Read } from './commandLine.ts';
import { readBareList, readComparison, readExport, readReport } from './reportCommands.ts';
import { readDeposit, readSavingsCreate, readSavingsList, readWithdraw } from './savingsCommands.ts';

/** Commands in the order in which they are tried: the more particular first. */
const commands: readonly Read[] = [
  readCategory,
  readBudget,
  readExport,
  readSavingsCreate,
  readWithdraw,
  readDeposit,
  readSavingsList,
  readBareList,
  readBalanceSet,
  readComparison,
  readReport,
  readBalance,
];

/** Reads a command other than edit, undo, help; null when the message is none. */
export function readCommand(line: Line, message: Message, reader: Reader): Intent | null {
  for (const read of commands) {
    const intent = read(line, message, reader);
    if (intent) return intent;
  }
  return null;
}
