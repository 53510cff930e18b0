import { ApplicationFailure } from '@temporalio/common';
import {
  type BaileysEventMap,
  decryptMediaRetryData,
  encryptMediaRetryRequest,
  isJidGroup,
  proto,
  type WAMessageKey,
  type WASocket,
} from '@whiskeysockets/baileys';
import { and, desc, eq } from 'drizzle-orm';
import type { Database } from '../../database/pool.ts';
import { chat, message, waInbound } from '../../database/schema/index.ts';
import type { FailureType } from '../../language/failure.ts';
import type { SendActivities } from '../../workflows/contracts.ts';
import type { Session } from '../session/session.ts';

/**
 * A phone that is on answers within seconds. Below the time the workflow gives one attempt, so that the failure is ours and says
 * why.
 */
const answer_ms = 20_000;

type MediaUpdate = BaileysEventMap['messages.media-update'][number];

interface Wanted {
  key: WAMessageKey & { id: string };
  mediaKey: Buffer;
}

/**
 * Asks the phone that sent a file to upload it again: WhatsApp drops media after a few weeks, sometimes much earlier. The
 * library's own `updateMediaMessage` waits without bound and keeps its listener when nobody answers.
 */
export function createMediaRefresh({ db, session }: { db: Database; session: Session }): SendActivities['refreshMedia'] {
  return async ({ messageId }) => {
    const wanted = await findWanted(db, session.id, messageId);
    if (!wanted) throw failure('Internal', `no media of message ${messageId} in this session`, true);
    const socket = session.openSocket;
    if (!socket) throw failure('Unavailable', 'the WhatsApp socket is closed');
    const update = await ask(socket, session, wanted);
    return { directPath: readAnswer(update, wanted) };
  };
}

async function findWanted(db: Database, session: string, messageId: string): Promise<Wanted | null> {
  const [row] = await db
    .select({ waId: message.waId, media: message.media, replyJid: chat.replyJid, attrs: waInbound.attrs })
    .from(message)
    .innerJoin(chat, eq(chat.id, message.chatId))
    .leftJoin(waInbound, and(eq(waInbound.session, message.session), eq(waInbound.waId, message.waId)))
    .where(and(eq(message.id, messageId), eq(message.session, session)))
    .orderBy(desc(waInbound.seq))
    .limit(1);
  if (!row?.media) return null;
  const participant = isJidGroup(row.replyJid) ? row.attrs?.participant : undefined;
  const key = { id: row.waId, remoteJid: row.replyJid, fromMe: false, ...(participant ? { participant } : {}) };
  return { key, mediaKey: Buffer.from(row.media.mediaKey, 'base64') };
}

async function ask(socket: WASocket, session: Session, { key, mediaKey }: Wanted): Promise<MediaUpdate> {
  let forget = () => {};
  const answered = new Promise<MediaUpdate>((resolve, reject) => {
    const listen = (updates: MediaUpdate[]) => {
      const update = updates.find((candidate) => candidate.key.id === key.id);
      if (update) resolve(update);
    };
    const closed = () => reject(failure('Unavailable', 'the socket closed before the phone answered'));
    const timer = setTimeout(() => reject(failure('Unavailable', 'the phone did not answer in time')), answer_ms);
    socket.ev.on('messages.media-update', listen);
    session.once('closed', closed);
    forget = () => {
      clearTimeout(timer);
      socket.ev.off('messages.media-update', listen);
      session.off('closed', closed);
    };
  });
  try {
    const request = encryptMediaRetryRequest(key, mediaKey, socket.authState.creds.me?.id ?? '');
    const [update] = await Promise.all([answered, socket.sendNode(request)]);
    return update;
  } catch (error) {
    // Whatever the socket throws, another socket may do better.
    throw error instanceof ApplicationFailure ? error : failure('Unavailable', 'the phone could not be asked');
  } finally {
    forget();
  }
}

/** The new path; the answer is sealed with the key of the file, so nobody else can send us elsewhere. */
function readAnswer({ media, error }: MediaUpdate, { key, mediaKey }: Wanted): string {
  if (error || !media) throw failure('MediaGone', 'the phone has the file no more', true);
  const answer = opened(media, mediaKey, key.id);
  if (answer?.result !== proto.MediaRetryNotification.ResultType.SUCCESS || !answer.directPath)
    throw failure('MediaGone', 'the phone did not upload the file again', true);
  return answer.directPath;
}

function opened(media: NonNullable<MediaUpdate['media']>, mediaKey: Buffer, waId: string): proto.MediaRetryNotification | null {
  try {
    return decryptMediaRetryData(media, mediaKey, waId);
  } catch {
    return null;
  }
}

const failure = (type: FailureType, why: string, nonRetryable = false) =>
  ApplicationFailure.create({ type, message: why, nonRetryable });
