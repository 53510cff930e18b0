import { randomInt } from 'node:crypto';
import { formatMoney } from '../../language/money.ts';
import { say } from '../../language/words/index.ts';
import { type Line, Phone, PhoneError } from '../whatsapp/phone.ts';
import { cpuOf, memoryOf, type PerPart } from './processes.ts';
import { receiptPhoto } from './samples.ts';
import { type Timing, timing } from './statistics.ts';

/** What the scenarios need of a running stack. */
export interface Target {
  /** Origin of the local WhatsApp network. */
  network: string;
  /** Process ids by part. */
  pids(): Record<string, number>;
}

/** Phones that take turns: the gateway writes to one chat once a second after a burst of 5, and that pace is not what is measured. */
const textPhones = 20;
const mediaPhones = 5;

/** A number nobody has: each run plays new phones, so that no earlier conversation is in its way. */
const runId = String(randomInt(10_000, 100_000));
const phoneNumber = (index: number): string => `62899${runId}${String(index).padStart(3, '0')}`;

const rupiah = (amount: number): string => formatMoney(String(amount), 'IDR', 'id');
const names = (amount: number) => (line: Line) => line.text?.includes(rupiah(amount)) ?? false;
const elapsed = (since: number): number => performance.now() - since;

/** A text to its question on the phone, and "ya" (quoting it) to the booked answer; one after the other. */
export async function textAndYes(target: Target, n: number): Promise<{ question: Timing; booked: Timing }> {
  const phones = await warmedUp(target, 0, textPhones);
  const [questions, answers]: [number[], number[]] = [[], []];
  for (let round = 0; round < n; round += 1) {
    const phone = inTurn(phones, round);
    const amount = 10_000 + round * 100;
    const asked = performance.now();
    const question = await phone.next(await phone.sendText(`beli kopi susu ${amount}`), names(amount));
    questions.push(elapsed(asked));
    const said = performance.now();
    const booked = await phone.next(await phone.sendText('ya', question.id), () => true);
    answers.push(elapsed(said));
    if (!names(amount)(booked)) throw new PhoneError(`"ya" was answered with: ${booked.text ?? 'no text'}`);
  }
  return { question: timing(questions), booked: timing(answers) };
}

/** A photo of a receipt to its question. */
export async function photo(target: Target, n: number): Promise<Timing> {
  const photos = await Promise.all(Array.from({ length: n + mediaPhones }, (_, round) => receiptPhoto(6_000 + round * 100)));
  const sends = photos.map((bytes) => (phone: Phone) => phone.sendFile({ kind: 'image', bytes, fileName: 'struk.jpg' }));
  return mediaTimes(await warmedUp(target, 100, mediaPhones), sends);
}

/** A voice note to its question. */
export async function voice(target: Target, n: number, bytes: Buffer): Promise<Timing> {
  const send = (phone: Phone) => phone.sendFile({ kind: 'voice', bytes, fileName: 'catatan.ogg' });
  return mediaTimes(await warmedUp(target, 200, mediaPhones), new Array(n + mediaPhones).fill(send));
}

/** Phones whose first contact is behind them: connections, compiled code and caches are as in daily use then. */
const warmedUp = (target: Target, first: number, count: number): Promise<Phone[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const phone = new Phone(target.network, phoneNumber(first + index));
      await greeted(phone);
      return phone;
    }),
  );

function inTurn(phones: readonly Phone[], round: number): Phone {
  const phone = phones[round % phones.length];
  if (!phone) throw new RangeError('no phones');
  return phone;
}

/** Times of one file after the other; the first of each phone does not count. */
async function mediaTimes(phones: readonly Phone[], sends: ((phone: Phone) => Promise<string>)[]): Promise<Timing> {
  const times: number[] = [];
  for (const [round, send] of sends.entries()) times.push(await untilQuestion(inTurn(phones, round), send));
  return timing(times.slice(phones.length));
}

/** Progress notes, which come before the question where media take long. */
const progress = new Set(
  (['speech', 'receipt'] as const).map((work) => say({ statement: { say: 'progress', work }, locale: 'id' })),
);

async function untilQuestion(phone: Phone, send: (phone: Phone) => Promise<string>): Promise<number> {
  const started = performance.now();
  const sent = await send(phone);
  // A question about media quotes it; so does an honest failure, which is no question.
  const answer = await phone.next(sent, ({ quote, text }) => quote?.id === sent && !progress.has(text ?? ''));
  const ms = elapsed(started);
  if (!answer.text?.includes('Rp')) throw new PhoneError(`the file was answered with: ${answer.text ?? 'no text'}`);
  await phone.next(await phone.sendText('batal', answer.id), ({ text }) => text !== undefined);
  return ms;
}

/** What many phones at once got. */
export interface Throughput {
  phones: number;
  /** Messages of all waves. */
  messages: number;
  lost: number;
  askedTwice: number;
  /** Per wave. */
  waves: { messages: number; questions_per_s: number; booked_per_s: number; question: Timing }[];
  memory_mb: { atRest: PerPart; afterWave: PerPart[] };
  /** Time on a core for one message, over all waves; null where the system does not tell. */
  cpu_ms_per_message: { untilQuestion: PerPart; untilBooked: PerPart } | null;
}

