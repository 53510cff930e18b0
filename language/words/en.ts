import { categoryName } from '../categories.ts';
import type { FailureType } from '../failure.ts';
import { type DraftEntry, expenseCategories, incomeCategories } from '../interpretation.ts';
import { formatMoney } from '../money.ts';
import type { Command, Proposal, Twin } from '../proposal.ts';
import { firstDoubtful, isOpenTelling } from '../replies/corrections.ts';
import type { BudgetLine, GoalLine, Habit, Statement } from '../statement.ts';
import { compared, list, report } from './enReports.ts';
import { fileWords } from './files.ts';
import { capital, dayName, listed, optionLines, plain, remarkLines, titleOf, walletName } from './format.ts';
import type { Phrases, Said } from './phrases.ts';
import {
  amendmentLine,
  draftBody,
  habitValue,
  proposalAsk,
  proposalBody,
  proposalTitle,
  type QuestionTexts,
  questionText,
} from './questions.ts';

const locale = 'en';
/** Characters of a reason that are passed on. */
const reason_max = 300;
const money = (value: string): string => formatMoney(value, 'IDR', locale);

const failures: Record<FailureType, string> = {
  TextTooLong: 'That message is too long. Please send a few transactions at a time.',
  MediaUnsupported: 'I cannot read this kind of file. Please send text, a voice note, a photo of a receipt, or a PDF.',
  MediaTooLarge: 'That file is too large. Please send a smaller one, or type the transaction.',
  MediaCorrupt: 'That file is damaged, so I could not open it. Please send it again.',
  MediaGone: 'That file is no longer on WhatsApp. Please send it again, or type the transaction.',
  SpeechOff: 'I cannot listen to voice notes right now. Please type it, for example "coffee 25k".',
  SpeechTooLong: 'That voice note is too long. Please send a shorter one.',
  SpeechSilent: 'I heard nothing in that voice note. Please record it again, or type it.',
  ReceiptOff: 'I cannot read receipt photos right now. Please type the total, for example "groceries 120k".',
  ReceiptUnreadable: 'I could not read that receipt. Please take the photo again from above in good light, or type the total.',
  DocumentLocked: 'That PDF is locked with a password. Please send it without one.',
  DocumentTooLong: 'That PDF has too many pages. Please send only the pages that matter.',
  IdempotencyMismatch: 'Something did not match while booking, so nothing was booked. Please send it again.',
  Unavailable: 'Something on my side is down, so this is not booked yet. Please send it again in a few minutes.',
  Internal: 'Something went wrong on my side, so this is not booked. Please send it again.',
};

/** Names the doubtful line where there are several. */
function subject(entries: readonly DraftEntry[]): string {
  const line = firstDoubtful(entries);
  const entry = entries[line];
  if (!entry) return '';
  return entries.length === 1 ? `*${titleOf(entry, locale)}*` : `Number ${line + 1}, *${titleOf(entry, locale)}*`;
}

/** The sentence that settles the first doubt. */
function settle(entries: readonly DraftEntry[]): string {
  const options = optionLines(entries, locale);
  if (isOpenTelling(entries))
    return `${subject(entries)}: did this happen, and was it your own money? Reply *yes* to book it, the amount if it was another, or *cancel*.`;
  if (options.length === 0) return `${subject(entries)}: how much was it? Reply with the amount, for example *25k*, or *cancel*.`;
  if (options.length === 1)
    return `${subject(entries)}: I am not sure of the amount. Reply *yes* if it is right, the amount if it is not, or *cancel*.`;
  return [
    `${subject(entries)}: which one do you mean?`,
    ...options,
    'Reply with its number, the right amount, or *cancel*.',
  ].join('\n');
}

/** "coffee Rp25,000, booked 10:15" */
function told({ of, toldAt, sameFile, booked }: Twin, today?: string): string {
  const [day = '', time = ''] = toldAt.split('T');
  const when = day === today ? `at ${time}` : dayName(day, locale, today);
  const what = `*${titleOf(of, locale)} ${money(of.amount)}*`;
  return `${what}, ${booked ? `booked ${when}` : 'which I am still asking about'}${sameFile ? ' (the very same file)' : ''}`;
}

const period = { month: 'a month', week: 'a week' } as const;
const budgetName = (category: string | null): string => (category === null ? 'all spending' : categoryName(category, locale));

