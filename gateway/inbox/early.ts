import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { waInbound } from '../../database/schema/index.ts';
import { type InboundRow, jidsOf, type Readable, type RecordContext } from './record.ts';

/**
 * How long an edit or a revoke waits for its original. It overtakes it when the original could not be decrypted at first and its
 * phone had to send it again: a second or two, or as long as the gateway was away in between.
 */
const patience_ms = 60_000;

/** Whether a part changes a message of the same person that has not been recorded yet, but may still come. */
export async function isEarly({ db, session }: RecordContext, row: InboundRow, { origin, content }: Readable): Promise<boolean> {
  if (content.kind !== 'edit' && content.kind !== 'revoke' && content.kind !== 'sealed-edit') return false;
  // Most changes in a group are about talk that is nobody's business.
  if (origin.group || !content.targetWaId) return false;
  if (Date.now() - row.receivedAt.getTime() > patience_ms) return false;
  const original = and(
    eq(waInbound.session, session),
    inArray(waInbound.sender, [row.sender, ...jidsOf(origin.sender)]),
    eq(waInbound.waId, content.targetWaId),
    isNotNull(waInbound.dispatchedAt),
  );
  const [known] = await db.select({ seq: waInbound.seq }).from(waInbound).where(original).limit(1);
  return known === undefined;
}
