import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/**
 * One writer per session: a Postgres advisory lock on a connection of its own, held as long as the process uses the session.
 * A gateway may notice late that it lost the lock, so each lease also has a number, which every write of keys checks. Two sockets on one session would break each other's ratchets and replace each other without end.
 */

/** Lock space of the gateway ("CATA"), so that other users of advisory locks do not meet ours. */
const lockSpace = 0x43415441;
/** How often a waiting gateway asks for the lock. */
const ask_ms = 1_000;
/** The lease connection is probed this often; a dead one means that another gateway may already hold the lock. */
const probe_ms = 5_000;
const probeTimeout_ms = 5_000;

export interface Lease {
  /** Higher than that of every earlier lease of the session. */
  epoch: bigint;
  release(): Promise<void>;
}

/**
 * Waits until the lock is ours.
 * @param onLost told once when the connection that holds the lock breaks.
 * @throws AbortError when `signal` fires first; connection errors of Postgres.
 */
export async function acquireLease(options: {
  url: string;
  session: string;
  signal: AbortSignal;
  onWaiting(): void;
  onLost(): void;
}): Promise<Lease> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: `gateway lease ${options.session}`,
    connectionTimeoutMillis: probeTimeout_ms,
    query_timeout: probeTimeout_ms,
    keepAlive: true,
  });
  let state: 'waiting' | 'held' | 'ended' = 'waiting';
  const lose = () => {
    if (state === 'held') options.onLost();
    state = 'ended';
  };
  client.on('error', lose);
  client.on('end', lose);
  const lock = createHash('sha256').update(options.session).digest().readInt32BE(0);
  let epoch: bigint;
  try {
    await client.connect();
    while (!(await tryLock(client, lock))) {
      options.onWaiting();
      await sleep(ask_ms, undefined, { signal: options.signal });
    }
    epoch = await raiseEpoch(client, options.session);
  } catch (error) {
    state = 'ended';
    await client.end().catch(() => {});
    throw error;
  }
  state = 'held';
  const probe = setInterval(() => {
    client.query('select 1').catch(() => {
      lose();
      client.end().catch(() => {});
    });
  }, probe_ms);
  return {
    epoch,
    async release() {
      clearInterval(probe);
      state = 'ended';
      await client.end().catch(() => {});
    },
  };
}

async function tryLock(client: pg.Client, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1, $2) as locked', [lockSpace, lock]);
  return rows[0]?.locked === true;
}

/**
 * Takes the next number of a session's leases: whoever works under an earlier one is refused from now on.
 * @throws when the session has no row
 */
export async function raiseEpoch(db: Pick<pg.ClientBase, 'query'>, session: string): Promise<bigint> {
  const { rows } = await db.query<{ epoch: string }>('update wa_session set epoch = epoch + 1 where id = $1 returning epoch', [
    session,
  ]);
  if (!rows[0]) throw new Error(`session ${session} has no row`);
  return BigInt(rows[0].epoch);
}
