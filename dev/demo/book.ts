import { and, eq, isNull } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { type Database, enterBook, type Transaction } from '../../database/pool.ts';
import { channelIdentity, chat, contact, entry, message, type messageStage } from '../../database/schema/index.ts';
import { localDate } from '../../language/calendar.ts';
import { createEntry, type NewEntry, type Origin } from '../../ledger/post.ts';
import { type Random, seeded } from '../chaos/random.ts';

/** WhatsApp session of the local network: where the people of the demo write. */
const session = 'main';
export const timezone = 'Asia/Jakarta';

export interface Person {
  contactId: string;
  name: string;
}

/** One entry of the story: what somebody wrote to Catat, or what staff typed in at the desk. */
export interface Told {
  by: Person | { staffId: string };
  entry: NewEntry;
  /** Local hour and minute it was written at. */
  at: [number, number];
  voice?: boolean;
}

/** What the days told so far have put into each wallet or taken out of it, so that nobody pays what they do not have. */
export class Purses {
  readonly #held = new Map<string, number>();

  /** Rupiah. */
  held(wallet: string): number {
    return this.#held.get(wallet) ?? 0;
  }

  /** Counts a day, and hands it on. */
  after(told: Told[]): Told[] {
    for (const line of told) this.#count(line.entry);
    return told;
  }

  #count({ type, amount, wallet, toWallet }: NewEntry): void {
    const add = (to: string, rupiah: number) => this.#held.set(to, this.held(to) + rupiah);
    add(wallet, type === 'income' ? Number(amount) : -Number(amount));
    if (toWallet) add(toWallet, Number(amount));
  }
}

/** Whole thousands of rupiah as the ledger takes them. */
export const thousand = (count: number): string => String(count * 1_000);

/** The story is the same each time: so are its numbers. */
export const dice = (seed: number): Random & { pick<T>(list: readonly T[]): T } => {
  const random = seeded(seed);
  return {
    ...random,
    pick: (list) => {
      const chosen = list[random.between(0, list.length - 1)];
      if (chosen === undefined) throw new RangeError('nothing to pick from');
      return chosen;
    },
  };
};

/** The days of half a year up to yesterday, oldest first: nothing of the demo lies in the future. */
export function halfYear(now: Date): string[] {
  const days = 183;
  const day_ms = 86_400_000;
  return Array.from({ length: days }, (_, index) => localDate(new Date(now.getTime() - (days - index) * day_ms), timezone));
}

/** A book of the demo and those who write in it. */
export class DemoBook {
  readonly id: string;
  readonly #db: Database;
  readonly #chats = new Map<string, string>();

  constructor(db: Database, id: string) {
    this.#db = db;
    this.id = id;
  }

