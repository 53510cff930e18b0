import pg from 'pg';
import { connectTemporal, type Temporal } from '../../temporal/client.ts';
import type { Stack } from '../stack/stack.ts';

/** Counts of work that is not over. */
export interface OpenWork {
  inbound: number;
  messages: number;
  outbound: number;
  runs: number;
}

/** A message row as the reconciliation needs it. */
export interface MessageRow {
  id: string;
  waId: string;
  workflowId: string;
  stage: string;
}

export interface EntryRow {
  waId: string | null;
  /** Minor units. */
  amount: string;
}

/** What the system itself holds: rows, runs and the ledger, read as the owner of the database past every book's walls. */
export class Books {
  readonly #pool: pg.Pool;
  readonly #temporal: Temporal;

  constructor({ env, urls }: Stack) {
    this.#pool = new pg.Pool({ connectionString: env.DATABASE_OWNER_URL, max: 2 });
    // Its server is killed on purpose.
    this.#pool.on('error', () => {});
    this.#temporal = connectTemporal({
      TEMPORAL_ADDRESS: urls.temporal,
      TEMPORAL_NAMESPACE: 'default',
      TEMPORAL_PAYLOAD_KEYS: env.TEMPORAL_PAYLOAD_KEYS ?? '',
    });
  }

  async openWork(): Promise<OpenWork> {
    const [row] = await this.#rows<Record<'inbound' | 'messages' | 'outbound', number>>(
      `select (select count(*)::int from wa_inbound where dispatched_at is null) as inbound,
        (select count(*)::int from message where stage in ('received', 'reading')) as messages,
        (select count(*)::int from wa_outbound where state in ('planned', 'sent')) as outbound`,
    );
    if (!row) throw new Error('no counts');
    const { count: runs } = await this.#temporal.client.workflow.count("ExecutionStatus = 'Running'");
    return { ...row, runs };
  }

  messages(): Promise<MessageRow[]> {
    return this.#rows('select id, wa_id as "waId", workflow_id as "workflowId", stage from message');
  }

  /** Messages in the inbox of the session, whatever their parts. */
  async captured(): Promise<string[]> {
    const rows = await this.#rows<{ waId: string }>('select distinct wa_id as "waId" from wa_inbound');
    return rows.map(({ waId }) => waId);
  }

  /** How often each workflow id ran, and how its runs ended. */
  async runs(): Promise<{ workflowId: string; status: string }[]> {
    const runs: { workflowId: string; status: string }[] = [];
    for await (const { workflowId, status } of this.#temporal.client.workflow.list()) {
      if (workflowId.startsWith('msg/')) runs.push({ workflowId, status: status.name });
    }
    return runs;
  }

  /** The entries that stand: neither reversals nor what they took back. */
  entries(): Promise<EntryRow[]> {
    return this.#rows(
      `select m.wa_id as "waId", e.amount::text as amount from entry e left join message m on m.id = e.message_id
        where e.type <> 'reversal' and e.voided_by is null`,
    );
  }

  /** Questions that wait for an answer. */
  async openQuestions(): Promise<string[]> {
    const rows = await this.#rows<{ id: string }>("select message_id as id from question where state = 'open'");
    return rows.map(({ id }) => id);
  }

  /** Entries whose postings do not sum to zero in some currency. */
  async unbalanced(): Promise<string[]> {
    const rows = await this.#rows<{ id: string }>(
      'select entry_id as id from posting group by entry_id, currency having sum(amount) <> 0 or count(*) < 2',
    );
    return rows.map(({ id }) => id);
  }

  /** Replies with the state of their sending. */
  outbound(): Promise<{ waId: string; state: string }[]> {
    return this.#rows('select wa_id as "waId", state from wa_outbound');
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#pool.end(), this.#temporal.close()]);
  }

  async #rows<T extends pg.QueryResultRow>(text: string): Promise<T[]> {
    return (await this.#pool.query<T>(text)).rows;
  }
}
