import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from './pool.ts';
import { type OutboundPayload, waOutbound } from './schema/index.ts';

/** WhatsApp's own web clients make ids of this shape: a fixed prefix and 18 upper-case hex digits. */
const waIdPrefix = '3EB0';
const waIdHexDigits = 18;

/** The WhatsApp id of the message an effect sends: the same effect always sends the same message. */
export function outboundWaId(effectKey: string): string {
  return waIdPrefix + createHash('sha256').update(effectKey).digest('hex').slice(0, waIdHexDigits).toUpperCase();
}

/** Plans a message within the transaction of the effect that wants it said; planning twice is planning once. */
export async function planOutbound(
  tx: Transaction,
  outbound: { session: string; chatId: string; effectKey: string; payload: OutboundPayload },
): Promise<{ id: string; waId: string }> {
  const row = { id: uuidv7(), waId: outboundWaId(outbound.effectKey), ...outbound };
  const [planned] = await tx
    .insert(waOutbound)
    .values(row)
    .onConflictDoNothing({ target: waOutbound.effectKey })
    .returning({ id: waOutbound.id, waId: waOutbound.waId });
  if (planned) return planned;
  const [earlier] = await tx
    .select({ id: waOutbound.id, waId: waOutbound.waId })
    .from(waOutbound)
    .where(eq(waOutbound.effectKey, outbound.effectKey));
  if (!earlier) throw new Error(`outbound ${outbound.effectKey} was neither planned nor found`);
  return earlier;
}