  /** Runs commands in the book, in the name of somebody. */
  run<T>(actor: string, work: (tx: Transaction, origin: Origin & { bookId: string }) => Promise<T>): Promise<T> {
    return this.#db.transaction(async (tx) => {
      await enterBook(tx, this.id);
      return work(tx, { bookId: this.id, messageId: null, workflowId: null, decidedBy: actor, source: 'desk' });
    });
  }

  /** Finds or makes a person of the demo by their (made up) number. */
  async person(name: string, number: string): Promise<Person> {
    return this.#db.transaction(async (tx) => {
      const identity = and(eq(channelIdentity.kind, 'pn'), eq(channelIdentity.value, number));
      const [known] = await tx.select().from(channelIdentity).where(identity);
      if (known) return { contactId: known.contactId, name };
      const contactId = uuidv7();
      await tx.insert(contact).values({ id: contactId, displayName: name, greetedAt: new Date(), admittedAt: new Date() });
      await tx.insert(channelIdentity).values({ kind: 'pn', value: number, contactId });
      return { contactId, name };
    });
  }

  /** Where a person writes: the group of the book, or their own chat. */
  async chatOf({ contactId }: Person, number: string, group: boolean): Promise<void> {
    await this.#db.transaction(async (tx) => {
      const mine = group
        ? eq(chat.id, this.id)
        : and(eq(chat.session, session), eq(chat.contactId, contactId), isNull(chat.groupJid));
      const [known] = await tx.select({ id: chat.id }).from(chat).where(mine);
      const id = known?.id ?? (group ? this.id : uuidv7());
      const direct = { kind: 'direct', contactId, replyJid: `${number}@s.whatsapp.net` } as const;
      const shared = { kind: 'group', groupJid: `${this.id}@g.us`, replyJid: `${this.id}@g.us` } as const;
      if (!known) await tx.insert(chat).values({ id, session, ...(group ? shared : direct) });
      this.#chats.set(contactId, id);
    });
  }

  /** Books one day of the story. @returns ids of the entries, in order. */
  async day(told: readonly Told[]): Promise<string[]> {
    const ids: string[] = [];
    await this.#db.transaction(async (tx) => {
      await enterBook(tx, this.id);
      for (const line of told) ids.push(await this.#book(tx, line));
    });
    return ids;
  }

  async #book(tx: Transaction, { by, entry: booked, at, voice = false }: Told): Promise<string> {
    if ('staffId' in by)
      return createEntry(tx, {
        bookId: this.id,
        messageId: null,
        workflowId: null,
        decidedBy: by.staffId,
        source: 'desk',
        entry: booked,
      });
    const body = wordsOf(booked);
    const { messageId, workflowId } = await this.wrote(tx, by, { body, on: booked.occurredOn, at, stage: 'booked', voice });
    const quote = { source: voice ? 'transcript' : 'text', quote: body } as const;
    const evidence = [
      { field: 'amount', ...quote },
      { field: 'note', ...quote },
    ] as const;
    const origin = { bookId: this.id, messageId, workflowId, decidedBy: by.contactId, source: 'chat' } as const;
    return createEntry(tx, { ...origin, entry: { ...booked, evidence } });
  }

  /** A message somebody wrote, and what became of it. */
  async wrote(
    tx: Transaction,
    by: Person,
    told: {
      body: string;
      on: string;
      at: [number, number];
      stage: (typeof messageStage.enumValues)[number];
      voice?: boolean;
      failure?: string;
    },
  ): Promise<{ messageId: string; workflowId: string }> {
    const { body, on, at, stage, voice = false, failure = null } = told;
    const chatId = this.#chats.get(by.contactId);
    if (!chatId) throw new Error(`${by.name} has no chat`);
    const [hour, minute] = at.map((part) => String(part).padStart(2, '0'));
    const sentAt = new Date(`${on}T${hour}:${minute}:00+07:00`);
    // Message lists go by id, which grows with the time it was sent.
    const id = uuidv7({ msecs: sentAt.getTime() });
    const waId = id.replaceAll('-', '').toUpperCase();
    const workflowId = `msg/${session}/${chatId}/${waId}`;
    const heard = { text: body, alternative: null, language: 'id', confidence: 0.93, numberConfidence: 0.9 };
    await tx.insert(message).values({
      id,
      session,
      chatId,
      contactId: by.contactId,
      waId,
      kind: voice ? 'voice' : 'text',
      body: voice ? null : body,
      transcript: voice ? { ...heard, engine: 'demo', model: 'demo', ms: 900 } : null,
      workflowId,
      stage,
      failure,
      sentAt,
      receivedAt: sentAt,
      closedAt: sentAt,
    });
    return { messageId: id, workflowId };
  }

  /** An entry of the story by the words of its note, the latest first. */
  async find(tx: Transaction, note: string): Promise<string | null> {
    const meant = and(eq(entry.bookId, this.id), eq(entry.note, note), isNull(entry.voidedBy), isNull(entry.reversalOf));
    const rows = await tx.select({ id: entry.id }).from(entry).where(meant).orderBy(entry.occurredOn, entry.id);
    return rows.at(-1)?.id ?? null;
  }
}

/** As people write it: "beli beras 68rb di Pasar Minggu". */
function wordsOf({ note, amount, merchant }: NewEntry): string {
  const value = Number(amount);
  const told = value >= 1_000_000 ? `${(value / 1_000_000).toString().replace('.', ',')}jt` : `${value / 1_000}rb`;
  return `${note} ${told}${merchant ? ` di ${merchant}` : ''}`;
}
