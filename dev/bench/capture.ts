import { randomBytes } from 'node:crypto';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { parseKeyRing } from '../../database/cipher.ts';
import { loadAuthState } from '../../gateway/session/authState.ts';
import { formatMoney } from '../../language/money.ts';
import { NetworkFaults } from '../chaos/network.ts';
import { sessionName } from '../stack/plan.ts';
import type { Stack } from '../stack/stack.ts';
import { Phone } from '../whatsapp/phone.ts';
import { cpuOf, memoryOf, type PerPart } from './processes.ts';
import { type Timing, timing } from './statistics.ts';

/** Messages that were encrypted and lay in the socket when the gateway looked, taken in as fast as it can. */
export interface Burst {
  /** Decrypted, and committed with their ratchet steps. */
  per_s: number;
  /** Time on a core for one of these messages, in ms; null where the system does not tell. */
  cpu_ms: PerPart | null;
}

/** How the gateway takes messages in and out. */
export interface Capture {
  messages: number;
  /** Capture to the last receipt and nothing else: the Temporal server stands still, so that no run is started. */
  alone: Burst;
  /** The same with the start of all runs, which the Temporal server does on the same cores. */
  withRuns: Burst;
  /** Both again with everything below in the database, after a new start and a first message of each phone. */
  full: { alone: Burst; withRuns: Burst };
  /** From the stanza on the wire to the receipt, which goes out after the commit; at 50 messages a second. */
  captured: Timing;
  /** From the write of a reply to the server's acknowledgement. */
  acked: Timing;
  /** From the cut of the socket, or the end of the process, to the next login. */
  reconnect_ms: { cut: number; kill: number };
  /** The gateway's memory, with a few phones and with everything below in its database. */
  memory_mb: { before: number; full: number; contacts: number; keys: number };
  /** Of the last 1, 5 and 15 minutes, at the end: what else the machine had to do. */
  load_average: number[];
}

const replies = 40;
const phones = 100;
const perSecond = 50;
/** At 50 a second; the network remembers the last 2,000 stanzas, and each message makes three. */
const timedMessages = 400;
const burstMessages = 600;
const contacts = 10_000;
const keys = 100_000;
/** A Signal session record of a chat in both directions has about this size. */
const key_bytes = 1_200;
const keysAtOnce = 1_000;
/** For all of a burst to have its runs; on a machine that is busy with other things too. */
const wait_ms = 180_000;
/** Each look costs Postgres a little, on the same cores. */
const poll_ms = 50;

/** Measures the way in and out of one gateway. Stops its stack's flow worker meanwhile: only the gateway is measured. */
export async function capture(stack: Stack): Promise<Capture> {
  const pool = new pg.Pool({ connectionString: stack.env.DATABASE_OWNER_URL, max: 2 });
  const bench = new CaptureBench(stack, pool);
  try {
    const acked = await bench.replies();
    // What waits for a run costs nothing then.
    stack.kill('flow', 'SIGSTOP');
    await bench.warmUp();
    const cut = await bench.reconnected(() => bench.network.drop());
    const captured = await bench.steadily();
    const alone = await bench.burstAlone();
    const withRuns = await bench.burst();
    const before = bench.memory();
    await bench.fill();
    const kill = await bench.reconnected(() => stack.kill('gateway', 'SIGKILL'));
    await bench.warmUp();
    const full = { alone: await bench.burstAlone(), withRuns: await bench.burst() };
    return {
      messages: burstMessages,
      alone,
      withRuns,
      full,
      captured,
      acked,
      reconnect_ms: { cut, kill },
      memory_mb: { before, full: bench.memory(), contacts, keys },
      load_average: loadavg().map((load) => Math.round(load * 10) / 10),
    };
  } finally {
    stack.kill('flow', 'SIGCONT');
    await pool.end();
  }
}

class CaptureBench {
  readonly network: NetworkFaults;
  readonly #stack: Stack;
  readonly #pool: pg.Pool;
  readonly #phones: Phone[];
  #sent = 0;

  constructor(stack: Stack, pool: pg.Pool) {
    const url = stack.urls.whatsapp ?? '';
    this.#stack = stack;
    this.#pool = pool;
    this.network = new NetworkFaults(url);
    this.#phones = Array.from({ length: phones }, (_, index) => new Phone(url, `62818${String(index).padStart(8, '0')}`));
  }

