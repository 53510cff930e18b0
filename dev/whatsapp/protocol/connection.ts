import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import type { WebSocket } from 'ws';
import type { ServerCertificate } from './certificate.ts';
import { NoiseResponder } from './noise.ts';

/** What the owner of a connection does with it. */
export interface ConnectionHandler {
  hello(connection: Connection, client: { noiseKey: Buffer; payload: proto.ClientPayload }): void;
  node(connection: Connection, node: BinaryNode): Promise<void>;
  closed(connection: Connection): void;
  failed(error: unknown): void;
}

/** One client socket: handshake, then encrypted stanzas handled strictly one after another. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #noise: NoiseResponder;
  readonly #handler: ConnectionHandler;
  #phase: 'hello' | 'finish' | 'open' = 'hello';
  #work: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, certificate: ServerCertificate, handler: ConnectionHandler) {
    this.#socket = socket;
    this.#noise = new NoiseResponder(certificate);
    this.#handler = handler;
    socket.on('message', (data: Buffer) => {
      this.#work = this.#work.then(() => this.#receive(data)).catch((error: unknown) => this.#fail(error));
    });
    socket.on('error', (error) => handler.failed(error));
    socket.on('close', () => handler.closed(this));
  }

  get isOpen(): boolean {
    return this.#phase === 'open' && this.#socket.readyState === this.#socket.OPEN;
  }

  send(node: BinaryNode): void {
    if (this.isOpen) this.#socket.send(this.#noise.seal(node));
  }

  /** Ends the connection after what was sent went out. */
  close(): void {
    this.#socket.close();
  }

  /** Cuts the connection at once, as a lost network does. */
  terminate(): void {
    this.#socket.terminate();
  }

  async #receive(data: Buffer): Promise<void> {
    for (const frame of this.#noise.frames(data)) {
      if (this.#phase === 'hello') {
        this.#socket.send(this.#noise.hello(frame));
        this.#phase = 'finish';
      } else if (this.#phase === 'finish') {
        const { clientStatic, payload } = this.#noise.finish(frame);
        this.#phase = 'open';
        this.#handler.hello(this, { noiseKey: clientStatic, payload });
      } else {
        await this.#handler.node(this, await this.#noise.open(frame));
      }
    }
  }

  #fail(error: unknown): void {
    this.#handler.failed(error);
    this.terminate();
  }
}
