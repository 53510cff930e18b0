import type { Line } from '../whatsapp/phone.ts';
import type { EntryRow, MessageRow, OpenWork } from './books.ts';
import { greetings, isAbout, isBooked, isCancelled, isQuestion, type Played } from './phones.ts';

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
  refused: number;
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

function system({ played, messages, runs, open, refused, queued }: Evidence): Finding[] {
  const sent = played.flatMap((one) => one.sent);
  const waIds = messages.map(({ waId }) => waId);
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
      messages.filter(({ stage }) => stage === 'failed').map(({ waId }) => waId),
    ),
    ...Object.entries({ ...open, refused, queued }).map(([what, count]) => ({ rule: `left over: ${what}`, examples: [], count })),
  ];
}

function ledger({ played, entries, unbalanced }: Evidence): Finding[] {
  const messages = played.flatMap((one) => one.messages);
  const expected = messages.filter(({ answer }) => answer === 'ya').map(({ waId, amount }) => `${waId} ${amount * minorUnits}`);
  const booked = entries.map(({ waId, amount }) => `${waId} ${amount}`);
  return [
    finding('confirmed, but not booked', without(expected, booked)),
    finding('booked, but not confirmed', without(booked, expected)),
    finding('booked more than once', repeated(booked)),
    finding('an entry that does not sum to zero', unbalanced),
  ];
}

function onPhones({ played, lines }: Evidence): Finding[] {
  const missing: string[] = [];
  const twice: string[] = [];
  const strange: string[] = [];
  const judge = (what: string, count: number): void => {
    if (count === 0) missing.push(what);
    if (count > 1) twice.push(what);
  };
  for (const [index, { messages }] of played.entries()) {
    const heard = lines[index] ?? [];
    const cancels = messages.filter(({ answer }) => answer === 'batal').length;
    const cancelled = heard.filter(isCancelled).length;
    if (cancelled < cancels) missing.push(`${cancels - cancelled} cancellations`);
    if (cancelled > cancels) twice.push(`${cancelled - cancels} cancellations`);
    for (const { amount, answer, waId } of messages) {
      const about = heard.filter(isAbout(amount));
      judge(`question about ${waId}`, about.filter(isQuestion).length);
      if (answer === 'ya') judge(`booking of ${waId}`, about.filter(isBooked).length);
    }
    const others = heard.filter((line) => !isQuestion(line) && !isBooked(line) && !isCancelled(line));
    if (others.length !== greetings) strange.push(`${others.length} lines that are neither question nor answer`);
  }
  return [
    finding('not on its phone', missing),
    finding('on its phone more than once', twice),
    finding('unexpected lines on a phone', strange),
    finding(
      'a phone that gave up waiting',
      played.flatMap(({ missed }) => missed ?? []),
    ),
  ];
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