function command(asked: Command): string {
  switch (asked.do) {
    case 'budget.set':
      return `Set the budget for *${budgetName(asked.category)}* to *${money(asked.amount)}* ${period[asked.period]}?`;
    case 'savings.create':
      return `Open a savings goal *${capital(plain(asked.name))}*${asked.target ? ` with a target of *${money(asked.target)}*` : ''}?`;
    case 'savings.deposit':
      return `Put *${money(asked.amount)}* of your cash into *${capital(plain(asked.name))}*?`;
    case 'balance.set':
      return `*${walletName(asked.wallet, locale)}* holds *${money(asked.amount)}* now (the book says ${money(asked.before)}). Shall I put that right?`;
    case 'category.add':
      return `Add the category *${capital(plain(asked.name))}*?`;
    case 'category.rename':
      return `Rename the category *${capital(plain(asked.name))}* to *${capital(plain(asked.newName))}*?`;
    case 'category.delete':
      return `Delete the category *${capital(plain(asked.name))}*? What is booked in it stays.`;
    case 'savings.withdraw':
      return `Take *${money(asked.amount)}* out of *${capital(plain(asked.name))}*, back into cash?`;
  }
}

function budgetLine({ category, period: span, amount, spent, left }: BudgetLine): string {
  const over = left.startsWith('-');
  const rest = over ? `*${money(left.slice(1))}* over ⚠️` : `*${money(left)}* left`;
  return `Budget for ${budgetName(category)} this ${span}: ${rest} (${money(spent)} of ${money(amount)})`;
}

const goalLine = ({ name, saved, target }: GoalLine): string =>
  `${capital(plain(name))}: ${money(saved)}${target === null ? '' : ` of ${money(target)}`}`;

const corrections = { line: '2 should be 55k', wallet: 'from Jago', amount: 'should be 30k' } as const;

const texts: QuestionTexts = {
  locale,
  heard: 'I heard',
  ready: 'Ready to book',
  changed: 'Changed',
  added: 'Added, so it is',
  total: 'Total',
  confirm: (example) => `Is this right? Reply *yes*, correct it (for example "${corrections[example]}"), or *cancel*.`,
  settle,
  habit: (value, phrase) => `${value}, because that is what you usually do for "${phrase}"`,
  twins: (twins, lines, today) =>
    twins.length === 1 && twins[0]
      ? `Is ${lines > 1 ? `number ${twins[0].line}` : 'this'} the same as ${told(twins[0], today)}?`
      : `Are these the same as before?\n${twins.map((twin) => `• Number ${twin.line}: ${told(twin, today)}`).join('\n')}`,
  answerTwins: 'Reply *same* (I will not book it twice) or *different* (I will book it too).',
  change: 'I will change it like this:',
  takeBack: (count) => (count === 1 ? 'Remove this entry?' : `Remove these ${count} entries?`),
  takenBack: 'removed',
  confirmChange: 'Is this right? Reply *yes*, correct it again, or *cancel*.',
  confirmPlain: 'Reply *yes* or *cancel*.',
  pick: (toTakeBack) => (toTakeBack ? 'Which one shall I remove?' : 'Which one do you mean?'),
  answerPick: 'Reply with its number, or *cancel*.',
  command,
  approval: (maker) => `${maker === null ? 'Somebody' : `*${plain(maker)}*`} asks for your approval:`,
  answerApproval: 'Approve? Reply *yes* to book it, or *no* (with your reason if you like, for example "reject, too expensive").',
  awaiting: '⏳ Waiting for approval:',
  answerAwaiting:
    'Not booked yet. I will tell you once it is decided. To take it back, quote (swipe) this message and reply *cancel*.',
};

const approvalRefused: Record<Extract<Statement, { say: 'approval_refused' }>['because'], string> = {
  own: 'This entry is your own, so somebody else approves it. I will tell you once it is decided.',
  no_approver: 'You may not (or no longer) approve in this book, so I changed nothing.',
  said_before: 'I have noted your decision before 👍',
  over: 'That one was decided already, or is no longer valid.',
  closed: 'That month is closed, so it cannot be booked yet. Please ask whoever keeps this book to open it first, or reply *no*.',
  other: 'This can no longer be booked as it was asked. Reply *no*, and have it sent again.',
};

