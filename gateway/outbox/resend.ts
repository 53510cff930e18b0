import type { proto } from '@whiskeysockets/baileys';
import type { Database } from '../../database/pool.ts';
import { protoOf, targetOf } from './content.ts';
import { findRecent, findTarget } from './store.ts';

/** The content of one of our messages, for a phone that could not decrypt it; undefined when it is unknown or too old. */
export async function findContent(db: Database, session: string, waId: string): Promise<proto.IMessage | undefined> {
  const outbound = await findRecent(db, session, waId);
  if (!outbound) return undefined;
  const about = targetOf(outbound.payload);
  return protoOf(outbound, about ? await findTarget(db, outbound.chatId, about) : undefined);
}
