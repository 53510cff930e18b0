import pg from 'pg';

/** Something was committed: only ids, the rest is read like everything else. */
export interface LedgerEvent {
  type: 'entry' | 'message' | 'question' | 'approval';
  /** Null for a message of a chat without a book. */
  book: string | null;
  id: string;
}

export interface EventSource {
  /** Tells what is committed from now on; the function it gives ends it. `onGap`: the database was away, something may have been missed. */
  subscribe(listener: { onEvent(event: LedgerEvent): void; onGap(): void }): () => void;
  close(): Promise<void>;
}

/** Name of the Postgres channel; the triggers of the ledger notify on it. */
const channel = 'catat_event';
const reconnectAfter_ms = 1_000;
const connectTimeout_ms = 5_000;

/** Listens on one connection of its own, for all subscribers, and reconnects when it breaks. */
export function createEventSource(options: { url: string; onLost(error: Error): void }): EventSource {
  const listeners = new Set<Parameters<EventSource['subscribe']>[0]>();
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const again = (error: Error) => {
    client?.removeAllListeners('end');
    client = null;
    if (closed || timer) return;
    options.onLost(error);
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, reconnectAfter_ms);
    timer.unref();
  };

  const connect = async () => {
    const fresh = new pg.Client({
      connectionString: options.url,
      application_name: 'api-events',
      connectionTimeoutMillis: connectTimeout_ms,
      keepAlive: true,
    });
    client = fresh;
    fresh.on('error', again);
    fresh.on('end', () => again(new Error('the connection ended')));
    fresh.on('notification', ({ payload }) => {
      const event = parse(payload);
      if (event) for (const listener of listeners) listener.onEvent(event);
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${channel}`);
      for (const listener of listeners) listener.onGap();
    } catch (error) {
      again(error as Error);
    }
  };

  void connect();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}

const types: readonly string[] = ['entry', 'message', 'question', 'approval'] satisfies LedgerEvent['type'][];

function parse(payload: string | undefined): LedgerEvent | null {
  try {
    const event = JSON.parse(payload ?? '') as LedgerEvent;
    return types.includes(event.type) ? event : null;
  } catch {
    return null;
  }
}

/** An event source of which nothing comes. */
export const noEvents: EventSource = { subscribe: () => () => {}, close: async () => {} };