const approvalOver: Said<'approval_over'> = ({ state, entries, by, because, own }, today) => {
  const who = by === null ? '' : ` by ${plain(by)}`;
  const outcome = {
    approved: `✅ Approved${who} and booked:`,
    rejected: `❌ Rejected${who}, so I did not book it:`,
    expired: '⌛ Nobody decided within a week, so I did not book it:',
    cancelled: own ? 'Okay, I took the request back. Nothing is booked:' : 'This request was taken back:',
  }[state];
  const reason = because === null ? '' : `\nReason: ${plain(because, reason_max)}`;
  return `${outcome}\n${draftBody(entries, texts, today)}${reason}`;
};

/** What is done by itself from now on, told once when it is learnt. */
const learntLine = (learnt: readonly Habit[] = []): string =>
  learnt.map((habit) => `\n_I will remember: "${plain(habit.phrase)}" → ${habitValue(habit, locale)}_`).join('');

const unsupported: Record<Extract<Statement, { say: 'unsupported' }>['what'], string> = {
  sticker: 'I cannot book stickers 😄 Please type the transaction, for example "coffee 25k".',
  video: 'I cannot read videos. Please send a photo of the receipt, or type the transaction.',
  location: 'I cannot book locations. Please type the transaction, for example "parking 5k".',
  contact: 'I cannot book contacts. Please type the transaction, for example "coffee 25k".',
  view_once: 'I cannot open view-once messages. Please send it again as a normal photo.',
  other: 'I cannot read this kind of message. Please send text, a voice note, a photo of a receipt, or a PDF.',
};

const reading: Record<Extract<Statement, { say: 'progress' }>['work'], string> = {
  speech: 'Still listening to your voice note',
  receipt: 'Still reading your receipt',
  document: 'Still reading your PDF',
};

const hello = 'Hi! 👋 Send a transaction any time, for example "lunch 30k". Type *help* for more examples.';

function commanded(done: Command, goal?: GoalLine): string {
  const sofar = goal ? `\n${goalLine(goal)}` : '';
  switch (done.do) {
    case 'budget.set':
      return `✅ Budget for ${budgetName(done.category)} set: ${money(done.amount)} ${period[done.period]}.\nCheck it any time: *budget left*.`;
    case 'savings.create':
      return `✅ *${capital(plain(done.name))}* is open. Fill it with for example *save 100k for ${plain(done.name)}*.`;
    case 'savings.deposit':
      return `✅ Put aside ${money(done.amount)}.${sofar}`;
    case 'balance.set':
      return `✅ ${walletName(done.wallet, locale)} holds ${money(done.amount)} now.`;
    case 'category.add':
      return `✅ The category ${capital(plain(done.name))} is there. Just write *category ${plain(done.name)}* with a transaction.`;
    case 'category.rename':
      return `✅ ${capital(plain(done.name))} is called ${capital(plain(done.newName))} now.`;
    case 'category.delete':
      return `✅ The category ${capital(plain(done.name))} is gone.`;
    case 'savings.withdraw':
      return `✅ Taken out ${money(done.amount)}.${sofar}`;
  }
}

const notCommanded: Record<Extract<Statement, { say: 'not_commanded' }>['because'], string> = {
  no_such_goal: 'There is no such savings goal. Reply *my savings* to see all of them.',
  not_enough_saved: 'That goal holds less than that, so I took nothing out. Reply *my savings* to see what is in it.',
  name_taken: 'There is a savings goal of that name. Just fill it, for example *save 100k for holiday*.',
  no_such_category: 'There is no such category. Reply *categories* to see all of them.',
  category_taken: 'A category of that name is there already. Just use it.',
  category_given: 'That category comes with the book, so it stays. You can change or delete those you have added.',
  other: 'I cannot keep that. Please write it another way.',
};

/** A word of the newest question, to show how one is picked by its name. */
const openName = (open: readonly { proposal: Proposal }[]): string => {
  const [first] = open;
  const [entry] = first && 'entries' in first.proposal ? first.proposal.entries : [];
  return entry ? (titleOf(entry, locale).toLowerCase().split(' ')[0] ?? '') : '';
};

const notAmended: Record<Extract<Statement, { say: 'not_amended' }>['because'], string> = {
  gone: 'That entry was changed or removed before, so I left it alone.',
  same: 'That entry is like that already, so I changed nothing.',
  closed: 'That month is closed, so I cannot change it. Please ask whoever keeps this book to open it first.',
  approval: 'The new amount needs somebody else’s approval. Remove the entry and send the right one: I will ask for it.',
  other: 'I cannot change that. Please remove the entry and send the right one.',
};

