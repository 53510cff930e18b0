import { setTimeout as sleep } from 'node:timers/promises';
import { type Line, type Phone, PhoneError, type PhoneFile } from '../whatsapp/phone.ts';

/** The local network is back within seconds of a kill; longer means that it will not come back. */
const away_max_ms = 60_000;
const pause_ms = 250;

/**
 * A phone whose network may be killed at any moment. A send without an answer is looked up before it is tried again, so that
 * what a person does once happens once.
 */
export class SteadyPhone {
  readonly #phone: Phone;

  constructor(phone: Phone) {
    this.#phone = phone;
  }

  sendText(text: string, quote?: string): Promise<string> {
    const isIt = (line: Line): boolean => line.text === text && line.quote?.id === quote && !line.edit;
    return this.#once(isIt, () => this.#phone.sendText(text, quote));
  }

  sendFile(file: PhoneFile): Promise<string> {
    return this.#once(
      ({ media }) => media?.fileName === file.fileName,
      () => this.#phone.sendFile(file),
    );
  }

  react(messageId: string, emoji: string): Promise<string> {
    const isIt = ({ reaction }: Line): boolean => reaction?.messageId === messageId && reaction.emoji === emoji;
    return this.#once(isIt, () => this.#phone.react(messageId, emoji));
  }

  edit(messageId: string, text: string, sealed: boolean): Promise<string> {
    const isIt = (line: Line): boolean => line.edit?.messageId === messageId && line.text === text;
    return this.#once(isIt, () => this.#phone.edit(messageId, text, sealed));
  }

  revoke(messageId: string): Promise<string> {
    return this.#once(
      ({ revoke }) => revoke?.messageId === messageId,
      () => this.#phone.revoke(messageId),
    );
  }

  lines(after?: string, wait_s = 0): Promise<Line[]> {
    return steadily(() => this.#phone.lines(after, wait_s));
  }

  async #once(isIt: (line: Line) => boolean, send: () => Promise<string>): Promise<string> {
    let sent = await send().catch(whileAway);
    while (sent === null) {
      const written = await steadily(() => this.#phone.written());
      sent = written.find(isIt)?.id ?? (await send().catch(whileAway));
    }
    return sent;
  }
}

/** Asks until the network answers. @throws its refusal, or the last error when it stays away */
export async function steadily<T>(ask: () => Promise<T>): Promise<T> {
  const end = performance.now() + away_max_ms;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > end) throw error;
      whileAway(error);
      await sleep(pause_ms);
    }
  }
}

/** No answer is no refusal. */
function whileAway(error: unknown): null {
  if (error instanceof PhoneError) throw error;
  return null;
}
