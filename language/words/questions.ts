import { categoryName } from '../categories.ts';
import type { DraftEntry } from '../interpretation.ts';
import type { Locale } from '../locale.ts';
import { formatMoney } from '../money.ts';
import type { Amendment, BookedEntry, Command, EntryChange, Proposal, Twin } from '../proposal.ts';
import { isBlocked } from '../replies/corrections.ts';
import type { Habit } from '../statement.ts';
import { cash } from '../wallets/walletNames.ts';
import { bookedLine, dayName, entryLines, listed, movedBetween, plain, quoted, titleOf, totalOf, walletName } from './format.ts';

/** The sentences questions are made of, in one language. */
export interface QuestionTexts {
  locale: Locale;
  heard: string;
  /** Opens a draft: the first time, after a change, and when other messages have added to it. */
  ready: string;
  changed: string;
  added: string;
  total: string;
  /** Asks for a yes to a draft. */
  confirm(example: 'line' | 'wallet' | 'amount'): string;
  /** Settles the first doubt of a draft. */
  settle(entries: readonly DraftEntry[]): string;
  /** Why an entry is as nobody wrote it. */
  habit(value: string, phrase: string): string;
  /** Asks whether lines were told before. */
  twins(twins: readonly Twin[], lines: number, today?: string): string;
  answerTwins: string;
  change: string;
  takeBack(count: number): string;
  takenBack: string;
  confirmChange: string;
  confirmPlain: string;
  pick(toTakeBack: boolean): string;
  answerPick: string;
  command(command: Command): string;
  /** Asks for approval of what somebody has confirmed. */
  approval(maker: string | null): string;
  answerApproval: string;
  /** Tells the maker that it is asked for. */
  awaiting: string;
  answerAwaiting: string;
}

/** Name of what a habit decides. */
export const habitValue = ({ field, value }: Pick<Habit, 'field' | 'value'>, locale: Locale): string =>
  field === 'category' ? categoryName(value, locale) : plain(value);

/** "BCA", of a transfer "BCA → GoPay"; empty where no wallet changes. */
function walletsSet(entry: BookedEntry, { wallet, toWallet }: EntryChange, locale: Locale): string {
  const to = toWallet ?? entry.toWallet;
  if (wallet === undefined && toWallet === undefined) return '';
  return to === undefined
    ? walletName(wallet ?? cash, locale)
    : movedBetween({ wallet: wallet ?? entry.wallet, toWallet: to }, locale);
}

/** An entry with what becomes of it: "Kopi — Rp25.000 · Makan · hari ini → *Rp30.000*". */
export function amendmentLine(
  { entry, set }: Amendment,
  texts: Pick<QuestionTexts, 'locale' | 'takenBack'>,
  today?: string,
): string {
  const { locale, takenBack } = texts;
  const line = bookedLine(entry, locale, today);
  if (set === null) return `${line} → *${takenBack}*`;
  const values = [
    set.amount && formatMoney(set.amount, 'IDR', locale),
    set.category && categoryName(set.category, locale),
    set.occurredOn && dayName(set.occurredOn, locale, today),
    set.merchant && plain(set.merchant),
    set.note && plain(set.note),
    walletsSet(entry, set, locale),
  ];
  return `${line} → ${values
    .filter((value) => value)
    .map((value) => `*${value}*`)
    .join(' · ')}`;
}

const numbered = (lines: readonly string[], locale: Locale): string =>
  listed(lines.length === 1 ? lines : lines.map((line, index) => `${index + 1}. ${line}`), locale);

/** What was applied by itself, each habit once. */
function habitLines(entries: readonly DraftEntry[], texts: QuestionTexts): string[] {
  const applied = entries.flatMap((entry) =>
    entry.evidence.flatMap(({ field, source, quote }) => {
      if (source !== 'habit') return [];
      const value =
        field === 'category'
          ? categoryName(entry.category, texts.locale)
          : plain((field === 'wallet' ? entry.wallet : entry.merchant) ?? '');
      return [`_${texts.habit(value, plain(quote))}_`];
    }),
  );
  return [...new Set(applied)];
}

