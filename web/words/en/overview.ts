import type { overview as words } from '../id/overview.ts';

/** Words of the overview. */
export const overview: typeof words = {
  overview: {
    title: 'Overview',
    month: 'Month',
    previous: 'Previous month',
    next: 'Next month',
    income: 'Income',
    expense: 'Expenses',
    net: 'Net',
    than: (month) => `vs ${month}`,
    same: 'same as last month',
    cashFlow: 'Cash flow',
    categories: 'Expenses by category',
    incomeBy: 'Income by source',
    budgets: 'Budgets',
    savings: 'Savings',
    questions: 'Waiting for an answer',
    recent: 'Latest entries',
    seeAll: 'See all',
    nothing: 'No entries this month yet',
    nothingFlows: 'No money has come in or gone out yet',
    nothingHint: 'Send “beli kopi 25rb” to Catat on WhatsApp; the entry shows up here as soon as it is confirmed.',
    toApprove: (n) => (n === 1 ? '1 request waits for approval' : `${n} requests wait for approval`),
    noQuestions: 'Nothing is waiting. Every message has been answered.',
    entriesCount: (n) => (n === 1 ? '1 entry' : `${n} entries`),
    others: 'Others',
    table: 'Show as table',
    chart: 'Show as chart',
    spans: { months: '6 months', days: 'Daily' },
  },
};