/** Silence after which a message without a question counts as lost: on an overloaded machine a late one is not. */
const lostAfterMs = 120_000;

/** What a phone has sent in one wave: amounts, and when. */
interface Sent {
  phone: Phone;
  /** The message before the wave: where reading begins. */
  after: string;
  at: Map<number, number>;
}

/** Waves of messages from all phones at once: each to its question, then "ya" to each, to the booked answer. */
export async function throughput(
  target: Target,
  options: { phones: number; perPhone: number; waves: number },
): Promise<Throughput> {
  const phones = Array.from({ length: options.phones }, (_, index) => new Phone(target.network, phoneNumber(300 + index)));
  const last = await Promise.all(phones.map(greeted));
  const result: Throughput = {
    phones: options.phones,
    messages: options.phones * options.perPhone * options.waves,
    lost: 0,
    askedTwice: 0,
    waves: [],
    memory_mb: { atRest: memoryOf(target.pids()), afterWave: [] },
    cpu_ms_per_message: null,
  };
  const spent: { untilQuestion: PerPart; untilBooked: PerPart } = { untilQuestion: {}, untilBooked: {} };
  for (let wave = 0; wave < options.waves; wave += 1) {
    const atStart = cpuOf(target.pids());
    const started = performance.now();
    const outcomes = await Promise.all(
      phones.map(async (phone, index) => {
        const sent: Sent = { phone, after: last[index] ?? '', at: new Map() };
        const reading = questionsFor(sent, options.perPhone);
        for (let place = 0; place < options.perPhone; place += 1) {
          const amount = 10_000 + (wave * options.perPhone + place) * 100;
          sent.at.set(amount, performance.now());
          await phone.sendText(`beli kopi susu ${amount}`);
        }
        return reading;
      }),
    );
    const asked = elapsed(started);
    const questions = outcomes.flatMap(({ found }) => [...found.values()]);
    result.lost += options.phones * options.perPhone - questions.length;
    result.askedTwice += outcomes.reduce((sum, { twice }) => sum + twice, 0);
    const atQuestions = cpuOf(target.pids());
    const answering = performance.now();
    await Promise.all(
      outcomes.map(async ({ found }, index) => {
        const phone = phones[index];
        if (phone) last[index] = (await allBooked(phone, found)) ?? last[index] ?? '';
      }),
    );
    result.waves.push({
      messages: questions.length,
      questions_per_s: perSecond(questions.length, asked),
      booked_per_s: perSecond(questions.length, elapsed(answering)),
      question: timing(questions.map(({ ms }) => ms)),
    });
    addSpent(spent.untilQuestion, atStart, atQuestions);
    addSpent(spent.untilBooked, atQuestions, cpuOf(target.pids()));
    result.memory_mb.afterWave.push(memoryOf(target.pids()));
  }
  const each = result.messages - result.lost;
  if (Object.keys(spent.untilBooked).length > 0 && each > 0) {
    result.cpu_ms_per_message = {
      untilQuestion: shared(spent.untilQuestion, each),
      untilBooked: shared(spent.untilBooked, each),
    };
  }
  return result;
}

function addSpent(sum: PerPart, before: PerPart | null, after: PerPart | null): void {
  if (!before || !after) return;
  for (const [part, ms] of Object.entries(after)) sum[part] = (sum[part] ?? 0) + ms - (before[part] ?? 0);
}

const shared = (sum: PerPart, among: number): PerPart =>
  Object.fromEntries(Object.entries(sum).map(([part, ms]) => [part, Math.round((ms / among) * 10) / 10]));

const perSecond = (count: number, ms: number): number => Math.round((count / ms) * 10_000) / 10;

/** The first contact of a phone is behind it; gives the id of the last line. */
async function greeted(phone: Phone): Promise<string> {
  const first = await phone.next(await phone.sendText('beli kopi susu 9900'), names(9_900));
  return (await phone.next(await phone.sendText('ya', first.id), names(9_900))).id;
}

interface Questions {
  found: Map<number, { id: string; ms: number }>;
  twice: number;
}

/** Reads until there is a question for every message of the wave, or nothing came for so long that the rest is lost. */
async function questionsFor({ phone, after, at }: Sent, expected: number): Promise<Questions> {
  const questions: Questions = { found: new Map(), twice: 0 };
  let last = after;
  let heard = performance.now();
  while (questions.found.size < expected && elapsed(heard) < lostAfterMs) {
    for (const line of await phone.lines(last)) {
      last = line.id;
      heard = performance.now();
      const amount = [...at.keys()].find((one) => names(one)(line));
      if (amount === undefined) continue;
      if (questions.found.has(amount)) questions.twice += 1;
      else questions.found.set(amount, { id: line.id, ms: elapsed(at.get(amount) ?? 0) });
    }
  }
  return questions;
}

/** "ya" to every question of a phone, until each is booked; gives the id of its last line. */
async function allBooked(phone: Phone, found: Questions['found']): Promise<string | undefined> {
  let last: string | undefined;
  for (const [amount, { id }] of found) {
    last = (await phone.next(await phone.sendText('ya', id), names(amount))).id;
  }
  return last;
}
