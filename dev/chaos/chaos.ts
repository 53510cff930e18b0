import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '../stack/stack.ts';
import { Phone } from '../whatsapp/phone.ts';
import { Books } from './books.ts';
import { type FaultCounts, makeFaults } from './faults.ts';
import { NetworkFaults } from './network.ts';
import { playPhone, Silence } from './phones.ts';
import { type ChaosOptions, makePlan, type Plan } from './plan.ts';
import { type Finding, reconcile } from './reconcile.ts';
import { SteadyPhone, steadily } from './steadyPhone.ts';
import type { StoryName } from './stories.ts';

/** How a run ended. */
export interface Verdict {
  seed: number;
  phones: number;
  /** Messages by what became of them. */
  stories: Partial<Record<StoryName, number>>;
  /** All that phones sent: greetings, messages, changes and answers. */
  sent: number;
  rows: number;
  runs: number;
  entries: number;
  faults: FaultCounts;
  took_ms: number;
  /** Nothing lost and nothing double when empty. */
  findings: Finding[];
}

/** A silence of all phones after which what is missing counts as lost: past the longest back-off of a retry after a kill. */
const silence_ms = 150_000;
/** Everything under way must be over this long after the last answer. */
const quiet_ms = 150_000;
const poll_ms = 500;
/** Share of the run over which the phones greet, one after the other: nobody's number is hidden before it is over. */
const greetingShare = 0.2;

/** Plays a seeded run of messages and faults against a running stack and compares what was sent with what became of it. */
export async function runChaos(stack: Stack, options: ChaosOptions, onFault: (line: string) => void): Promise<Verdict> {
  const { whatsapp } = stack.urls;
  if (!whatsapp) throw new Error('chaos needs the local WhatsApp network');
  const plan = makePlan(options);
  const network = new NetworkFaults(whatsapp);
  const books = new Books(stack);
  const sent: string[] = [];
  const silence = new Silence(silence_ms);
  const began = performance.now();
  try {
    const playing = plan.phones.map((messages, index) =>
      playPhone(new SteadyPhone(new Phone(whatsapp, phoneNumber(index))), messages, {
        began,
        greets_ms: (options.duration_ms * greetingShare * index) / plan.phones.length,
        silence,
        onSent: (waId) => sent.push(waId),
      }),
    );
    const [faults, played] = await Promise.all([
      makeFaults(plan.faults, { stack, network, sent }, began, onFault),
      Promise.all(playing),
    ]);
    await untilQuiet(books, network);
    const [messages, runs, entries] = await Promise.all([books.messages(), books.runs(), books.entries()]);
    const findings = reconcile({
      played,
      lines: await Promise.all(played.map(({ phone }) => phone.lines())),
      messages,
      runs,
      entries,
      unbalanced: await books.unbalanced(),
      open: await books.openWork(),
      openQuestions: await books.openQuestions(),
      outbound: await books.outbound(),
      queued: await steadily(() => network.queued()),
    });
    return {
      seed: options.seed,
      phones: played.length,
      stories: countStories(plan),
      sent: sent.length,
      rows: messages.length,
      runs: runs.length,
      entries: entries.length,
      faults,
      took_ms: Math.round(performance.now() - began),
      findings,
    };
  } finally {
    await books.close();
  }
}

const phoneNumber = (index: number): string => `62817${String(index).padStart(8, '0')}`;

function countStories({ phones }: Plan): Verdict['stories'] {
  const counts: Verdict['stories'] = {};
  for (const { story } of phones.flat()) counts[story] = (counts[story] ?? 0) + 1;
  return counts;
}

/** Waits until nothing is under way; gives up silently, as the reconciliation tells what is left. */
async function untilQuiet(books: Books, network: NetworkFaults): Promise<void> {
  const end = performance.now() + quiet_ms;
  while (performance.now() < end) {
    const open = await books.openWork().catch(() => null);
    if (open && Object.values(open).every((count) => count === 0) && (await steadily(() => network.queued())) === 0) return;
    await sleep(poll_ms);
  }
}
