import { expect } from 'vitest';
import type { Line, Phone, PhoneFile } from '../../dev/whatsapp/phone.ts';

/** Anything a conversation waits for, on a machine that is busy with other tests. */
export const patience_ms = 60_000;

/** Reactions are signs, not words. */
const isWords = ({ reaction }: Line): boolean => reaction === undefined;

/** Somebody with a phone, who reads what Catat writes line by line: a line too many or out of order is noticed. */
export class Person {
  readonly phone: Phone;
  readonly #settled: () => Promise<void>;
  #last: string | undefined;

  /** @param settled resolves when nothing is under way any more */
  constructor(phone: Phone, settled: () => Promise<void>) {
    this.phone = phone;
    this.#settled = settled;
  }

  /** Sends a text and returns its WhatsApp id. */
  says(text: string, quote?: string): Promise<string> {
    return this.phone.sendText(text, quote);
  }

  sends(file: PhoneFile): Promise<string> {
    return this.phone.sendFile(file);
  }

  /** The very next line of Catat, which must fit. */
  async hears(expected: RegExp, limit_ms = patience_ms): Promise<Line & { text: string }> {
    const line = await this.phone.next(this.#last, isWords, limit_ms);
    expect(line.text).toMatch(expected);
    this.#last = line.id;
    return { ...line, text: line.text ?? '' };
  }

  /** Asserts that nothing was said beyond what was heard, once all work is done. */
  async hearsNothingMore(): Promise<void> {
    await this.#settled();
    expect((await this.phone.lines(this.#last, 0)).filter(isWords).map(({ text }) => text)).toEqual([]);
  }
}