  /** Replies of the whole system, one after the other. */
  async replies(): Promise<Timing> {
    for (let round = 0; round < replies; round += 1) {
      const phone = this.#phone(round % (replies / 2));
      const amount = 10_000 + round * 100;
      const named = formatMoney(String(amount), 'IDR', 'id');
      await phone.next(await phone.sendText(`beli kopi susu ${amount}`), ({ text }) => text?.includes(named) === true);
    }
    const { rows } = await this.#pool.query<{ ms: number }>(
      'select extract(epoch from acked_at - sent_at)::float8 * 1000 as ms from wa_outbound where acked_at is not null',
    );
    return timing(rows.map(({ ms }) => ms));
  }

  /** A message of every phone: after it their keys are known. */
  async warmUp(): Promise<void> {
    await this.#captured(await Promise.all(this.#phones.map((phone) => phone.sendText('halo'))));
  }

  async steadily(): Promise<Timing> {
    const sending: Promise<string>[] = [];
    const began = performance.now();
    for (let index = 0; index < timedMessages; index += 1) {
      await sleep(Math.max(0, began + (index * 1_000) / perSecond - performance.now()));
      sending.push(this.#send());
    }
    const ids = await Promise.all(sending);
    await this.#captured(ids);
    const traces = await this.network.traces();
    const times = ids.flatMap((id) => {
      const delivered = traces.find((trace) => trace.id === id && trace.event === 'delivered');
      const receipt = traces.find((trace) => trace.id === id && trace.event === 'receipt' && trace.type !== 'read');
      return delivered && receipt ? [receipt.at - delivered.at] : [];
    });
    return timing(times);
  }

  /** Capture alone. */
  async burstAlone(): Promise<Burst> {
    this.#stack.kill('temporal', 'SIGSTOP');
    try {
      return await this.#burst(async (ids) => {
        await this.#captured(ids);
        await this.#until('the receipts', async () => (await this.network.queued()) === 0 || undefined);
      });
    } finally {
      this.#stack.kill('temporal', 'SIGCONT');
      await this.#until('the runs', async () => (await this.#waitingForRuns()) === 0 || undefined);
    }
  }

  /** Capture and the start of the runs. */
  burst(): Promise<Burst> {
    return this.#burst((ids) => this.#dispatched(ids));
  }

  async #burst(done: (ids: readonly string[]) => Promise<unknown>): Promise<Burst> {
    this.#stack.kill('gateway', 'SIGSTOP');
    const ids: string[] = [];
    try {
      // Encrypted here and now: what is measured begins with stanzas ready in the socket.
      for (let index = 0; index < burstMessages; index += 1) ids.push(await this.#send());
    } finally {
      this.#stack.kill('gateway', 'SIGCONT');
    }
    const began = Date.now();
    const pids = this.#stack.state().pids;
    const atStart = cpuOf(pids);
    await done(ids);
    const cpu_ms = perMessage(atStart, cpuOf(pids));
    const { rows } = await this.#pool.query<{ last: number }>(
      'select extract(epoch from max(received_at))::float8 * 1000 as last from wa_inbound where wa_id = any($1)',
      [ids],
    );
    return { per_s: Math.round((burstMessages * 1_000) / ((rows[0]?.last ?? 0) - began)), cpu_ms };
  }

  /** Time from a cause to the gateway's next login, in ms. */
  async reconnected(cause: () => unknown): Promise<number> {
    const began = Date.now();
    await cause();
    const login = await this.#until('a login', async () =>
      (await this.network.traces()).find(({ event, at }) => event === 'login' && at >= began),
    );
    return login.at - began;
  }

  memory(): number {
    return memoryOf({ gateway: this.#stack.state().pids.gateway ?? 0 }).gateway ?? 0;
  }

  /** Contacts of a large number, and their keys through the gateway's own key store. */
  async fill(): Promise<void> {
    await this.#pool.query(
      `with made as (
         insert into contact (id) select gen_random_uuid() from generate_series(1, $1) returning id
       )
       insert into channel_identity (kind, value, contact_id)
       select 'lid', (300000000000000 + row_number() over ())::text, id from made`,
      [contacts],
    );
    const session = sessionName('local');
    const { rows } = await this.#pool.query<{ epoch: string }>('select epoch::text as epoch from wa_session where id = $1', [
      session,
    ]);
    const store = await loadAuthState({
      pool: this.#pool,
      ring: parseKeyRing(this.#stack.env.WHATSAPP_SESSION_KEYS ?? ''),
      session,
      epoch: BigInt(rows[0]?.epoch ?? 0),
      onFailure: () => {},
      onInbound: () => {},
    });
    for (let first = 0; first < keys; first += keysAtOnce) {
      const batch = Array.from({ length: keysAtOnce }, (_, index) => [
        `bench-${first + index}.0`,
        new Uint8Array(randomBytes(key_bytes)),
      ]);
      await store.keys.set({ session: Object.fromEntries(batch) });
    }
    await store.close();
  }

  #phone(index: number): Phone {
    const phone = this.#phones[index % phones];
    if (!phone) throw new RangeError('no phones');
    return phone;
  }

  #send(): Promise<string> {
    this.#sent += 1;
    return this.#phone(this.#sent).sendText(`beli kopi susu ${10_000 + this.#sent * 100}`);
  }

  async #captured(ids: readonly string[]): Promise<true> {
    return this.#until(`${ids.length} messages to be captured`, async () => {
      const { rows } = await this.#pool.query<{ count: number }>(
        'select count(*)::int as count from wa_inbound where wa_id = any($1)',
        [ids],
      );
      return rows[0]?.count === ids.length || undefined;
    });
  }

  async #waitingForRuns(): Promise<number | undefined> {
    const { rows } = await this.#pool.query<{ count: number }>(
      'select count(*)::int as count from wa_inbound where dispatched_at is null',
    );
    return rows[0]?.count;
  }

  async #dispatched(ids: readonly string[]): Promise<true> {
    return this.#until(`${ids.length} messages to be dispatched`, async () => {
      const { rows } = await this.#pool.query<{ count: number }>(
        'select count(dispatched_at)::int as count from wa_inbound where wa_id = any($1)',
        [ids],
      );
      return rows[0]?.count === ids.length || undefined;
    });
  }

  async #until<T>(what: string, probe: () => Promise<T | undefined>): Promise<T> {
    const end = performance.now() + wait_ms;
    while (performance.now() < end) {
      const answer = await probe();
      if (answer !== undefined) return answer;
      await sleep(poll_ms);
    }
    throw new Error(`waited ${wait_ms / 1_000} s for ${what}`);
  }
}

/** Parts that have a share in capture and dispatch; `whatsapp` is the network, which sends the stanzas and takes the receipts. */
const measured = ['gateway', 'postgres', 'whatsapp', 'temporal'];

function perMessage(before: PerPart | null, after: PerPart | null): PerPart | null {
  if (!before || !after) return null;
  const each = (part: string): number => Math.round((((after[part] ?? 0) - (before[part] ?? 0)) / burstMessages) * 10) / 10;
  return Object.fromEntries(measured.map((part) => [part, each(part)]));
}
