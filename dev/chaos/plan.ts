import { type Random, seeded } from './random.ts';
import { type StoryName, storyNames, storyOf } from './stories.ts';

/** Parts of the stack that can be killed; `whatsapp` is the local network itself. */
export const killable = ['gateway', 'postgres', 'flow', 'ai-media', 'whatsapp', 'temporal'] as const;
export type Killable = (typeof killable)[number];

/** A message of a phone, found again anywhere by its amounts. */
export interface PlannedMessage {
  /** From the start of the run, in ms. */
  at_ms: number;
  story: StoryName;
  /** Whole rupiah, each once. */
  amount: number;
  /** What it is corrected or edited to; each once, too. */
  other: number;
  /** An edit or a revoke follows the message at once, else the question about it. */
  changesAtOnce: boolean;
}

/** What goes wrong, and when. */
export type PlannedFault = { at_ms: number } & (
  | { kind: 'kill'; part: Killable }
  /** The socket is cut. */
  | { kind: 'cut' }
  /** The server ends the stream, as it does now and then. */
  | { kind: 'end'; code: '503' | '515' }
  /** Messages of the phones arrive newest first. */
  | { kind: 'reorder'; hold_ms: number }
  /** The last messages arrive once more. */
  | { kind: 'redeliver'; count: number }
  /** Replies reach the phones, but the socket is cut before their acknowledgement. */
  | { kind: 'unacknowledged'; hold_ms: number }
  /** For a while the server tells one form of the senders' addresses only. */
  | { kind: 'address'; form: 'lid' | 'pn'; hold_ms: number }
);

export interface ChaosOptions {
  /** Drives the messages and the faults. */
  seed: number;
  /** Messages and faults are spread over this time, in ms. */
  duration_ms: number;
  messages: number;
  kill: readonly Killable[];
}

export interface Plan {
  /** One list of messages a phone. */
  phones: PlannedMessage[][];
  faults: PlannedFault[];
}

/** The gateway writes to one chat once a second after a burst of 5: more phones, and that pace is not what is tested. */
const messagesPerPhone = 8;
/** Shares of the run at whose start nobody writes yet, and at whose end nobody writes any more. */
const quietShare = { start: 0.02, end: 0.1 };
const atOnceShare = 0.5;
const firstAmount = 30_000;
const amountStep = 100;
const otherStep = 50;

/** Time between two kills: the part must get back to work before the next one, or nothing would ever be done. */
const killGap_ms = { least: 6_000, most: 14_000 };
/** Time between two faults of the network: connections that never live for long make the gateway wait longer and longer. */
const faultGap_ms = { least: 1_500, most: 6_500 };
const hold_ms = { least: 200, most: 1_500 };
const redelivered_max = 8;
/** Share of the run before the server first hides an address: somebody it has never shown whole would be greeted twice. */
const addressShare = 0.3;

/** Everything that will happen, from the seed alone. */
export function makePlan(options: ChaosOptions): Plan {
  const random = seeded(options.seed);
  return { phones: planPhones(options, random), faults: planFaults(options, random) };
}

function planPhones({ messages, duration_ms }: ChaosOptions, random: Random): PlannedMessage[][] {
  const phones: PlannedMessage[][] = Array.from({ length: Math.ceil(messages / messagesPerPhone) }, () => []);
  const first = Math.round(duration_ms * quietShare.start);
  const last = Math.round(duration_ms * (1 - quietShare.end));
  const deck = storyNames.flatMap((story) => Array<StoryName>(storyOf(story).share).fill(story));
  let told: StoryName[] = [];
  for (let index = 0; index < messages; index++) {
    if (told.length === 0) told = random.shuffled(deck);
    const amount = firstAmount + index * amountStep;
    phones[index % phones.length]?.push({
      at_ms: random.between(first, last),
      story: told.pop() ?? 'yes',
      amount,
      other: amount + otherStep,
      changesAtOnce: random.next() < atOnceShare,
    });
  }
  return phones.map((list) => list.sort((a, b) => a.at_ms - b.at_ms));
}

function planFaults({ kill, duration_ms }: ChaosOptions, random: Random): PlannedFault[] {
  const faults: PlannedFault[] = [];
  let deck: Killable[] = [];
  for (let at_ms = gap(random, killGap_ms); at_ms < duration_ms && kill.length > 0; at_ms += gap(random, killGap_ms)) {
    if (deck.length === 0) deck = random.shuffled(kill);
    const part = deck.pop();
    if (part) faults.push({ at_ms, kind: 'kill', part });
  }
  let kinds: NetworkFault[] = [];
  for (let at_ms = gap(random, faultGap_ms); at_ms < duration_ms; at_ms += gap(random, faultGap_ms)) {
    if (kinds.length === 0) kinds = random.shuffled(networkFaults);
    const kind = kinds.pop();
    if (kind && (kind !== 'address' || at_ms > duration_ms * addressShare)) faults.push({ at_ms, ...networkFault(kind, random) });
  }
  return faults.sort((a, b) => a.at_ms - b.at_ms);
}

type WithoutTime<T> = T extends unknown ? Omit<T, 'at_ms'> : never;
type NetworkFault = Exclude<PlannedFault['kind'], 'kill'>;

/** The mix of the network's faults. */
const networkFaults: readonly NetworkFault[] = [
  'cut',
  'end',
  'reorder',
  'reorder',
  'redeliver',
  'redeliver',
  'unacknowledged',
  'address',
];

function networkFault(kind: NetworkFault, random: Random): WithoutTime<PlannedFault> {
  switch (kind) {
    case 'end':
      return { kind, code: random.next() < 0.5 ? '503' : '515' };
    case 'reorder':
    case 'unacknowledged':
      return { kind, hold_ms: gap(random, hold_ms) };
    case 'redeliver':
      return { kind, count: random.between(1, redelivered_max) };
    case 'address':
      return { kind, form: random.next() < 0.5 ? 'lid' : 'pn', hold_ms: gap(random, hold_ms) };
    case 'cut':
      return { kind };
  }
}

const gap = (random: Random, { least, most }: { least: number; most: number }): number => random.between(least, most);
