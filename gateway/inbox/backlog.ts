import { and, count, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../database/pool.ts';
import { waInbound } from '../../database/schema/index.ts';

/** Captured messages that have no run yet. */
export async function inboxBacklog(db: Database, session: string): Promise<number> {
  const [row] = await db
    .select({ waiting: count() })
    .from(waInbound)
    .where(and(eq(waInbound.session, session), isNull(waInbound.dispatchedAt)));
  return row?.waiting ?? 0;
}