const habitLine = (habit: Habit): string => `• ${plain(habit.phrase)} → ${habitValue(habit, locale)}`;

const closed: Record<Extract<Statement, { say: 'question_closed' }>['state'], string> = {
  booked: 'That one is already booked. If it is wrong, reply *undo* and send it again.',
  cancelled: 'That one was cancelled. Send the transaction again to book it.',
  expired: 'That question has expired, so it was not booked. Please send the transaction again.',
};

const examples =
  '• "coffee 25k, fuel 50k"\n• a voice note, a receipt photo, or a PDF\n• "how much did I spend this month"\n• "balance"\n• "undo"';

const help = `*Book*: "coffee 25k, fuel 50k", a voice note, a receipt photo, or a PDF
*Wallets*: "lunch 20k with gopay", "top up gopay 100k from bca"
*Look*: "balance", "spending this week", "transactions yesterday", "send excel this month"
*Correct*: "change the last entry to 30k", "undo", or quote (swipe) the message
*Categories*: "coffee 30k category fun", "categories", "habits"
*Plans*: "budget food 1m a month", "save 500k for holiday"

I always ask first: reply *yes*, correct it, or *cancel*.`;

/** Everything Catat says, in English. */
export const english: Phrases = {
  greeting: () =>
    `Hi, I am *Catat* 👋 I keep track of what you spend and receive. Try sending:\n${examples}\n\nI always ask before I book. I keep your messages, media and entries so that the books can be checked.`,
  group_joined: () =>
    'Hi all, I am in 👋 Mention me with a transaction, like "@Catat fuel 50k", then answer my question by quoting it. I do not read anything else in this group. What is booked here is seen by every member who uses me.',
  not_admitted: ({ by }) =>
    by === 'invite'
      ? 'Hi, I am *Catat*, a bookkeeper on WhatsApp. For now I work by invitation only. Got a code? Reply like *code ABCD-1234*.'
      : 'Hi, I am *Catat*, a bookkeeper on WhatsApp. This number serves registered people only, so I did not read your message.',
  question: (statement, today) => questionText(statement, texts, today),
  still_in_doubt: ({ proposal }, today) => `Not yet, one thing is open.\n\n${proposalAsk(proposal, texts, today)}`,
  answer_unclear: ({ proposal }, today) =>
    `Sorry, I did not understand that answer.\n\n${proposalBody(proposal, texts, today)}\n\n${proposalAsk(proposal, texts, today)}`,
  reminder: ({ proposal }, today) =>
    `This is still waiting for your answer:\n${proposalBody(proposal, texts, today)}\n\n${proposalAsk(proposal, texts, today)}`,
  booked: ({ entries, learnt, budgets = [], approved = false, remarks = [] }, today) =>
    `✅ ${approved ? 'Approved and booked' : 'Booked'}:\n${draftBody(entries, texts, today)}${remarkLines(remarks)}${learntLine(learnt)}${budgets.map((one) => `\n\n${budgetLine(one)}`).join('')}`,
  amended: ({ amendments, learnt }, today) =>
    `✅ Changed:\n${listed(
      amendments.map((one) => `• ${amendmentLine(one, texts, today)}`),
      locale,
    )}${learntLine(learnt)}`,
  approval_said: ({ decision, missing }) => {
    if (decision === 'reject') return 'Okay, rejected. I will tell whoever asked.';
    return missing === 0 ? '✅ Approved and booked.' : `👍 Your approval is noted. ${missing} more needed.`;
  },
  approval_refused: ({ because }) => approvalRefused[because],
  approval_over: approvalOver,
  told_before: () => 'Okay, I did not book this one again 👍',
  cancelled: () => 'Okay, cancelled. Nothing was booked.',
  left_as_is: () => 'Okay, nothing was changed.',
  expired: () => 'There was no answer, so I did not book it. Send it again any time.',
  question_closed: ({ state }) => closed[state],
  which_question: ({ open }) =>
    `${open.length} questions are still open:\n${listed(
      open.map(({ proposal }, index) => `${index + 1}. ${proposalTitle(proposal, texts)}`),
      locale,
    )}\n\nWhich one? Reply its number (*1*, or *1 and 2*), its name (*yes ${openName(open)}*), *all* or *cancel all*.`,
  wordless: ({ waiting }) =>
    waiting ? '😄 I still wait for your word: reply *yes*, correct it, or *cancel*.' : '😄 Anything to book?',
  acknowledged: () => 'Great, any time 👌',
  nothing_open: () => 'No question is open. Send a transaction to book it, for example "coffee 25k".',
  progress: ({ work, percent }) => `${reading[work]}${percent === undefined ? '' : ` (${percent} %)`}, one moment…`,
  still_reading: ({ count }) =>
    `I am still reading ${count === 1 ? 'a message' : `${count} messages`} of yours. To cancel it, quote (swipe) it and reply *cancel*. To remove the last entry, reply *undo last*.`,
  habits: ({ habits }) =>
    habits.length === 0
      ? 'I remember no habits yet. When you correct a category, I will use it by myself the next time.'
      : `*What I remember of your habits*\n${listed(habits.map(habitLine), locale)}\n\nShall I forget one? Reply like *forget ${plain(habits[0]?.phrase ?? '')}*.`,
  forgotten: ({ habits }) => `Okay, forgotten:\n${listed(habits.map(habitLine), locale)}`,
  no_such_habit: ({ phrase }) => `I remember no habit for "${plain(phrase)}". Reply *habits* to see all of them.`,
  no_such_entry: () => 'I did not find that entry. Reply *last transactions* to see the list, or quote (swipe) its confirmation.',
  not_amended: ({ because }) => notAmended[because],
  change_unclear: () =>
    'What shall it become? Write for example *change the last one to 30k*, or *coffee should be entertainment*.',
  failure: ({ failure }) => failures[failure],
  help: () => help,
  smalltalk: ({ thanks }) => (thanks ? 'You are welcome! 😊' : hello),
  not_understood: () =>
    'Sorry, I did not understand that, so nothing was booked. Try something like "lunch 30k", or type *help*.',
  file: (statement, today) => fileWords[locale](statement, today),
  commanded: ({ command: done, goal }) => commanded(done, goal),
  not_commanded: ({ because }) => notCommanded[because],
  amount_needed: ({ command: asked }) =>
    asked === 'budget.set'
      ? 'How much is the budget? Write for example *budget food 1m a month*.'
      : 'How much? Write for example *save 500k for holiday*.',
  budgets: ({ budgets }) =>
    budgets.length === 0
      ? 'There is no budget yet. Set one with for example *budget food 1m a month*.'
      : budgets.map((one) => (budgets.length > 1 ? `• ${budgetLine(one)}` : budgetLine(one))).join('\n'),
  savings: ({ goals }) =>
    goals.length === 0
      ? 'There are no savings goals yet. Start with for example *save 500k for holiday*.'
      : `*Your savings*\n${listed(
          goals.map((one) => `• ${goalLine(one)}`),
          locale,
        )}`,
  empty: () => 'That message is empty. Please type the transaction, for example "coffee 25k".',
  unsupported: ({ what }) => unsupported[what],
  categories: ({ own = [] }) =>
    `*Expense categories*\n${expenseCategories.map((slug) => categoryName(slug, locale)).join(', ')}\n\n*Income categories*\n${incomeCategories
      .map((slug) => categoryName(slug, locale))
      .join(
        ', ',
      )}${own.length === 0 ? '' : `\n\n*Your own*\n${own.map((name) => plain(name)).join(', ')}`}\n\nOne more? Reply like *add category pets*.`,
  balance: ({ wallets, goals = [] }) =>
    wallets.length === 0
      ? 'Nothing is booked yet, so the balance is empty.'
      : `*Balance by the books*\n${listed(
          wallets.map(({ name, amount }) => `• ${plain(name)}: ${money(amount)}`),
          locale,
        )}${
          goals.length === 0
            ? ''
            : `\n\n*Savings*\n${listed(
                goals.map((one) => `• ${goalLine(one)}`),
                locale,
              )}`
        }`,
  report,
  compared,
  list,
  undone: ({ entries }) =>
    `Removed:\n${listed(
      entries.map(({ note, amount }) => `• ${capital(plain(note)) || 'Entry'} — ${money(amount)}`),
      locale,
    )}`,
  nothing_to_undo: () => 'There is nothing to undo.',
};
