import { randomBytes } from 'node:crypto';
import { DEFAULT_CONNECTION_CONFIG, type LIDMapping, type SignalKeyStoreWithTransaction } from '@whiskeysockets/baileys';
import { and, eq } from 'drizzle-orm';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { parseKeyRing, sealBytes } from '../../database/cipher.ts';
import { channelIdentity, contact, waKey } from '../../database/schema/index.ts';
import { testDatabase } from '../../test/database.ts';
import { keyPlace } from '../session/authState.ts';
import { AddressBook, completed, watchMappings } from './mapping.ts';
import { resolveChat, resolveContact } from './resolve.ts';

const { db } = await testDatabase();
const ring = parseKeyRing(`k:${randomBytes(32).toString('base64')}`);
const session = 'main';
const log = pino({ level: 'silent' });
let persons = 0;

const someone = () => {
  persons += 1;
  return { lid: `30${persons}`, pn: `62830${persons}` };
};
const resolve = (lid: string | null, pn: string | null) => db.transaction((tx) => resolveContact(tx, { lid, pn }, undefined));
const pairOf = ({ lid, pn }: { lid: string; pn: string }): LIDMapping => ({ lid: `${lid}@lid`, pn: `${pn}@s.whatsapp.net` });
const contactOf = async (kind: 'lid' | 'pn', value: string) =>
  (
    await db
      .select()
      .from(channelIdentity)
      .where(and(eq(channelIdentity.kind, kind), eq(channelIdentity.value, value)))
  )[0]?.contactId;

describe('an address that a stanza told by half', () => {
  /** What the library keeps of a pair, as our key store seals it. */
  async function kept({ lid, pn }: { lid: string; pn: string }) {
    const rows = [
      [pn, lid],
      [`${lid}_reverse`, pn],
    ] as const;
    for (const [id, text] of rows) {
      const value = sealBytes(ring, Buffer.from(JSON.stringify(text)), keyPlace(session, 'lid-mapping', id));
      await db.insert(waKey).values({ session, type: 'lid-mapping', id, value });
    }
  }

  it('is completed by what the library knows, from either form', async () => {
    const whole = someone();
    await kept(whole);
    const context = { db, ring, session };
    expect(await completed(context, { lid: whole.lid, pn: null })).toEqual(whole);
    expect(await completed(context, { lid: null, pn: whole.pn })).toEqual(whole);
  });

  it('stays as it is when nobody knows more', async () => {
    const address = { lid: someone().lid, pn: null };
    expect(await completed({ db, ring, session }, address)).toEqual(address);
    // Pairs of one session are none of another's business.
    expect(await completed({ db, ring, session: 'other' }, address)).toEqual(address);
  });
});

describe('a pair the library learns', () => {
  const learn = async (...pairs: LIDMapping[]) => {
    const book = new AddressBook({ db, log });
    book.learn(pairs);
    await book.settled();
  };

  it('makes one contact of two, with one chat', async () => {
    const { lid, pn } = someone();
    const older = await resolve(lid, null);
    const newer = await resolve(null, pn);
    const chatId = await db.transaction((tx) => resolveChat(tx, session, older, `${lid}@lid`));
    await db.transaction((tx) => resolveChat(tx, session, newer, `${pn}@s.whatsapp.net`));
    await learn(pairOf({ lid, pn }));
    expect([await contactOf('lid', lid), await contactOf('pn', pn)]).toEqual([older, older]);
    const [signpost] = await db.select().from(contact).where(eq(contact.id, newer));
    expect(signpost?.mergedInto).toBe(older);
    expect(await db.transaction((tx) => resolveChat(tx, session, older, `${pn}@s.whatsapp.net`))).toBe(chatId);
  });

  it('gives a contact the number it was missing', async () => {
    const { lid, pn } = someone();
    const contactId = await resolve(lid, null);
    await learn(pairOf({ lid, pn }));
    expect(await contactOf('pn', pn)).toBe(contactId);
  });

  it('makes no contact of somebody who never wrote', async () => {
    const { lid, pn } = someone();
    await learn(pairOf({ lid, pn }));
    expect(await contactOf('lid', lid)).toBeUndefined();
  });

  it('comes from wherever the library learns it', async () => {
    const told: LIDMapping[] = [];
    const keys = {
      get: async () => ({}),
      set: async () => {},
      transaction: (work: () => Promise<unknown>) => work(),
      isInTransaction: () => false,
    } as unknown as SignalKeyStoreWithTransaction;
    const auth = { creds: {}, keys } as Parameters<typeof DEFAULT_CONNECTION_CONFIG.makeSignalRepository>[0];
    const whole = someone();
    const made = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, log, async () => [pairOf(whole)]);
    const repository = watchMappings(made, (pairs) => told.push(...pairs));
    // A look-up at the server, inside the library.
    await repository.lidMapping.getLIDForPN(`${whole.pn}@s.whatsapp.net`);
    expect(told).toEqual([pairOf(whole)]);
    repository.close?.();
  });
});
