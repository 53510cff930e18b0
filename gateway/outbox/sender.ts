import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { WASocket } from '@whiskeysockets/baileys';
import type { Database } from '../../database/pool.ts';
import type { SendActivities } from '../../workflows/contracts.ts';
import type { Logger } from '../libraryLog.ts';
import type { Session } from '../session/session.ts';
import { Acks, Refused } from './acks.ts';
import { contentOf, protoOf, quotedMessage, targetOf } from './content.ts';
import { Pace, type PaceSettings } from './pace.ts';
import { findOutbound, findTarget, markAcked, markReceipts, markRefused, markSent, type Outbound } from './store.ts';
import type { TypingSigns } from './typing.ts';

/** A turn this far away gives its worker slot back and returns at its time. */
const patience_ms = 1_500;
/** Status numbers of Baileys' `messages.update`: delivered to the phone, read (4) or played (5). */
const deliveredStatus = 3;
const readStatus = 4;

export interface SenderOptions {
  db: Database;
  session: Session;
  typing: TypingSigns;
  pace?: PaceSettings;
  /** Told when the server has said yes or no to a message. */
  onSettled(state: 'acked' | 'refused'): void;
  log: Logger;
}

/** Sends planned messages: each with its own WhatsApp id, done at the server's ack, in the pace and order of its chat. */
export class Sender implements Pick<SendActivities, 'send'> {
  private readonly db: Database;
  private readonly session: Session;
  private readonly typing: TypingSigns;
  private readonly onSettled: (state: 'acked' | 'refused') => void;
  private readonly log: Logger;
  private readonly acks = new Acks();
  private readonly pace: Pace;
  /** Last send of each chat with one under way: sends of a chat follow each other. */
  private readonly chats = new Map<string, Promise<void>>();
  /** Time of the turn of each message that has taken one. */
  private readonly turns = new Map<string, number>();

  constructor(options: SenderOptions) {
    this.db = options.db;
    this.session = options.session;
    this.typing = options.typing;
    this.onSettled = options.onSettled;
    this.log = options.log;
    this.pace = new Pace(options.pace);
    this.session.on('open', (socket) => this.listen(socket));
    this.session.on('closed', () => this.acks.abandon());
  }

  /** Activity: an ApplicationFailure that is not retryable means that WhatsApp refused. */
  readonly send = async ({ outboundId }: { outboundId: string }): Promise<void> => {
    const outbound = await findOutbound(this.db, outboundId);
    if (!outbound || outbound.session !== this.session.id)
      throw ApplicationFailure.nonRetryable(`no outbound ${outboundId} in this session`, 'Internal');
    if (outbound.state === 'refused') throw refusal(outbound.refusal ?? 'unknown');
    if (outbound.state === 'acked') return;
    await this.turn(outbound);
    await this.inChatOrder(outbound.chatId, () => this.deliver(outbound));
  };

  /** The person of a chat wrote: an answer may go out at once. */
  heard(chatId: string): void {
    this.pace.earn(chatId);
  }

  /** Resolves when no send is under way, or after `limit_ms`. */
  async drain(limit_ms: number): Promise<void> {
    await Promise.race([Promise.allSettled(this.chats.values()), sleep(limit_ms, undefined, { ref: false })]);
  }

  private async turn({ id, chatId }: Outbound): Promise<void> {
    const turn = this.turns.get(id) ?? Date.now() + this.pace.reserve(chatId);
    const wait = turn - Date.now();
    if (wait <= patience_ms) {
      this.turns.delete(id);
      if (wait > 0) await sleep(wait);
      return;
    }
    this.turns.set(id, turn);
    throw ApplicationFailure.create({
      message: 'waiting for its turn in the chat',
      type: 'Unavailable',
      nextRetryDelay: wait,
      category: ApplicationFailureCategory.BENIGN,
    });
  }

  private async inChatOrder(chatId: string, work: () => Promise<void>): Promise<void> {
    const before = this.chats.get(chatId) ?? Promise.resolve();
    const mine = before.catch(() => {}).then(work);
    this.chats.set(chatId, mine);
    try {
      await mine;
    } finally {
      if (this.chats.get(chatId) === mine) this.chats.delete(chatId);
    }
  }

  private async deliver(outbound: Outbound): Promise<void> {
    const { id, waId, jid } = outbound;
    const socket = this.session.openSocket;
    if (!socket) throw unavailable('the WhatsApp socket is closed');
    let sent: Promise<void> = Promise.resolve();
    try {
      await this.acks.during(waId, async () => {
        await this.write(socket, outbound);
        sent = markSent(this.db, id);
        // Whoever waits for the ack sees this failure with its own write.
        sent.catch(() => {});
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw unavailable(error instanceof Error ? error.name : 'unknown');
      await markRefused(this.db, id, error.code);
      this.onSettled('refused');
      this.log.error({ outboundId: id, waId, code: error.code }, 'WhatsApp refused a message');
      throw refusal(error.code);
    }
    await sent;
    await markAcked(this.db, id);
    this.onSettled('acked');
    if (outbound.payload.kind !== 'reaction') this.typing.end(jid);
  }

  private async write(socket: WASocket, outbound: Outbound): Promise<void> {
    const { payload, jid, chatId, waId } = outbound;
    const about = targetOf(payload);
    const target = about ? await findTarget(this.db, chatId, about) : undefined;
    if (payload.kind === 'document') {
      // The file lies at WhatsApp already: only where it lies is told.
      await socket.relayMessage(jid, protoOf(outbound, target), { messageId: waId });
      return;
    }
    const quoted = payload.kind === 'text' && about ? quotedMessage(jid, about, target) : undefined;
    await socket.sendMessage(jid, contentOf(payload, jid, target), { messageId: waId, ...(quoted ? { quoted } : {}) });
  }

  private listen(socket: WASocket): void {
    this.acks.attach(socket);
    socket.ev.on('messages.update', (updates) => {
      const reported = (from: number, to: number) =>
        updates.flatMap(({ key, update }) =>
          key.fromMe && key.id && (update.status ?? 0) >= from && (update.status ?? 0) <= to ? [key.id] : [],
        );
      void this.record(reported(deliveredStatus, deliveredStatus), 'delivered');
      void this.record(reported(readStatus, readStatus + 1), 'read');
    });
  }

  private async record(waIds: string[], receipt: 'delivered' | 'read'): Promise<void> {
    if (waIds.length === 0) return;
    await markReceipts(this.db, this.session.id, waIds, receipt).catch(() =>
      this.log.warn({ count: waIds.length, receipt }, 'receipts were not recorded'),
    );
  }
}

/** Type of the failure when the server said no: a retry counts as another try to reach out and makes a restriction worse. */
const refusal = (code: string) => ApplicationFailure.nonRetryable(`WhatsApp refused with code ${code}`, 'SendRefused');

const unavailable = (why: string) => ApplicationFailure.create({ message: why, type: 'Unavailable', nonRetryable: false });
