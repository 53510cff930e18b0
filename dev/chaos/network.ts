/** A request to the local WhatsApp network is answered within milliseconds. */
const request_ms = 10_000;

/** One stanza that passed the network. */
export interface PassedStanza {
  at: number;
  event: string;
  id?: string;
  type?: string;
}

/** What the network does until it is told otherwise. */
export interface HeldFaults {
  holdAcks?: boolean;
  holdDelivery?: boolean;
  addresses?: 'both' | 'lid' | 'pn';
}

/** The hooks of the local WhatsApp network that break things on purpose. */
export class NetworkFaults {
  readonly #url: string;

  /** @param url origin of the network's HTTP interface */
  constructor(url: string) {
    this.#url = url;
  }

  /** Cuts the gateway's socket, or ends its stream with a code; false when it was not online. */
  async drop(code?: string): Promise<boolean> {
    return (await this.#call<{ dropped: boolean }>('POST', 'drop', code ? { code } : {})).dropped;
  }

  /** Delivers a message once more; false when the gateway is not online or it was never delivered. */
  async redeliver(id: string): Promise<boolean> {
    return (await this.#call<{ redelivered: boolean }>('POST', 'redeliver', { id })).redelivered;
  }

  async hold(faults: HeldFaults): Promise<void> {
    await this.#call('PUT', 'faults', faults);
  }

  /** Messages the gateway has not confirmed. */
  async queued(): Promise<number> {
    return (await this.#call<unknown[]>('GET', 'queue')).length;
  }

  /** The last stanzas, oldest first. */
  traces(): Promise<PassedStanza[]> {
    return this.#call('GET', 'traces');
  }

  async #call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.#url}/admin/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      signal: AbortSignal.timeout(request_ms),
    });
    if (!response.ok) throw new Error(`the local WhatsApp network answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}
