import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../database/pool.ts';
import { chat, contact, type MediaDescriptor, message } from '../database/schema/index.ts';

/** An incoming message of a new person, as the gateway leaves it. Returns its id. */
export async function insertMessage(
  db: Database,
  content: { kind: 'voice' | 'image' | 'document'; media: MediaDescriptor | null },
): Promise<string> {
  const [contactId, chatId, id] = [uuidv7(), uuidv7(), uuidv7()];
  const waId = randomBytes(9).toString('hex').toUpperCase();
  await db.insert(contact).values({ id: contactId });
  await db.insert(chat).values({ id: chatId, session: 'main', kind: 'direct', contactId, replyJid: `${waId}@lid` });
  await db.insert(message).values({
    id,
    session: 'main',
    chatId,
    contactId,
    waId,
    ...content,
    workflowId: `msg/main/${chatId}/${waId}`,
    sentAt: new Date(),
  });
  return id;
}
