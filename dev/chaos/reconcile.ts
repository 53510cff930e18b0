import type { Line } from '../whatsapp/phone.ts';
import type { EntryRow, MessageRow, OpenWork } from './books.ts';
import { greetings, type Played } from './phones.ts';
import {
  bookedAmount,
  isAbout,
  isBooked,
  isCancelled,
  isProgress,
  isQuestion,
  isUnheard,
  type Story,
  storyOf,
} from './stories.ts';

/** What the phones did and what the system holds, at the end of a run. */
export interface Evidence {
  played: readonly Played[];
  /** All lines of Catat on each phone, in the order of `played`. */
  lines: readonly Line[][];
  messages: readonly MessageRow[];
  runs: readonly { workflowId: string; status: string }[];
  entries: readonly EntryRow[];
  unbalanced: readonly string[];
  open: OpenWork;
  /** Questions that are neither answered nor expired. */
  openQuestions: readonly string[];
  /** All replies with the state of their sending. */
  outbound: readonly { waId: string; state: string }[];
  /** Messages the network still keeps for the gateway. */
  queued: number;
}

/** A rule of the books, and what breaks it. */
export interface Finding {
  rule: string;
  /** Up to a few examples. */
  examples: string[];
  count: number;
}

const examples_max = 5;
const minorUnits = 100;

/** Compares what was sent with what became of it. Empty = nothing lost, nothing double. */
export function reconcile(evidence: Evidence): Finding[] {
  return [...system(evidence), ...ledger(evidence), ...onPhones(evidence)].filter(({ count }) => count > 0);
}

function system({ played, messages, runs, open, openQuestions, outbound, queued }: Evidence): Finding[] {
  const sent = played.flatMap((one) => one.sent);
  const unheard = played.flatMap((one) => one.messages).filter(({ story }) => storyOf(story).ends === 'unheard');
  const waIds = messages.map(({ waId }) => waId);
  const failed = messages.filter(({ stage }) => stage === 'failed').map(({ waId }) => waId);
  const workflowIds = messages.map(({ workflowId }) => workflowId);
  const ran = runs.map(({ workflowId }) => workflowId);
  return [
    finding('sent, but no message row', without(sent, waIds)),
    finding('a message row nobody sent', without(waIds, sent)),
    finding('more than one row for a message', repeated(waIds)),
    finding('a message row without a run', without(workflowIds, ran)),
    finding('a run without a message row', without(ran, workflowIds)),
    finding('more than one run for a message', repeated(ran)),
    finding('a run that did not complete', runs.filter(({ status }) => status !== 'COMPLETED').map(describeRun)),
    finding(
      'a message that failed',
      without(
        failed,
        unheard.map(({ waId }) => waId),
      ),
    ),
    finding('a question that is still open', openQuestions),
    finding(
      'a reply that WhatsApp refused',
      outbound.filter(({ state }) => state === 'refused').map(({ waId }) => waId),
    ),
    ...Object.entries({ ...open, queued }).map(([what, count]) => ({ rule: `left over: ${what}`, examples: [], count })),
  ];
}

function ledger({ played, entries, unbalanced }: Evidence): Finding[] {
  const expected = played
    .flatMap((one) => one.messages)
    .flatMap((message) => {
      const amount = bookedAmount(message);
      return amount === null ? [] : [String(amount * minorUnits)];
    });
  const booked = entries.map(({ amount }) => amount);
  return [
    finding('confirmed, but not booked', without(expected, booked)),
    finding('booked, but not confirmed', without(booked, expected)),
    finding('booked more than once', repeated(booked)),
    finding(
      'an entry without its message',
      entries.filter(({ waId }) => waId === null).map(({ amount }) => amount),
    ),
    finding('an entry that does not sum to zero', unbalanced),
  ];
}

function onPhones({ played, lines, outbound }: Evidence): Finding[] {
  const told = new Told();
  const shown = lines.flat().map(({ id }) => id);
  const acknowledged = outbound.filter(({ state }) => state === 'acked').map(({ waId }) => waId);
  for (const [index, one] of played.entries()) compare(told, one, lines[index] ?? []);
  return [
    finding('acknowledged, but on no phone', without(acknowledged, shown)),
    finding('on a phone, but nobody sent it', without(shown, acknowledged)),
    finding('a bubble that is there twice', repeated(shown)),
    finding('not on its phone', told.missing),
    finding('on its phone more than once', told.twice),
    finding('unexpected lines on a phone', told.strange),
    finding(
      'a phone that gave up waiting',
      played.flatMap(({ missed }) => missed ?? []),
    ),
  ];
}

/** What is wrong with the lines of the phones. */
class Told {
  readonly missing: string[] = [];
  readonly twice: string[] = [];
  readonly strange: string[] = [];

  /** @param wanted how often it has to be there, or from how often to how often */
  judge(what: string, found: number, wanted: number | { least: number; most: number }): void {
    const { least, most } = typeof wanted === 'number' ? { least: wanted, most: wanted } : wanted;
    if (found < least) this.missing.push(`${what}: ${found} of ${least}`);
    if (found > most) this.twice.push(`${what}: ${found} instead of ${most}`);
  }
}

/** Lines whose text tells nothing of the message they are about are counted per phone. */
const bare = [
  { what: 'cancellations', is: isCancelled, wanted: ({ ends }: Story) => ends === 'cancelled' },
  { what: 'words about a voice note', is: isUnheard, wanted: ({ ends }: Story) => ends === 'unheard' },
];

function compare(told: Told, { messages }: Played, lines: readonly Line[]): void {
  const heard = lines.filter(({ reaction }) => reaction === undefined);
  const planned = (fits: (story: Story) => boolean): number => messages.filter(({ story }) => fits(storyOf(story))).length;
  for (const { what, is, wanted } of bare) told.judge(what, heard.filter(is).length, planned(wanted));
  for (const message of messages) {
    const { amount, other, story, waId } = message;
    const { ends, change, other: again } = storyOf(story);
    const about = (value: number, is: (line: Line) => boolean): number => heard.filter(isAbout(value)).filter(is).length;
    // A change may come before the question it changes.
    const first = ends === 'unheard' ? 0 : { least: change ? 0 : 1, most: 1 };
    told.judge(`question about ${waId}`, about(amount, isQuestion), first);
    told.judge(`changed question about ${waId}`, about(other, isQuestion), again ? 1 : 0);
    const booked = bookedAmount(message);
    told.judge(`booking of ${waId}`, about(amount, isBooked), booked === amount ? 1 : 0);
    told.judge(`changed booking of ${waId}`, about(other, isBooked), booked === other ? 1 : 0);
  }
  const known = [isQuestion, isBooked, isProgress, ...bare.map(({ is }) => is)];
  const others = heard.filter((line) => !known.some((is) => is(line)));
  if (others.length !== greetings) told.strange.push(`${others.length} lines of no known kind`);
}

const finding = (rule: string, found: readonly string[]): Finding => ({
  rule,
  examples: found.slice(0, examples_max),
  count: found.length,
});

const describeRun = ({ workflowId, status }: { workflowId: string; status: string }): string => `${workflowId} ${status}`;

function without(list: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return list.filter((one) => !known.has(one));
}

function repeated(list: readonly string[]): string[] {
  const seen = new Set<string>();
  return list.filter((one) => seen.has(one) || !seen.add(one));
}
