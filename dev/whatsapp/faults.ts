/** What a test can break on purpose, and the record it can check afterwards. */
export interface Faults {
  /** Outgoing messages of the gateway are taken and shown, but not acknowledged until this is off again. */
  holdAcks: boolean;
  /** Messages of phones that are online are held; when this is off again they arrive newest first. */
  holdDelivery: boolean;
  /** Which forms of the sender's address a direct message carries: WhatsApp does not always tell both. */
  addresses: 'both' | 'lid' | 'pn';
  /** The end of the offline batch is not told, so a client keeps buffering. */
  holdOfflineEnd: boolean;
  /** Error codes for the next outgoing messages; such a message reaches nobody. */
  nacks: string[];
}

/** One stanza that passed; ids and kinds only. */
export interface Trace {
  at: number;
  account: string;
  event: 'login' | 'closed' | 'delivered' | 'receipt' | 'ack' | 'message' | 'query';
  id?: string | undefined;
  type?: string | undefined;
  error?: string | undefined;
  /** Of a delivered message: how its parts are encrypted (`pkmsg`, `msg`, `skmsg`), separated by a space. */
  sealed?: string | undefined;
}

/** Stanzas kept for a look back. */
const MAX_TRACES = 2_000;

export class TraceLog {
  readonly #traces: Trace[] = [];

  add(trace: Omit<Trace, 'at'>): void {
    this.#traces.push({ at: Date.now(), ...trace });
    if (this.#traces.length > MAX_TRACES) this.#traces.shift();
  }

  list(): Trace[] {
    return [...this.#traces];
  }
}
