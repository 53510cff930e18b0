import type { reports as words } from '../id/reports.ts';

/** Words of the reports. */
export const reports: typeof words = {
  reports: {
    kinds: {
      categories: 'Categories by month',
      members: 'By member',
      merchants: 'By merchant',
      balance: 'Trial balance',
      quality: 'Reading quality',
    },
    download: 'Download',
    nothing: 'No entries in this period',
    nothingHint: 'Choose a longer period, or another book.',
    lastOn: 'Last',
    asOf: (day) => `Every account at the end of ${day}. Debit and credit sum to the same.`,
    accounts: { asset: 'Asset', liability: 'Liability', equity: 'Equity', income: 'Income', expense: 'Expense' },
    ratesTitle: 'How often people put it right',
    rates: {
      corrected: 'Entries from chat corrected later',
      revised: 'Questions answered with a correction',
      expired: 'Questions nobody answered',
      hearing: 'Certainty of what was heard',
    },
    outOf: (part, whole) => `(${part} of ${whole})`,
    noRate: 'none yet',
    outcomesTitle: 'Messages and entries',
    outcomes: {
      total: 'Messages received',
      booked: 'Became entries',
      answered: 'Answered',
      cancelled: 'Turned down by the sender',
      expired: 'Expired',
      failed: 'Failed',
      others: 'Entries not from chat',
      withoutReceipt: 'Entries without evidence',
    },
  },
};
