/** A line of a chat, as the local WhatsApp network tells it. */
export interface Line {
  id: string;
  from: string;
  text?: string;
  quote?: { id: string };
  reaction?: { messageId: string; emoji: string };
  edit?: { messageId: string };
  revoke?: { messageId: string };
  /** `url` opens the file. */
  media?: { fileName?: string; caption?: string; mime?: string; url?: string };
}

/** A file a phone sends. */
export interface PhoneFile {
  bytes: Uint8Array;
  fileName: string;
  kind: 'voice' | 'image' | 'document' | 'video' | 'sticker';
  caption?: string;
  quote?: string;
}

/** Nobody waits longer than this for an answer unless said; a minute is far past every aim. */
const patience_ms = 60_000;
/** One long poll at most, in seconds. */
const poll_s = 25;
/** A request beyond its poll. */
const request_ms = 10_000;
const json = { 'content-type': 'application/json' };

/** No answer came in time, or the network refused. */
export class PhoneError extends Error {
  override readonly name = 'PhoneError';
}

/** A phone played over the HTTP interface of the local WhatsApp network: for tests and benchmarks. */
export class Phone {
  readonly number: string;
  readonly #phone: string;

  /** @param network origin of the HTTP interface @param number digits with country code */
  constructor(network: string, number: string) {
    this.number = number;
    this.#phone = `${network}/phones/${number}`;
  }

  /** Sends a text, as an answer to a message where `quote` names one; gives its WhatsApp id, as all that send. */
  sendText(text: string, quote?: string): Promise<string> {
    return this.#send('messages', quote ? { text, quote } : { text });
  }

  async sendFile({ bytes, fileName, ...fields }: PhoneFile): Promise<string> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([new Uint8Array(bytes)]), fileName);
    return idOf(await this.#request('messages', { method: 'POST', body: form }));
  }

  /** An empty emoji takes the reaction back. */
  react(messageId: string, emoji: string): Promise<string> {
    return this.#send('reactions', { messageId, emoji });
  }

  /** @param sealed encrypted with the secret of the original, as new phones do */
  edit(messageId: string, text: string, sealed = false): Promise<string> {
    return this.#send('edits', { messageId, text, sealed });
  }

  revoke(messageId: string): Promise<string> {
    return this.#send('revokes', { messageId });
  }

  /** What the phone calls itself. */
  async rename(name: string): Promise<void> {
    await this.#request('', { method: 'PUT', headers: json, body: JSON.stringify({ name }) });
  }

  /** The first line of Catat behind `after` that is wanted. @throws PhoneError when none comes within `limit_ms` */
  async next(after: string | undefined, wanted: (line: Line) => boolean, limit_ms = patience_ms): Promise<Line> {
    const until = performance.now() + limit_ms;
    let last = after;
    for (;;) {
      const left_s = (until - performance.now()) / 1_000;
      if (left_s <= 0) throw new PhoneError(`${this.number} waited ${limit_ms / 1_000} s without the answer`);
      for (const line of await this.lines(last, Math.min(poll_s, left_s))) {
        if (wanted(line)) return line;
        last = line.id;
      }
    }
  }

  /** What Catat wrote behind a line, or all of it; waits up to `wait_s` seconds for the first one. */
  async lines(after?: string, wait_s = poll_s): Promise<Line[]> {
    const query = new URLSearchParams({ from: 'catat', wait: String(wait_s), ...(after && { after }) });
    return (await this.#request(`messages?${query}`, {}, wait_s)) as Line[];
  }

  /** What the phone itself wrote. */
  async written(): Promise<Line[]> {
    return (await this.#request(`messages?from=${this.number}`, {})) as Line[];
  }

  async #send(what: string, body: object): Promise<string> {
    return idOf(await this.#request(what, { method: 'POST', headers: json, body: JSON.stringify(body) }));
  }

  async #request(path: string, init: RequestInit, wait_s = 0): Promise<unknown> {
    const signal = AbortSignal.timeout(Math.ceil(wait_s * 1_000) + request_ms);
    const response = await fetch(path ? `${this.#phone}/${path}` : this.#phone, { ...init, signal });
    if (!response.ok) throw new PhoneError(`the local WhatsApp network answered ${response.status}: ${await response.text()}`);
    return response.json();
  }
}

const idOf = (answer: unknown): string => (answer as { id: string }).id;
