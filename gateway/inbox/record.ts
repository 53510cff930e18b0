import { and, eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { KeyRing } from '../../database/cipher.ts';
import type { Database, Transaction } from '../../database/pool.ts';
import { contact, message } from '../../database/schema/index.ts';
import { messageWorkflowId } from '../../temporal/ids.ts';
import type { MessageKind } from '../../workflows/contracts.ts';
import { type Address, type Origin, originOf } from '../identity/address.ts';
import { completed } from '../identity/mapping.ts';
import { resolveChat, resolveContact, resolveGroup } from '../identity/resolve.ts';
import { type Content, type Decoded, decodePart } from './content.ts';
import { openEdit } from './edit.ts';
import { callOf, isForUs } from './group.ts';
import { openInbound } from './payload.ts';

/** A captured stanza part that has no run yet. */
export interface InboundRow {
  seq: number;
  sender: string;
  waId: string;
  part: number;
  attrs: Record<string, string>;
  payload: Buffer | null;
  receivedAt: Date;
}

/** A message that has its row. */
export interface Recorded {
  messageId: string;
  workflowId: string;
  chatId: string;
  kind: MessageKind;
  replyJid: string;
  waId: string;
  /** False when its run is known to exist. */
  needsRun: boolean;
  /** The sender was told that Catat is closed to them: no read mark, no typing sign. */
  refused: boolean;
}

export interface RecordContext {
  db: Database;
  ring: KeyRing;
  session: string;
}

/** Ids of WhatsApp clients have 16 to 32 characters; one beyond this is no client's and would not fit a workflow id. */
const waId_max = 128;

/** The captured bytes are no message. */
export class Undecodable extends Error {
  override readonly name = 'Undecodable';
}

/** A captured part that is a person's message. */
export interface Readable {
  origin: Origin;
  decoded: Decoded;
  content: NonNullable<Decoded['content']>;
}

/**
 * Reads a captured part; null when it is no message for a run.
 * @throws CipherError when the key ring does not open it; Undecodable when it is no message at all.
 */
export function readInbound({ ring, session }: RecordContext, row: InboundRow): Readable | null {
  const origin = originOf(row.attrs);
  // A recipient means the echo of another device of our own.
  if (!row.payload || !origin || row.attrs.recipient || row.waId.length > waId_max) return null;
  const plaintext = openInbound(ring, session, row, row.payload);
  const whole = decodeOrRefuse(plaintext);
  const decoded = origin.group ? callOf(origin, row.attrs, whole) : whole;
  if (!decoded) return null;
  return decoded.content && { origin, decoded, content: decoded.content };
}

function decodeOrRefuse(plaintext: Buffer): Decoded {
  try {
    return decodePart(plaintext);
  } catch (cause) {
    throw new Undecodable('captured bytes are no message', { cause });
  }
}

/**
 * Writes contact, chat and message in one transaction; the same message twice, under whatever address, is one row. Null for talk
 * in a group that is not for us.
 */
export async function recordInbound(context: RecordContext, row: InboundRow, readable: Readable): Promise<Recorded | null> {
  const { group } = readable.origin;
  return group ? recordInGroup(context, row, readable, group) : recordAnew(context, row, readable);
}

async function recordAnew(context: RecordContext, row: InboundRow, readable: Readable): Promise<Recorded> {
  const { origin } = readable;
  const sender = await completed(context, origin.sender);
  return context.db.transaction(async (tx) => {
    const contactId = await resolveContact(tx, sender, row.attrs.notify);
    const chatId = await resolveChat(tx, context.session, contactId, origin.replyJid);
    return write(tx, context, row, readable, { contactId, chatId });
  });
}

/** Talk in a group that is not for us leaves no trace, and neither do those who talk. */
async function recordInGroup(
  context: RecordContext,
  row: InboundRow,
  readable: Readable,
  group: string,
): Promise<Recorded | null> {
  const { db, session } = context;
  if (!(await isForUs(db, session, group, readable.decoded))) return null;
  const sender = await completed(context, readable.origin.sender);
  return db.transaction(async (tx) => {
    const contactId = await resolveContact(tx, sender, row.attrs.notify);
    const chatId = await resolveGroup(tx, session, group);
    return write(tx, context, row, readable, { contactId, chatId });
  });
}

async function write(
  tx: Transaction,
  context: RecordContext,
  row: InboundRow,
  { origin, decoded, content }: Readable,
  { contactId, chatId }: { contactId: string; chatId: string },
): Promise<Recorded> {
  const plain = content.kind === 'sealed-edit' ? await unseal(tx, chatId, origin.sender, content) : content;
  const kept = await insertMessage(tx, context.session, { chatId, contactId, row, decoded, content: plain });
  const [sender] = await tx.select({ refusedAt: contact.refusedAt }).from(contact).where(eq(contact.id, contactId));
  const refused = sender?.refusedAt != null;
  return { ...kept, chatId, kind: plain.kind, replyJid: origin.replyJid, waId: row.waId, refused };
}

async function insertMessage(
  tx: Transaction,
  session: string,
  input: { chatId: string; contactId: string; row: InboundRow; decoded: Decoded; content: Content },
): Promise<{ messageId: string; workflowId: string; needsRun: boolean }> {
  const { chatId, contactId, row, decoded, content } = input;
  const id = uuidv7();
  const workflowId = messageWorkflowId(session, chatId, row.waId);
  const [inserted] = await tx
    .insert(message)
    .values({
      id,
      session,
      chatId,
      contactId,
      waId: row.waId,
      ...content,
      messageSecret: decoded.messageSecret,
      workflowId,
      sentAt: sentAt(row),
      receivedAt: row.receivedAt,
    })
    .onConflictDoNothing({ target: [message.session, message.chatId, message.waId] })
    .returning({ id: message.id });
  if (inserted) return { messageId: id, workflowId, needsRun: true };
  const [earlier] = await tx
    .select({ id: message.id, workflowId: message.workflowId, stage: message.stage })
    .from(message)
    .where(and(eq(message.session, session), eq(message.chatId, chatId), eq(message.waId, row.waId)));
  if (!earlier) throw new Error('a message was neither inserted nor found');
  // Its run may not have been started yet; a run that is further than that exists.
  return { messageId: earlier.id, workflowId: earlier.workflowId, needsRun: earlier.stage === 'received' };
}

/** The server's time of the stanza, which counts seconds; a nonsense value falls back to when we got it. */
export function sentAt(row: Pick<InboundRow, 'attrs' | 'receivedAt'>): Date {
  const seconds = Number(row.attrs.t);
  return Number.isSafeInteger(seconds) && seconds > 0 ? new Date(seconds * 1000) : row.receivedAt;
}

async function unseal(
  tx: Transaction,
  chatId: string,
  sender: Address,
  edit: Extract<NonNullable<Decoded['content']>, { kind: 'sealed-edit' }>,
): Promise<Content> {
  const [original] = await tx
    .select({ secret: message.messageSecret })
    .from(message)
    .where(and(eq(message.chatId, chatId), eq(message.waId, edit.targetWaId)));
  const opened = original?.secret ? openEdit(edit, original.secret, jidsOf(sender)) : null;
  return opened ?? { kind: 'unsupported', body: null, targetWaId: edit.targetWaId, media: null, unsupported: 'sealed edit' };
}

/** The jids of a person, LID first. */
export const jidsOf = ({ lid, pn }: Origin['sender']): string[] => [
  ...(lid ? [`${lid}@lid`] : []),
  ...(pn ? [`${pn}@s.whatsapp.net`] : []),
];
