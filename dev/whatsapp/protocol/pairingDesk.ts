import { type BinaryNode, getBinaryNodeChild, type proto } from '@whiskeysockets/baileys';
import type { TraceLog } from '../faults.ts';
import type { Account, Device } from '../model.ts';
import type { Connection } from './connection.ts';
import { pairDevice, pairSuccess, parseQr, readDevice } from './pairing.ts';
import { CodePairing, refreshRequest, stageOf } from './pairingCode.ts';
import { result } from './queries.ts';

/** A client that shows its QR code and waits for a scan. */
interface Waiting {
  noiseKey: Buffer;
  data: proto.ClientPayload.IDevicePairingRegistrationData;
  scanned: { account: Account; device: Device; done: () => void } | null;
  /** Its wish to be paired by a code instead. */
  hello: BinaryNode | null;
  typed: CodePairing | null;
}

export type LinkResult =
  | { linked: true; number: string; device: number }
  | { linked: false; reason: 'bad_qr' | 'not_waiting' | 'no_answer' };

/** A scanned client answers within milliseconds; after this the scan has failed. */
const PAIRING_TIMEOUT_MS = 10_000;
interface PairingParts {
  traces: TraceLog;
  /** The client has signed its new identity. */
  onPaired(connection: Connection, account: Account, device: Device): void;
  onFailure(error: unknown): void;
}

/** Clients that wait to become the linked device of an account: by a QR code that is scanned, or a code that is typed. */
export class PairingDesk {
  readonly #parts: PairingParts;
  readonly #waiting = new Map<Connection, Waiting>();

  constructor(parts: PairingParts) {
    this.#parts = parts;
  }

  add(connection: Connection, noiseKey: Buffer, data: proto.ClientPayload.IDevicePairingRegistrationData): void {
    this.#waiting.set(connection, { noiseKey, data, scanned: null, hello: null, typed: null });
    connection.send(pairDevice());
  }

  delete(connection: Connection): void {
    this.#waiting.delete(connection);
  }

  close(): void {
    for (const connection of this.#waiting.keys()) connection.terminate();
  }

  /** A phone scans a QR code: the client that shows it becomes the linked device of the account. */
  link(qr: string, account: Account): Promise<LinkResult> {
    const code = parseQr(qr);
    if (!code) return Promise.resolve({ linked: false, reason: 'bad_qr' });
    const found = [...this.#waiting].find(([, { noiseKey }]) => noiseKey.equals(code.noiseKey));
    if (!found) return Promise.resolve({ linked: false, reason: 'not_waiting' });
    const [connection, waiting] = found;
    return this.#await(waiting, account, (device) => connection.send(pairSuccess(account, device, code.advSecret)));
  }

  /** The owner of a phone types the code a client shows. */
  linkByCode(code: string, account: Account): Promise<LinkResult> {
    const found = [...this.#waiting].find(([, { hello }]) => hello !== null);
    const hello = found?.[1].hello;
    if (!found || !hello) return Promise.resolve({ linked: false, reason: 'not_waiting' });
    const [connection, waiting] = found;
    const typed = new CodePairing(hello, account.primary.identityKey);
    waiting.typed = typed;
    return this.#await(waiting, account, () =>
      typed.typed(code).then(
        (answer) => connection.send(answer),
        (error: unknown) => this.#parts.onFailure(error),
      ),
    );
  }

  /** Asks the clients that wait for a scan for a new secret; returns how many. */
  refresh(): number {
    for (const connection of this.#waiting.keys()) connection.send(refreshRequest());
    return this.#waiting.size;
  }

  #await(waiting: Waiting, account: Account, begin: (device: Device) => void): Promise<LinkResult> {
    const device = readDevice(account.devices + 1, waiting.noiseKey, waiting.data);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ linked: false, reason: 'no_answer' }), PAIRING_TIMEOUT_MS);
      const done = (): void => {
        clearTimeout(timer);
        resolve({ linked: true, number: account.number, device: device.id });
      };
      waiting.scanned = { account, device, done };
      begin(device);
    });
  }

  /** Takes a stanza of a client that waits; false when the client is none of them. */
  node(connection: Connection, node: BinaryNode): boolean {
    const waiting = this.#waiting.get(connection);
    if (!waiting) return false;
    const { id, class: acknowledged } = node.attrs;
    if (node.tag === 'ack') this.#parts.traces.add({ account: '', event: 'ack', id, type: acknowledged });
    if (node.tag === 'iq') this.#query(connection, waiting, node);
    return true;
  }

  #query(connection: Connection, waiting: Waiting, node: BinaryNode): void {
    const stage = stageOf(node);
    if (stage === 'companion_hello') waiting.hello = node;
    if (node.attrs.type === 'get' || stage) connection.send(result(node, []));
    if (!waiting.scanned) return;
    const { account, device, done } = waiting.scanned;
    const secret = stage === 'companion_finish' && waiting.typed?.agreed(node);
    if (secret) connection.send(pairSuccess(account, device, secret));
    if (!getBinaryNodeChild(node, 'pair-device-sign')) return;
    this.#parts.onPaired(connection, account, device);
    done();
  }
}
