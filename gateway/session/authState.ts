import type { AuthenticationCreds, SignalDataSet, SignalDataTypeMap } from '@whiskeysockets/baileys';
import { BufferJSON, initAuthCreds, proto } from '@whiskeysockets/baileys';
import type pg from 'pg';
import { type KeyRing, openBytes, sealBytes } from '../../database/cipher.ts';
import { isDataError } from '../inbox/dataError.ts';
import { sealInbound } from '../inbox/payload.ts';
import { Gather } from './gather.ts';
import { KeyCache } from './keyCache.ts';

/** A decrypted stanza part on its way into `wa_inbound`, in the same commit as its ratchet step. */
export interface InboundPart {
  sender: string;
  waId: string;
  part: number;
  attrs: Record<string, string>;
  /** Padded, as decrypted. */
  plaintext: Uint8Array;
}

/** Pseudo key type that carries {@link InboundPart}s through Baileys' transaction into our commit. */
export const inboundType = 'inbound';

/** Another gateway has taken the lease since: this one must not touch the ratchets any more. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** The store was closed with its socket: a late operation of the old socket must not touch the ratchets. */
export class StoreClosed extends Error {
  override readonly name = 'StoreClosed';
}

export interface AuthState {
  creds: AuthenticationCreds;
  keys: {
    get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]): Promise<{ [id: string]: SignalDataTypeMap[T] }>;
    set(data: SignalDataSet): Promise<void>;
  };
  /** Writes the credentials; resolves when they are on disk. */
  saveCreds(): Promise<void>;
  /** Refuses all further work and resolves when the work under way has ended. */
  close(): Promise<void>;
}

interface Options {
  pool: pg.Pool;
  ring: KeyRing;
  session: string;
  /** Number of the lease this store works under. */
  epoch: bigint;
  /** Told before the error reaches Baileys, which swallows some: the socket must be closed there. */
  onFailure(error: unknown): void;
  /** Told after a commit that holds inbound parts. */
  onInbound(parts: number): void;
}

const encode = (ring: KeyRing, value: unknown, place: string) =>
  sealBytes(ring, Buffer.from(JSON.stringify(value, BufferJSON.replacer)), place);
const decode = (ring: KeyRing, sealed: Buffer, place: string): unknown =>
  JSON.parse(openBytes(ring, sealed, place).toString(), BufferJSON.reviver);
/** Where a key is kept: its sealed value opens only there. */
export const keyPlace = (session: string, type: string, id: string) => `wa_key/${session}/${type}/${id}`;
const credsPlace = (session: string) => `wa_session/${session}/creds`;

/** What one transaction of the library changes. */
interface Change {
  keys: KeyText[];
  inbound: InboundPart[];
  /** Pre-key ids are counted in the credentials: both must be on disk together or a crash hands an id out twice. */
  countsPreKeys: boolean;
}

/** A key as stored, null for a deleted one. */
type KeyText = [type: string, id: string, text: string | null];

/**
 * One statement is one transaction: the ratchet, the deleted pre-key, the credentials and the plaintext stand or fall together,
 * and all of them with the lease. Changes of several senders may share it. The share lock makes who takes the lease wait for a
 * commit under way, so it reads what that commit wrote; a commit that comes later finds the number raised and writes nothing.
 */
const commitStatement = {
  name: 'wa-commit',
  text: `
    with held as materialized (
      select from wa_session where id = $1 and epoch = $13 for share
    ), gone as (
      delete from wa_key k using unnest($2::text[], $3::text[]) as d(type, id)
      where k.session = $1 and k.type = d.type and k.id = d.id and exists (select from held)
    ), kept as (
      insert into wa_key (session, type, id, value)
      select $1, * from unnest($4::text[], $5::text[], $6::bytea[]) where exists (select from held)
      on conflict (session, type, id) do update set value = excluded.value
    ), credentials as (
      update wa_session set creds = $7 where id = $1 and $7::bytea is not null and epoch = $13
    ), captured as (
      insert into wa_inbound (session, sender, wa_id, part, attrs, payload)
      select $1, * from unnest($8::text[], $9::text[], $10::int[], $11::jsonb[], $12::bytea[]) where exists (select from held)
      on conflict do nothing
    )
    select from held`,
};

function refuseIfFenced({ rowCount }: pg.QueryResult): void {
  if (rowCount === 0) throw new Fenced('another gateway holds the lease of this session');
}

/**
 * Loads the credentials of a session, new ones if it has never had any.
 * @throws whatever reading throws: an unreadable row is never taken for "no credentials".
 */
export async function loadAuthState(options: Options): Promise<AuthState> {
  const { pool, ring, session } = options;
  const { rows } = await pool.query<{ creds: Buffer | null }>('select creds from wa_session where id = $1', [session]);
  if (!rows[0]) throw new Error(`session ${session} has no row`);
  const stored = rows[0].creds ? (decode(ring, rows[0].creds, credsPlace(session)) as AuthenticationCreds) : null;
  // A pairing code sets `me` before anything is confirmed; without the signed device identity that login can only fail.
  const creds = stored && (!stored.me || stored.account) ? stored : initAuthCreds();
  return createStore(options, creds);
}

