import type { LIDMapping, SocketConfig } from '@whiskeysockets/baileys';
import { and, eq, inArray, or } from 'drizzle-orm';
import { type KeyRing, openBytes } from '../../database/cipher.ts';
import type { Database } from '../../database/pool.ts';
import { channelIdentity, waKey } from '../../database/schema/index.ts';
import type { Logger } from '../libraryLog.ts';
import { keyPlace } from '../session/authState.ts';
import { type Address, formOf } from './address.ts';
import { resolveContact } from './resolve.ts';

/**
 * The second source of who is who, besides the stanzas: the pairs of LID and phone number the library learns from history,
 * contact look-ups and WhatsApp's own notices. It keeps them among the keys of the session.
 */

type SignalRepository = ReturnType<SocketConfig['makeSignalRepository']>;
type Whole = Address & { lid: string; pn: string };

/** Pairs remembered as known; beyond it all are looked up again. */
const learnt_max = 20_000;

/** Tells of each pair the library keeps, once it is kept. */
export function watchMappings(repository: SignalRepository, onPairs: (pairs: LIDMapping[]) => void): SignalRepository {
  const { lidMapping } = repository;
  const store = lidMapping.storeLIDPNMappings.bind(lidMapping);
  lidMapping.storeLIDPNMappings = async (pairs) => {
    await store(pairs);
    onPairs(pairs);
  };
  return repository;
}

/** An address with the form the stanza did not tell, as far as the library knows it. @throws CipherError */
export async function completed(
  { db, ring, session }: { db: Database; ring: KeyRing; session: string },
  address: Address,
): Promise<Address> {
  if (address.lid && address.pn) return address;
  const type = 'lid-mapping';
  const id = address.pn ?? `${address.lid}_reverse`;
  const [row] = await db
    .select({ value: waKey.value })
    .from(waKey)
    .where(and(eq(waKey.session, session), eq(waKey.type, type), eq(waKey.id, id)));
  if (!row) return address;
  const other: unknown = JSON.parse(openBytes(ring, row.value, keyPlace(session, type, id)).toString());
  if (typeof other !== 'string') return address;
  return { lid: address.lid ?? other, pn: address.pn ?? other };
}

/** Gives contacts the address they lack, and merges two that turn out to be one person, as pairs become known. */
export class AddressBook {
  private readonly db: Database;
  private readonly log: Logger;
  private readonly learnt = new Set<string>();
  private work: Promise<void> = Promise.resolve();

  constructor({ db, log }: { db: Database; log: Logger }) {
    this.db = db;
    this.log = log;
  }

  /** Takes pairs in, in the background: a pair that cannot be written now is learnt when it comes again. */
  learn(pairs: readonly LIDMapping[]): void {
    const fresh = pairs.map(wholeOf).filter((whole) => whole !== null && !this.learnt.has(keyOf(whole))) as Whole[];
    if (fresh.length === 0) return;
    if (this.learnt.size > learnt_max) this.learnt.clear();
    for (const whole of fresh) this.learnt.add(keyOf(whole));
    this.work = this.work
      .then(() => this.write(fresh))
      .catch((error: Error) => {
        for (const whole of fresh) this.learnt.delete(keyOf(whole));
        this.log.warn({ error: error.name, pairs: fresh.length }, 'addresses were not learnt');
      });
  }

  /** Resolves when what was taken in is written. */
  settled(): Promise<void> {
    return this.work;
  }

  private async write(pairs: Whole[]): Promise<void> {
    const known = await this.db
      .select({ kind: channelIdentity.kind, value: channelIdentity.value, contactId: channelIdentity.contactId })
      .from(channelIdentity)
      .where(or(isAmong('lid', pairs), isAmong('pn', pairs)));
    const contactOf = new Map(known.map(({ kind, value, contactId }) => [`${kind}/${value}`, contactId]));
    for (const whole of pairs) {
      const [lid, pn] = [contactOf.get(`lid/${whole.lid}`), contactOf.get(`pn/${whole.pn}`)];
      // Nobody of ours, or nothing new.
      if (lid === pn) continue;
      await this.db.transaction((tx) => resolveContact(tx, whole, undefined));
    }
  }
}

const isAmong = (kind: 'lid' | 'pn', pairs: Whole[]) =>
  and(
    eq(channelIdentity.kind, kind),
    inArray(
      channelIdentity.value,
      pairs.map((whole) => whole[kind]),
    ),
  );

function wholeOf(pair: LIDMapping): Whole | null {
  const [one, other] = [formOf(pair.lid), formOf(pair.pn)];
  const lid = one.lid ?? other.lid;
  const pn = one.pn ?? other.pn;
  return lid && pn ? { lid, pn } : null;
}

const keyOf = ({ lid, pn }: Whole): string => `${lid}/${pn}`;
