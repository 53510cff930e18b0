import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '../stack/stack.ts';
import { Phone } from '../whatsapp/phone.ts';
import { Books } from './books.ts';
import { type FaultCounts, makeFaults } from './faults.ts';
import { NetworkFaults } from './network.ts';
import { playPhone } from './phones.ts';
import { type ChaosOptions, makePlan } from './plan.ts';
import { type Finding, reconcile } from './reconcile.ts';

/** How a run ended. */
export interface Verdict {
  seed: number;
  phones: number;
  /** Texts of all phones: greetings, messages and answers. */
  sent: number;
  rows: number;
  runs: number;
  entries: number;
  faults: FaultCounts;
  took_ms: number;
  /** Nothing lost and nothing double when empty. */
  findings: Finding[];
}

/** A silence after which what is missing counts as lost: past the longest back-off of a retry after a kill. */
const silence_ms = 90_000;
/** Everything under way must be over this long after the last answer. */
const quiet_ms = 90_000;
const poll_ms = 500;

/** Plays a seeded run of messages and faults against a running stack and compares what was sent with what became of it. */
export async function runChaos(stack: Stack, options: ChaosOptions, onFault: (line: string) => void): Promise<Verdict> {
  const { whatsapp } = stack.urls;
  if (!whatsapp) throw new Error('chaos needs the local WhatsApp network');
  const plan = makePlan(options);
  const network = new NetworkFaults(whatsapp);
  const books = new Books(stack);
  const sent: string[] = [];
  const began = performance.now();
  try {
    const playing = plan.phones.map((messages, index) =>
      playPhone(new Phone(whatsapp, phoneNumber(index)), messages, { began, silence_ms, onSent: (waId) => sent.push(waId) }),
    );
    const [faults, played] = await Promise.all([
      makeFaults(plan.faults, { stack, network, sent }, began, onFault),
      Promise.all(playing),
    ]);
    await untilQuiet(books, network);
    const [messages, runs, entries] = await Promise.all([books.messages(), books.runs(), books.entries()]);
    const findings = reconcile({
      played,
      lines: await Promise.all(played.map(({ phone }) => phone.lines(undefined, 0))),
      messages,
      runs,
      entries,
      unbalanced: await books.unbalanced(),
      open: await books.openWork(),
      refused: (await books.outbound()).refused ?? 0,
      queued: await network.queued(),
    });
    return {
      seed: options.seed,
      phones: played.length,
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

/** Waits until nothing is under way; gives up silently, as the reconciliation tells what is left. */
async function untilQuiet(books: Books, network: NetworkFaults): Promise<void> {
  const end = performance.now() + quiet_ms;
  while (performance.now() < end) {
    const open = await books.openWork().catch(() => null);
    if (open && Object.values(open).every((count) => count === 0) && (await network.queued()) === 0) return;
    await sleep(poll_ms);
  }
}
