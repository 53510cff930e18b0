import type { Session } from '../session/session.ts';

/** Blue ticks are collected this long, so that a burst is one receipt. */
const batch_ms = 250;
/** Beyond this the oldest are dropped: a read mark is a courtesy. */
const pending_max = 1_000;

/** Marks messages as read, batched. Call only once a message is durable: blue means that Catat has it. */
export class ReadMarks {
  private readonly session: Session;
  private pending: { remoteJid: string; id: string }[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(session: Session) {
    this.session = session;
  }

  add(remoteJid: string, waId: string): void {
    if (this.pending.length >= pending_max) this.pending.shift();
    this.pending.push({ remoteJid, id: waId });
    this.timer ??= setTimeout(() => this.flush(), batch_ms);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private flush(): void {
    this.timer = null;
    const keys = this.pending;
    this.pending = [];
    // Lost ticks harm nobody: the socket may be gone by now.
    this.session.openSocket?.readMessages(keys).catch(() => {});
  }
}
