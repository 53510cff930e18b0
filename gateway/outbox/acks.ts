import type { BinaryNode, WASocket } from '@whiskeysockets/baileys';

/**
 * The server answers within a second; longer means that the socket is dead without knowing it. Below the 15 s the workflow
 * gives a send, so that the failure is ours and says why.
 */
const ack_timeout_ms = 8_000;

/** The server refused a message: sending it again makes things worse. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;

  constructor(code: string) {
    super(`WhatsApp refused the message with code ${code}`);
    this.code = code;
  }
}

/** No answer came, or the socket closed first: the same id may be sent again. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}

/** Acks of outgoing messages. Baileys resolves a send at the socket write; the server's yes makes no event, only this stanza. */
export class Acks {
  private readonly waiting = new Map<string, Waiting>();

  /** Listens on a new socket. */
  attach(socket: WASocket): void {
    socket.ws.on('CB:ack,class:message', ({ attrs }: BinaryNode) => {
      const waiting = this.waiting.get(attrs.id ?? '');
      if (attrs.error) waiting?.reject(new Refused(attrs.error));
      else waiting?.resolve();
    });
  }

  /** The socket is gone: nothing that waits will be answered. */
  abandon(): void {
    for (const { reject } of [...this.waiting.values()]) reject(new Unanswered('the socket closed before the ack'));
  }

  /** Sends, and resolves at the server's ack. @throws Refused, Unanswered, or what `send` throws */
  async during(waId: string, send: () => Promise<unknown>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const answered = new Promise<void>((resolve, reject) => {
      this.waiting.set(waId, { resolve, reject });
      timer = setTimeout(() => reject(new Unanswered('no ack in time')), ack_timeout_ms);
    });
    // The answer may fail while the write is still under way.
    answered.catch(() => {});
    try {
      await send();
      await answered;
    } finally {
      clearTimeout(timer);
      this.waiting.delete(waId);
    }
  }
}
