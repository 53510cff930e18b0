import { startNetwork } from '../../dev/whatsapp/network.ts';

/** A phone line as the local WhatsApp network lists it. */
export interface Line {
  id: string;
  from: string;
  text?: string;
  quote?: unknown;
  reaction?: unknown;
}

export interface Trace {
  event: string;
  id?: string;
  type?: string;
  error?: string;
  sealed?: string;
}

export interface TestNetwork {
  url: string;
  rootKeyHex: string;
  call<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** A phone says something; resolves with the id of the message. */
  say(phone: string, text: string): Promise<string>;
  /** What the gateway has said on a phone so far. */
  heard(phone: string): Promise<Line[]>;
  link(qr: string): Promise<void>;
  traces(): Promise<Trace[]>;
  /** Messages the server keeps for the gateway. */
  queued(): Promise<number>;
  close(): Promise<void>;
}

/** A local WhatsApp network in memory. */
export async function testNetwork(): Promise<TestNetwork> {
  const network = await startNetwork({ dataDir: null });
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(network.httpUrl + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    url: network.url,
    rootKeyHex: network.rootKeyHex,
    call,
    say: async (phone, text) => (await call<{ id: string }>('POST', `/phones/${phone}/messages`, { text })).id,
    heard: (phone) => call('GET', `/phones/${phone}/messages?from=catat`),
    link: async (qr) => void (await call('POST', '/link', { qr })),
    traces: () => call('GET', '/admin/traces'),
    queued: async () => (await call<unknown[]>('GET', '/admin/queue')).length,
    close: () => network.close(),
  };
}