function createStore({ pool, ring, session, epoch, onFailure, onInbound }: Options, creds: AuthenticationCreds): AuthState {
  const running = new Set<Promise<unknown>>();
  let closed = false;
  let credsWrites: Promise<unknown> = Promise.resolve();
  const cache = new KeyCache();

  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) throw new StoreClosed('the socket of this store is gone');
    const job = work();
    running.add(job);
    try {
      return await job;
    } catch (error) {
      onFailure(error);
      throw error;
    } finally {
      running.delete(job);
    }
  };

  /** Credential snapshots are taken and written one after the other, so that a newer one is never overwritten by an older. */
  const withCreds = <T>(write: (sealed: Buffer) => Promise<T>): Promise<T> => {
    const next = credsWrites.then(() => write(encode(ring, creds, credsPlace(session))));
    credsWrites = next.catch(() => {});
    return next;
  };

  const load = async (type: string, ids: string[]) => {
    const { rows } = await pool.query<{ id: string; value: Buffer }>({
      name: 'wa-keys',
      text: 'select id, value from wa_key where session = $1 and type = $2 and id = any($3)',
      values: [session, type, ids],
    });
    const texts = new Map(rows.map(({ id, value }) => [id, openBytes(ring, value, keyPlace(session, type, id)).toString()]));
    // A commit may have come in between: what it left is newer.
    for (const id of ids) if (cache.get(type, id) === undefined) cache.put(type, id, texts.get(id) ?? null);
    return texts;
  };

  const get = async <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) => {
    const unknown = ids.filter((id) => cache.get(type, id) === undefined);
    const loaded = unknown.length > 0 ? await load(type, unknown) : undefined;
    const found: { [id: string]: SignalDataTypeMap[T] } = {};
    for (const id of ids) {
      const known = cache.get(type, id);
      const text = known === undefined ? loaded?.get(id) : known;
      if (text) found[id] = revive(type, JSON.parse(text, BufferJSON.reviver));
    }
    return found;
  };

  const write = async (changes: Change[]) => {
    const keys = lastOfEach(changes);
    const inbound = changes.flatMap((change) => change.inbound);
    const columns = keyColumns(ring, session, keys);
    const parts = inboundColumns(ring, session, inbound);
    const commit = (sealedCreds: Buffer | null) =>
      pool.query({ ...commitStatement, values: [session, ...columns, sealedCreds, ...parts, epoch] }).then(refuseIfFenced);
    try {
      await (changes.some(({ countsPreKeys }) => countsPreKeys) ? withCreds(commit) : commit(null));
    } catch (error) {
      // Whether it was committed may be unknown: the database is asked again.
      for (const [type, id] of keys) cache.forget(type, id);
      throw error;
    }
    for (const [type, id, text] of keys) cache.put(type, id, text);
    if (inbound.length > 0) onInbound(inbound.length);
  };
  const commits = new Gather(write, isDataError);

  return {
    creds,
    keys: { get: (type, ids) => run(() => get(type, ids)), set: (data) => run(() => commits.add(changeOf(data))) },
    saveCreds: () =>
      run(async () => {
        const values = [session, epoch];
        await withCreds((sealed) =>
          pool.query('update wa_session set creds = $3 where id = $1 and epoch = $2', [...values, sealed]).then(refuseIfFenced),
        );
      }),
    async close() {
      closed = true;
      await Promise.allSettled(running);
    },
  };
}

function changeOf(data: SignalDataSet): Change {
  const { [inboundType]: inbound = {} } = data as { [inboundType]?: Record<string, InboundPart> };
  return { keys: [...keyTexts(data)], inbound: Object.values(inbound), countsPreKeys: 'pre-key' in data };
}

/** The keys of a set with their text. */
function* keyTexts(data: SignalDataSet): Generator<KeyText> {
  for (const [type, values] of Object.entries(data)) {
    if (type === inboundType) continue;
    for (const [id, value] of Object.entries(values ?? {}))
      yield [type, id, value === null || value === undefined ? null : JSON.stringify(value, BufferJSON.replacer)];
  }
}

/** The outcome of changes one after the other: the last value of each key. */
function lastOfEach(changes: Change[]): KeyText[] {
  const last = new Map<string, KeyText>();
  for (const { keys } of changes) for (const key of keys) last.set(`${key[0]}/${key[1]}`, key);
  return [...last.values()];
}

/** Deleted (type, id) and kept (type, id, value) columns of a key set. */
function keyColumns(ring: KeyRing, session: string, keys: KeyText[]): unknown[] {
  const gone: [string[], string[]] = [[], []];
  const kept: [string[], string[], Buffer[]] = [[], [], []];
  for (const [type, id, text] of keys) {
    const columns = text === null ? gone : kept;
    columns[0].push(type);
    columns[1].push(id);
    if (text !== null) kept[2].push(sealBytes(ring, Buffer.from(text), keyPlace(session, type, id)));
  }
  return [...gone, ...kept];
}

function inboundColumns(ring: KeyRing, session: string, parts: InboundPart[]): unknown[] {
  return [
    parts.map((part) => part.sender),
    parts.map((part) => part.waId),
    parts.map((part) => part.part),
    parts.map((part) => JSON.stringify(part.attrs)),
    parts.map((part) => sealInbound(ring, session, part, part.plaintext)),
  ];
}

/** Key shares must come back as protobuf objects: the library calls their methods. */
function revive<T extends keyof SignalDataTypeMap>(type: T, value: unknown): SignalDataTypeMap[T] {
  const revived =
    type === 'app-state-sync-key'
      ? proto.Message.AppStateSyncKeyData.fromObject(value as proto.Message.IAppStateSyncKeyData)
      : value;
  return revived as SignalDataTypeMap[T];
}

/** Forgets the device: the next connection pairs anew. Messages and outbox stay. */
export async function forgetDevice(pool: pg.Pool, session: string, epoch: bigint): Promise<void> {
  const forgotten = await pool.query(
    `with held as materialized (
       update wa_session set creds = null, updated_at = now() where id = $1 and epoch = $2 returning id
     ), gone as (
       delete from wa_key where session in (select id from held)
     )
     select from held`,
    [session, epoch],
  );
  refuseIfFenced(forgotten);
}
