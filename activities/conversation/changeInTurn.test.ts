import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { chat, contact, message } from '../../database/schema/index.ts';
import { testDatabase } from '../../test/database.ts';
import { createConversationActivities } from './activities.ts';

/** A change of a message that takes long to be read, as in a backlog after an outage. */

const { db } = await testDatabase();
const { openMessage } = createConversationActivities({
  db,
  access: { mode: 'open', numbers: new Set() },
  decide: async () => null,
});
const minute_ms = 60_000;
let count = 0;

/** Opens an edit that came some minutes ago, of a message in a stage. */
async function openEdit(stage: 'received' | 'reading' | 'failed', minutesAgo: number) {
  const [contactId, chatId] = [uuidv7(), uuidv7()];
  count += 1;
  await db.insert(contact).values({ id: contactId, displayName: 'Ana', greetedAt: new Date() });
  await db.insert(chat).values({ id: chatId, session: 'main', kind: 'direct', contactId, replyJid: `5${count}@lid` });
  const receivedAt = new Date(Date.now() - minutesAgo * minute_ms);
  const common = { session: 'main', chatId, contactId, sentAt: receivedAt, receivedAt };
  const [original, edit] = [`WA${count}`, `EDIT${count}`];
  const messageId = uuidv7();
  await db.insert(message).values([
    { ...common, id: uuidv7(), waId: original, kind: 'text', body: 'beli kopi 25rb', stage, workflowId: `msg/${original}` },
    {
      ...common,
      id: messageId,
      waId: edit,
      kind: 'edit',
      body: 'beli kopi 30rb',
      targetWaId: original,
      workflowId: `msg/${edit}`,
    },
  ]);
  return openMessage({ messageId });
}

it.each(['received', 'reading'] as const)('waits for a message that is still %s after minutes', async (stage) => {
  expect(await openEdit(stage, 5)).toEqual({ route: 'wait' });
});

it('does not wait for a message that came to nothing', async () => {
  expect(await openEdit('failed', 0)).toEqual({ route: 'settled', outbound: [] });
});

it('does not wait for ever', async () => {
  expect(await openEdit('reading', 11)).toEqual({ route: 'settled', outbound: [] });
});