/** A draft as it is shown: its lines and their sum. */
export function draftBody(entries: readonly DraftEntry[], texts: QuestionTexts, today?: string): string {
  const total = totalOf(entries, texts.locale);
  return [entryLines(entries, texts.locale, today), ...(total === null ? [] : [`*${texts.total} ${total}*`])].join('\n');
}

/** What a proposal is about, without what is asked. */
export function proposalBody(proposal: Proposal, texts: QuestionTexts, today?: string): string {
  const { locale } = texts;
  switch (proposal.kind) {
    case 'record':
      return [draftBody(proposal.entries, texts, today), ...habitLines(proposal.entries, texts)].join('\n');
    case 'approval':
      return draftBody(proposal.entries, texts, today);
    case 'amend': {
      const { amendments } = proposal;
      const all = isTakingBack(amendments);
      return numbered(
        amendments.map((one) => (all ? bookedLine(one.entry, locale, today) : amendmentLine(one, texts, today))),
        locale,
      );
    }
    case 'pick':
      return listed(
        proposal.among.map(
          (one, index) =>
            `${index + 1}. ${one.set === null ? bookedLine(one.entry, locale, today) : amendmentLine(one, texts, today)}`,
        ),
        locale,
      );
    case 'command':
      return texts.command(proposal.command);
  }
}

/** Entries that stand for a draft in a list of questions. */
const titles_max = 3;

/** What an open question is called in a list of them. */
export function proposalTitle(proposal: Proposal, texts: QuestionTexts): string {
  if (proposal.kind === 'command') return texts.command(proposal.command);
  const entries =
    proposal.kind === 'record' || proposal.kind === 'approval'
      ? proposal.entries
      : (proposal.kind === 'amend' ? proposal.amendments : proposal.among).map(({ entry }) => entry);
  return entries
    .slice(0, titles_max)
    .map((entry) => [titleOf(entry, texts.locale), entry.amount && formatMoney(entry.amount, 'IDR', texts.locale)])
    .map((parts) => parts.filter((part) => part).join(' '))
    .join(', ');
}

/** What is most likely to be put right: of a transfer the wallet nobody has named. */
const exampleFor = (entries: readonly DraftEntry[]): 'line' | 'wallet' | 'amount' =>
  entries.length > 1 ? 'line' : entries[0]?.type === 'transfer' ? 'wallet' : 'amount';

/** What the person is asked to answer. */
export function proposalAsk(proposal: Proposal, texts: QuestionTexts, today?: string): string {
  switch (proposal.kind) {
    case 'record': {
      const { entries, twins } = proposal;
      if (twins.length > 0) return `${texts.twins(twins, entries.length, today)}\n${texts.answerTwins}`;
      return isBlocked(entries) ? texts.settle(entries) : texts.confirm(exampleFor(entries));
    }
    case 'amend':
      return isTakingBack(proposal.amendments) ? texts.confirmPlain : texts.confirmChange;
    case 'pick':
      return texts.answerPick;
    case 'command':
      return texts.confirmPlain;
    case 'approval':
      return proposal.own ? texts.answerAwaiting : texts.answerApproval;
  }
}

const isTakingBack = (amendments: readonly Amendment[]): boolean => amendments.every(({ set }) => set === null);

function heading(proposal: Proposal, texts: QuestionTexts, { revision, added }: { revision: number; added: boolean }): string[] {
  switch (proposal.kind) {
    case 'record':
      return [`${added ? texts.added : revision > 1 ? texts.changed : texts.ready}:`];
    case 'amend':
      return [isTakingBack(proposal.amendments) ? texts.takeBack(proposal.amendments.length) : texts.change];
    case 'pick':
      return [texts.pick(isTakingBack(proposal.among))];
    case 'approval':
      return [proposal.own ? texts.awaiting : texts.approval(proposal.maker)];
    case 'command':
      return [];
  }
}

/** The whole question. */
export function questionText(
  { proposal, revision, heard, added = false }: { proposal: Proposal; revision: number; heard?: string; added?: boolean },
  texts: QuestionTexts,
  today?: string,
): string {
  const about = [...heading(proposal, texts, { revision, added }), proposalBody(proposal, texts, today)].join('\n');
  return [...(heard === undefined ? [] : [`${texts.heard}:\n${quoted(heard)}`]), about, proposalAsk(proposal, texts, today)].join(
    '\n\n',
  );
}
