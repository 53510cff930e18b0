import type { DraftEntry } from '../language/interpretation.ts';
import type { Decision } from './contracts.ts';

/** What was decided about a run and not looked at yet, in order. */
export class Decisions {
  private waiting: Decision[] = [];

  add(decision: Decision): void {
    this.waiting.push(decision);
  }

  get count(): number {
    return this.waiting.length;
  }

  next(): Decision | null {
    return this.waiting.shift() ?? null;
  }

  /** Somebody took the message back. */
  get withdrawn(): boolean {
    return this.waiting.some(({ reply }) => reply.kind === 'no');
  }

  /** Entries other messages have brought, taken out of the queue. */
  takeJoined(): DraftEntry[] {
    const joined = this.joined;
    this.waiting = this.waiting.filter(({ reply }) => reply.kind !== 'join');
    return joined;
  }

  /** In the order their messages came, whichever was read first. */
  get joined(): DraftEntry[] {
    const inOrder = [...this.waiting].sort((one, other) => ((one.messageId ?? '') < (other.messageId ?? '') ? -1 : 1));
    return inOrder.flatMap(({ reply }) => (reply.kind === 'join' ? reply.entries : []));
  }
}
