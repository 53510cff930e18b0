import { setTimeout as sleep } from 'node:timers/promises';
import { formatMoney } from '../../language/money.ts';
import { say } from '../../language/words/index.ts';
import { type Line, type Phone, PhoneError } from '../whatsapp/phone.ts';
import type { PlannedMessage } from './plan.ts';

/** What a phone wrote and heard. */
export interface Played {
  phone: Phone;
  /** WhatsApp ids of all it wrote: the greeting, the messages, the answers. */
  sent: string[];
  messages: (PlannedMessage & { waId: string })[];
  /** All lines of Catat, in their order. */
  heard: Line[];
  /** Why it gave up waiting. */
  missed: string | null;
}

const rupiah = (amount: number): string => formatMoney(String(amount), 'IDR', 'id');
export const isQuestion = ({ text = '' }: Line): boolean => /Balas \*ya\*/.test(text);
export const isBooked = ({ text = '' }: Line): boolean => text.startsWith('✅');
const cancelledText = say({ statement: { say: 'cancelled' }, locale: 'id' });
export const isCancelled = ({ text }: Line): boolean => text === cancelledText;
export const isAbout =
  (amount: number) =>
  ({ text = '' }: Line): boolean =>
    text.includes(rupiah(amount));

/** The welcome, and the answer to "halo". */
export const greetings = 2;
const poll_s = 5;

/**
 * Plays one phone: it greets, writes its messages when they are due, and answers each question by quoting it. A question is
 * answered once, however often it is heard: hearing it twice is for the reconciliation to find.
 * @param silence_ms without any line while something is missing: the rest counts as lost
 */
export async function playPhone(
  phone: Phone,
  messages: readonly PlannedMessage[],
  options: { began: number; silence_ms: number; onSent(waId: string): void },
): Promise<Played> {
  const played: Played = { phone, sent: [], messages: [], heard: [], missed: null };
  const send = async (text: string, quote?: string): Promise<string> => {
    const waId = await phone.sendText(text, quote);
    played.sent.push(waId);
    options.onSent(waId);
    return waId;
  };
  try {
    await send('halo');
    await listen(played, () => played.heard.length >= greetings, options.silence_ms);
    const writing = write(messages, options.began, async (message) => {
      played.messages.push({ ...message, waId: await send(`beli kopi ${message.amount}`) });
    });
    const answered = new Set<string>();
    const answer = async (line: Line): Promise<void> => {
      const about = isQuestion(line) && messages.find(({ amount }) => isAbout(amount)(line));
      if (!about || answered.has(line.id)) return;
      answered.add(line.id);
      await send(about.answer, line.id);
    };
    await listen(played, () => played.heard.length >= greetings + 2 * messages.length, options.silence_ms, answer, writing);
  } catch (error) {
    played.missed = (error as Error).message;
  }
  return played;
}

async function write(
  messages: readonly PlannedMessage[],
  began: number,
  send: (message: PlannedMessage) => Promise<void>,
): Promise<void> {
  for (const message of messages) {
    await sleep(Math.max(0, began + message.at_ms - performance.now()));
    await send(message);
  }
}

/** Reads line by line until `done`. @param writing silence counts from its end @throws PhoneError after too long a silence */
async function listen(
  { phone, heard }: Played,
  done: () => boolean,
  silence_ms: number,
  onLine: (line: Line) => Promise<void> = async () => {},
  writing: Promise<void> = Promise.resolve(),
): Promise<void> {
  let last = performance.now();
  let isWriting = true;
  const written = writing.finally(() => {
    isWriting = false;
    last = performance.now();
  });
  written.catch(() => {});
  while (!done()) {
    const lines = await phone.lines(heard.at(-1)?.id, poll_s);
    if (lines.length > 0 || isWriting) last = performance.now();
    if (performance.now() - last > silence_ms) throw new PhoneError(`${heard.length} lines, then silence`);
    for (const line of lines) {
      heard.push(line);
      await onLine(line);
    }
  }
  await written;
}
