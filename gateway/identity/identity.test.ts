import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { channelIdentity, chat, contact } from '../../database/schema/index.ts';
import { testDatabase } from '../../test/database.ts';
import { originOf } from './address.ts';
import { resolveChat, resolveContact } from './resolve.ts';

const { db } = await testDatabase();

const resolve = (lid: string | null, pn: string | null, name?: string) =>
  db.transaction((tx) => resolveContact(tx, { lid, pn }, name));
const open = (contactId: string, jid: string) => db.transaction((tx) => resolveChat(tx, 'main', contactId, jid));

describe('origin of a stanza', () => {
  it.each([
    ['LID first', { from: '2000:3@lid', sender_pn: '62811@s.whatsapp.net', addressing_mode: 'lid' }, '2000@lid'],
    ['number first', { from: '62811:3@s.whatsapp.net', sender_lid: '2000@lid', addressing_mode: 'pn' }, '62811@s.whatsapp.net'],
  ])('knows both forms, %s', (_, attrs, replyJid) => {
    expect(originOf(attrs)).toEqual({ sender: { lid: '2000', pn: '62811' }, group: null, replyJid });
  });

  it('never takes the digits of a LID for a number', () => {
    expect(originOf({ from: '2000@lid' })?.sender).toEqual({ lid: '2000', pn: null });
  });

  it('tells the author of a group message from the group', () => {
    const attrs = { from: '1203@g.us', participant: '2000@lid', participant_pn: '62811@s.whatsapp.net' };
    expect(originOf(attrs)).toEqual({ sender: { lid: '2000', pn: '62811' }, group: '1203@g.us', replyJid: '1203@g.us' });
  });

  it('has none for the server itself', () => {
    expect(originOf({ from: 's.whatsapp.net' })).toBeNull();
  });
});

describe('one person', () => {
  it('is one contact under both forms, and gains the form that was missing', async () => {
    const first = await resolve('1', null, 'Ana');
    expect(await resolve('1', '6281')).toBe(first);
    expect(await resolve(null, '6281')).toBe(first);
    const [row] = await db.select().from(contact).where(eq(contact.id, first));
    expect(row?.displayName).toBe('Ana');
  });

  it('who wrote under each form alone becomes the older contact, with one chat from then on', async () => {
    const older = await resolve('2', null);
    const newer = await resolve(null, '6282');
    expect(newer).not.toBe(older);
    const kept = await open(older, '2@lid');
    await open(newer, '6282@s.whatsapp.net');

    expect(await resolve('2', '6282')).toBe(older);
    const identities = await db.select().from(channelIdentity).where(eq(channelIdentity.contactId, older));
    expect(identities.map(({ kind, value }) => `${kind}:${value}`).sort()).toEqual(['lid:2', 'pn:6282']);
    expect(await open(older, '6282@s.whatsapp.net')).toBe(kept);
    const [row] = await db
      .select()
      .from(chat)
      .where(and(eq(chat.session, 'main'), eq(chat.contactId, older)));
    expect(row?.replyJid).toBe('6282@s.whatsapp.net');
  });

  it('keeps the only chat there was', async () => {
    const older = await resolve('3', null);
    const newer = await resolve(null, '6283');
    const only = await open(newer, '6283@s.whatsapp.net');
    await resolve('3', '6283');
    expect(await open(older, '3@lid')).toBe(only);
  });
});
