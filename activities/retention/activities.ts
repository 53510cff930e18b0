import { and, asc, lt, sql } from 'drizzle-orm';
import { type Database, withAllBooks } from '../../database/pool.ts';
import { entry, media } from '../../database/schema/index.ts';
import type { RetentionActivities, RetentionKind } from '../../workflows/contracts.ts';
import { atBoundary } from '../failure.ts';
import { withHeartbeat } from '../heartbeat.ts';
import type { ObjectStore } from '../media/objectStore.ts';

/** Days each kind is kept; 0 keeps it for good. */
export type Retention = Record<RetentionKind, number>;

export interface RetentionDeps {
  db: Database;
  store: Pick<ObjectStore, 'remove'>;
  retention: Retention;
}

/** Rows of one statement: some 100 ms, so that nobody waits for its locks. */
const rows_atOnce = 1_000;
/** Files of one batch; each is a call to the store. */
const files_atOnce = 100;
const day_ms = 86_400_000;
/** Before every id there is. */
const firstId = '00000000-0000-0000-0000-000000000000';

type Batch = Awaited<ReturnType<RetentionActivities['forgetOld']>>;
const nothing: Batch = { rows: 0, last: null, more: false };

/** Removes what has been kept long enough. What stands behind a booked entry is evidence, and stays with it. */
export const createRetentionActivities = (deps: RetentionDeps): RetentionActivities => ({
  forgetOld: ({ kind, after }) =>
    atBoundary(() =>
      withHeartbeat(async () => {
        const days = deps.retention[kind];
        if (days === 0) return nothing;
        const before = new Date(Date.now() - days * day_ms);
        return kind === 'media' ? forgetMedia(deps, before) : forgetRows(deps, kind, before, after ?? firstId);
      }),
    ),
});

async function forgetRows(
  { db }: RetentionDeps,
  kind: Exclude<RetentionKind, 'media'>,
  before: Date,
  after: string,
): Promise<Batch> {
  const from = before.toISOString();
  const statement = {
    texts: sql`forget_texts(${from}, ${after}, ${rows_atOnce})`,
    replies: sql`forget_replies(${from}, ${after}, ${rows_atOnce})`,
    inbound: sql`forget_inbound(${from}, ${rows_atOnce})`,
    effects: sql`forget_effects(${from}, ${rows_atOnce})`,
  }[kind];
  const { rows } = await db.execute<{ done: { rows: number; last?: string | null } }>(sql`select ${statement} as done`);
  const done = rows[0]?.done ?? { rows: 0 };
  return { rows: done.rows, last: done.last ?? null, more: done.rows === rows_atOnce };
}

/** The objects first: a row without an object can be found and removed again, an object without a row cannot. */
async function forgetMedia({ db, store }: RetentionDeps, before: Date): Promise<Batch> {
  const old = await withAllBooks(db, (tx) =>
    tx
      .select({ messageId: media.messageId })
      .from(media)
      .where(and(lt(media.storedAt, before), sql`not exists (select from ${entry} e where e.message_id = ${media.messageId})`))
      .orderBy(asc(media.storedAt))
      .limit(files_atOnce),
  );
  const ids = old.map(({ messageId }) => messageId);
  if (ids.length === 0) return nothing;
  for (const { key } of await removable(db, ids)) await store.remove(key);
  await db.execute(sql`select forget_media(${sql.param(ids)}::uuid[])`);
  return { rows: ids.length, last: null, more: ids.length === files_atOnce };
}

/** The same content sent again is one object: it goes with the last row that names it. */
async function removable(db: Database, messages: string[]): Promise<{ key: string }[]> {
  const { rows } = await db.execute<{ key: string }>(sql`
    select distinct d.key from media d where d.message_id = any(${sql.param(messages)}::uuid[])
    and not exists (select from media o where o.bucket = d.bucket and o.key = d.key and o.message_id <> all(${sql.param(messages)}::uuid[]))`);
  return rows;
}
