import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { removeStackData } from '../../dev/stack/data.ts';
import { type Stack, type StackOptions, startStack } from '../../dev/stack/stack.ts';
import { Phone } from '../../dev/whatsapp/phone.ts';
import type { Locale } from '../../language/locale.ts';
import { connectTemporal, type Temporal } from '../../temporal/client.ts';
import { until } from '../gateway/waiting.ts';
import { Person, patience_ms } from './person.ts';
import { folderPrefix } from './sweep.ts';

/** A cold machine compiles, loads models and starts eight processes within this. */
export const start_limit_ms = 180_000;

/** An entry as the API lists it. */
export interface ApiEntry {
  id: string;
  bookId: string;
  type: string;
  amount: string;
  currency: string;
  category: string | null;
  occurredOn: string;
  note: string;
  merchant: string | null;
  messageId: string | null;
  voidedBy: string | null;
  run: { id: string; url: string } | null;
}

/** What an entry's own page adds. */
export interface ApiEntryDetail extends ApiEntry {
  evidence: { field: string; source: string; quote: string }[];
  items: { name: string; amount: string }[];
  postings: { account: string; amount: string }[];
  message: { kind: string; body: string | null; media: { mime: string; url: string | null } | null } | null;
}

/** A message as the database keeps it. */
export interface MessageRow {
  id: string;
  workflowId: string;
  stage: string;
  failure: string | null;
}

/** The whole system on its embedded stack, for the tests of one file. */
export class World {
  readonly stack: Stack;
  /** Everything the stack keeps. */
  readonly dataDir: string;
  /** As the owner of the database: it sees every book. */
  readonly sql: pg.Pool;
  readonly temporal: Temporal;
  #persons = 0;

  constructor(stack: Stack, dataDir: string) {
    this.stack = stack;
    this.dataDir = dataDir;
    this.sql = new pg.Pool({ connectionString: stack.env.DATABASE_OWNER_URL, max: 2 });
    this.sql.on('error', () => {});
    this.temporal = connectTemporal({
      TEMPORAL_ADDRESS: stack.urls.temporal,
      TEMPORAL_NAMESPACE: 'default',
      TEMPORAL_PAYLOAD_KEYS: stack.env.TEMPORAL_PAYLOAD_KEYS ?? '',
    });
  }

  /** Somebody who never wrote before. */
  stranger(): Person {
    this.#persons += 1;
    const number = `62813${String(this.#persons).padStart(8, '0')}`;
    return new Person(new Phone(this.stack.urls.whatsapp ?? '', number), () => this.settled());
  }

  /** Somebody who was greeted already, in their language. */
  async person(locale: Locale = 'id'): Promise<Person> {
    const person = this.stranger();
    await person.says(locale === 'id' ? 'halo' : 'hello, how are you?');
    await person.hears(/Catat/);
    return person;
  }

  /** The row of a message a phone sent, once it is recorded. */
  message(waId: string): Promise<MessageRow> {
    return until(`the row of ${waId}`, async () => (await this.rows<MessageRow>(messageByWaId, [waId]))[0], patience_ms);
  }

  /** Waits until the run of a message is over and returns how it ended. */
  async outcome(waId: string): Promise<unknown> {
    const { workflowId } = await this.message(waId);
    return this.temporal.client.workflow.getHandle(workflowId).result();
  }

  /** Runs of a message, however they ended. */
  async runs(waId: string): Promise<string[]> {
    const { workflowId } = await this.message(waId);
    const found: string[] = [];
    for await (const run of this.temporal.client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) found.push(run.runId);
    return found;
  }

  /** What a message was booked as, as the API tells it, in the order of its lines. */
  async entriesOf(waId: string): Promise<ApiEntryDetail[]> {
    const { id } = await this.message(waId);
    const rows = await this.rows<{ id: string }>('select id from entry where message_id = $1 order by line', [id]);
    return Promise.all(rows.map(({ id: entry }) => this.api<ApiEntryDetail>(`/v1/entries/${entry}`)));
  }

  /** Asks the API; while it says that it cannot answer yet (its database was killed a moment ago), asks again. */
  async api<T>(path: string): Promise<T> {
    const ask = () => fetch(`${this.stack.urls.api}${path}`, { signal: AbortSignal.timeout(patience_ms) });
    const busy = 503;
    const response = await until(
      `an answer to ${path}`,
      async () => {
        const answer = await ask();
        return answer.status === busy ? null : answer;
      },
      patience_ms,
    );
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Sets something by the API, as the operator. */
  async put(path: string, body: object): Promise<void> {
    const response = await fetch(`${this.stack.urls.api}${path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patience_ms),
    });
    if (!response.ok) throw new Error(`PUT ${path} answered ${response.status}: ${await response.text()}`);
  }

  /** Has the network deliver a message once more, and waits until the gateway has confirmed it once more. */
  async redeliver(id: string): Promise<void> {
    const confirmations = async () => {
      const traces = await this.network<{ id?: string; event: string }[]>('/admin/traces');
      return traces.filter((trace) => trace.id === id && (trace.event === 'receipt' || trace.event === 'ack')).length;
    };
    const before = await until('the first confirmation', confirmations);
    const { redelivered } = await this.network<{ redelivered: boolean }>('/admin/redeliver', { id });
    if (!redelivered) throw new Error(`${id} was not delivered again`);
    await until('another confirmation', async () => (await confirmations()) > before);
  }

  /** Entries whose postings do not sum to zero in some currency; there must never be any. */
  async unbalanced(): Promise<string[]> {
    const rows = await this.rows<{ entry_id: string }>(
      'select entry_id from posting group by entry_id, currency having sum(amount) <> 0 or count(*) < 2',
    );
    return rows.map(({ entry_id }) => entry_id);
  }

  /** Waits until nothing is under way any more: every message routed, everything said acknowledged. */
  async settled(limit_ms = patience_ms): Promise<void> {
    await until('everything to be said', async () => (await this.rows<{ open: string }>(openWork))[0]?.open === '0', limit_ms);
  }

  /** The local WhatsApp network; with a body it is a POST. */
  private async network<T>(path: string, body?: object): Promise<T> {
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${this.stack.urls.whatsapp}${path}`, {
      ...(body && post),
      signal: AbortSignal.timeout(patience_ms),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  async rows<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.sql.query<T>(text, values)).rows;
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.sql.end(), this.temporal.close()]);
  }
}

const messageByWaId = 'select id, workflow_id as "workflowId", stage, failure from message where wa_id = $1';
const openWork = `select (select count(*) from wa_inbound where dispatched_at is null)
  + (select count(*) from message where stage in ('received', 'reading'))
  + (select count(*) from wa_outbound where state in ('planned', 'sent')) as open`;

/** Starts one stack for the calling test file and ends it after the last test, also when starting fails. */
export function startWorld(options: Partial<StackOptions> = {}): { world: World } {
  const held = {} as { world: World };
  const dataDir = mkdtempSync(join(tmpdir(), folderPrefix));
  let stack: Stack | undefined;

  beforeAll(async () => {
    stack = await startStack({ dataDir, ports: 'free', voice: false, model: false, ...options });
    await stack.ready();
    held.world = new World(stack, dataDir);
  }, start_limit_ms);

  afterAll(async () => {
    await held.world?.close();
    await stack?.stop();
    removeStackData(dataDir);
  }, start_limit_ms);

  return held;
}
