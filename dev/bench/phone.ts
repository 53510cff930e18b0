/** A line of a chat, as the local WhatsApp network tells it. */
export interface Line {
  id: string;
  from: string;
  text?: string;
  quote?: { id: string };
}

/** Nobody waits longer than this for an answer; a minute is far past every aim. */
const patienceMs = 60_000;
/** One long poll, in seconds. */
const pollSeconds = 25;
/** A request beyond its poll. */
const requestMs = (pollSeconds + 10) * 1_000;

/** No answer came in time, or the network refused. */
export class PhoneError extends Error {
  override readonly name = 'PhoneError';
}

/** A phone played over the HTTP interface of the local WhatsApp network. */
export class Phone {
  readonly number: string;
  readonly #messages: string;

  constructor(network: string, number: string) {
    this.number = number;
    this.#messages = `${network}/phones/${number}/messages`;
  }

  /** Sends a text, as an answer to a message where `quote` names one; gives its WhatsApp id. */
  sendText(text: string, quote?: string): Promise<string> {
    return this.#post(JSON.stringify(quote ? { text, quote } : { text }), { 'content-type': 'application/json' });
  }

  /** Sends a file as a photo or a voice note. */
  sendFile(kind: 'image' | 'voice', bytes: Buffer, fileName: string): Promise<string> {
    const form = new FormData();
    form.set('kind', kind);
    form.set('file', new Blob([new Uint8Array(bytes)]), fileName);
    return this.#post(form, {});
  }

  /** The first line of Catat behind `after` that is wanted. @throws PhoneError when none comes */
  async next(after: string, wanted: (line: Line) => boolean): Promise<Line> {
    const until = performance.now() + patienceMs;
    let last = after;
    while (performance.now() < until) {
      for (const line of await this.lines(last)) {
        if (wanted(line)) return line;
        last = line.id;
      }
    }
    throw new PhoneError(`${this.number} waited ${patienceMs / 1_000} s without the answer`);
  }

  /** What Catat wrote behind a line, waiting for the first one. */
  async lines(after: string): Promise<Line[]> {
    const query = new URLSearchParams({ after, wait: String(pollSeconds), from: 'catat' });
    return (await this.#request(`${this.#messages}?${query}`, {})) as Line[];
  }

  async #post(body: string | FormData, headers: Record<string, string>): Promise<string> {
    return ((await this.#request(this.#messages, { method: 'POST', body, headers })) as { id: string }).id;
  }

  async #request(url: string, init: RequestInit): Promise<unknown> {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(requestMs) });
    if (!response.ok) throw new PhoneError(`the local WhatsApp network answered ${response.status}: ${await response.text()}`);
    return response.json();
  }
}
