import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/**
 * One writer per session: a Postgres advisory lock on a connection of its own, held as long as the process uses the session.
 * Two sockets on one session would break each other's ratchets and replace each other without end.
 */

/** Lock space of the gateway ("CATA"), so that other users of advisory locks do not meet ours. */
const lockSpace = 0x43415441;
/** How often a waiting gateway asks for the lock. */
const ask_ms = 1_000;
/** The lease connection is probed this often; a dead one means that another gateway may already hold the lock. */
const probe_ms = 5_000;
const probeTimeout_ms = 5_000;

export interface Lease {
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
  try {
    await client.connect();
    while (!(await tryLock(client, lock))) {
      options.onWaiting();
      await sleep(ask_ms, undefined, { signal: options.signal });
    }
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
