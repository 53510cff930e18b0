import { setTimeout as sleep } from 'node:timers/promises';
import { receiptPhoto } from '../bench/samples.ts';
import { type Line, PhoneError } from '../whatsapp/phone.ts';
import type { PlannedMessage } from './plan.ts';
import type { SteadyPhone } from './steadyPhone.ts';
import { bookedAmount, isAbout, isBooked, isCancelled, isQuestion, isUnheard, storyOf } from './stories.ts';

/** What a phone wrote and heard. */
export interface Played {
  phone: SteadyPhone;
  /** WhatsApp ids of all it sent: the greeting, the messages, their edits and revokes, the answers. */
  sent: string[];
  messages: (PlannedMessage & { waId: string })[];
  /** All lines of Catat but its signs, in their order. */
  heard: Line[];
  /** Why it gave up waiting. */
  missed: string | null;
}

export interface PlayOptions {
  /** `performance.now()` at the start of the run. */
  began: number;
  /** When it writes for the first time, in ms from then. */
  greets_ms: number;
  silence: Silence;
  onSent(waId: string): void;
}

/**
 * When a phone that misses something stops waiting: once no phone of the run has heard or written anything for so long. A phone
 * alone may wait long on a busy machine, and its answer is late then, not lost.
 */
export class Silence {
  readonly #limit_ms: number;
  #broken = performance.now();

  constructor(limit_ms: number) {
    this.#limit_ms = limit_ms;
  }

  break(): void {
    this.#broken = performance.now();
  }

  get isTooLong(): boolean {
    return performance.now() - this.#broken > this.#limit_ms;
  }
}

/** The welcome, which answers "halo". */
export const greetings = 1;
const poll_s = 5;
/** What {@link receiptPhoto} adds to twice its price. */
const receiptRest = 18_500;
/** Half a second without a sound: OGG/Opus, 25 frames. */
const soundless = Buffer.from(
  'T2dnUwACAAAAAAAAAAABAAAAAAAAAIRs2SQBE09wdXNIZWFkAQEAAIC7AAAAAABPZ2dTAAAAAAAAAAAAAAEAAAABAAAAh1hgGgEQT3B1c1RhZ3MAAAAAAAAAAE9nZ1' +
    'MABMBdAAAAAAAAAQAAAAIAAAAJa8M1GQMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMD' +
    '+P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/+',
  'base64',
);

/**
 * Plays one phone: it greets, writes its messages when they are due, changes them and answers each question as their stories
 * say. A question is answered once, however often it is heard: hearing it twice is for the reconciliation to find.
 */
export function playPhone(phone: SteadyPhone, messages: readonly PlannedMessage[], options: PlayOptions): Promise<Played> {
  return new PhonePlay(phone, messages, options).play();
}

class PhonePlay {
  readonly #played: Played;
  readonly #planned: readonly PlannedMessage[];
  readonly #options: PlayOptions;
  /** Steps that were taken, each once. */
  readonly #taken = new Set<string>();
  #last: string | undefined;

  constructor(phone: SteadyPhone, messages: readonly PlannedMessage[], options: PlayOptions) {
    this.#played = { phone, sent: [], messages: [], heard: [], missed: null };
    this.#planned = messages;
    this.#options = options;
  }

  async play(): Promise<Played> {
    const played = this.#played;
    try {
      await sleep(Math.max(0, this.#options.began + this.#options.greets_ms - performance.now()));
      await this.#send(played.phone.sendText('halo'));
      await this.#listen(() => played.heard.length >= greetings);
      await this.#listen(() => this.#isOver(), this.#write());
    } catch (error) {
      played.missed = (error as Error).message;
    }
    return played;
  }

  async #write(): Promise<void> {
    for (const message of this.#planned) {
      await sleep(Math.max(0, this.#options.began + message.at_ms - performance.now()));
      const waId = await this.#send(this.#first(message));
      this.#played.messages.push({ ...message, waId });
      if (message.changesAtOnce) await this.#change(message, waId);
    }
  }

  async #first({ story, amount }: PlannedMessage): Promise<string> {
    const { phone } = this.#played;
    switch (storyOf(story).sends) {
      case 'text':
        return phone.sendText(textOf(amount));
      case 'photo': {
        const bytes = await receiptPhoto((amount - receiptRest) / 2);
        return phone.sendFile({ kind: 'image', bytes, fileName: `${amount}.jpg`, caption: `belanja ${amount}` });
      }
      case 'voice':
        return phone.sendFile({ kind: 'voice', bytes: soundless, fileName: `${amount}.ogg` });
    }
  }

  async #change({ story, other }: PlannedMessage, waId: string): Promise<void> {
    const { change } = storyOf(story);
    if (!change || !this.#isFirst(`change ${waId}`)) return;
    const { phone } = this.#played;
    if (change === 'revoke') await this.#send(phone.revoke(waId));
    else await this.#send(phone.edit(waId, textOf(other), change === 'sealed edit'));
  }

  async #hear(line: Line): Promise<void> {
    const { messages } = this.#played;
    for (const message of messages) {
      const { amount, other, story, waId } = message;
      const { first, other: confirmed } = storyOf(story);
      if (isQuestion(line) && isAbout(amount)(line)) {
        await this.#change(message, waId);
        if (first && this.#isFirst(`answer ${waId}`)) await this.#answer(line, first, other);
      }
      if (isQuestion(line) && isAbout(other)(line) && confirmed && this.#isFirst(`answer again ${waId}`))
        await this.#answer(line, confirmed, other);
    }
  }

  async #answer(question: Line, answer: string, other: number): Promise<void> {
    const { phone } = this.#played;
    if (answer === '👍') await this.#send(phone.react(question.id, answer));
    else await this.#send(phone.sendText(answer === 'other amount' ? `harusnya ${other}` : answer, question.id));
  }

  /** True when nothing that its stories end with is missing. */
  #isOver(): boolean {
    const { heard } = this.#played;
    const count = (fits: (line: Line) => boolean): number => heard.filter(fits).length;
    const planned = (fits: (message: PlannedMessage) => unknown): number => this.#planned.filter(fits).length;
    return (
      count(isCancelled) >= planned(({ story }) => storyOf(story).ends === 'cancelled') &&
      count(isUnheard) >= planned(({ story }) => storyOf(story).ends === 'unheard') &&
      this.#planned.every((message) => {
        const amount = bookedAmount(message);
        return amount === null || heard.some((line) => isBooked(line) && isAbout(amount)(line));
      })
    );
  }

  /** Reads line by line until `done`. @throws PhoneError after too long a silence behind the end of `writing` */
  async #listen(done: () => boolean, writing: Promise<void> = Promise.resolve()): Promise<void> {
    const { phone, heard } = this.#played;
    const { silence } = this.#options;
    let isWriting = true;
    silence.break();
    const written = writing.finally(() => {
      isWriting = false;
    });
    written.catch(() => {});
    while (!done()) {
      const lines = await phone.lines(this.#last, poll_s);
      if (lines.length > 0 || isWriting) silence.break();
      if (silence.isTooLong) throw new PhoneError(`${heard.length} lines, then silence`);
      for (const line of lines) {
        this.#last = line.id;
        if (line.reaction) continue;
        heard.push(line);
        await this.#hear(line);
      }
    }
    await written;
  }

  async #send(sending: Promise<string>): Promise<string> {
    const waId = await sending;
    this.#played.sent.push(waId);
    this.#options.onSent(waId);
    return waId;
  }

  #isFirst(step: string): boolean {
    return !this.#taken.has(step) && this.#taken.add(step).has(step);
  }
}

const textOf = (amount: number): string => `beli kopi ${amount}`;
