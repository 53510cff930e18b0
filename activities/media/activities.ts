import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { fileTypeFromBuffer } from 'file-type';
import type { Database } from '../../database/pool.ts';
import { media, message } from '../../database/schema/index.ts';
import type { MediaActivities, StoredMedia } from '../../workflows/contracts.ts';
import { atBoundary, failure } from '../failure.ts';
import { withHeartbeat } from '../heartbeat.ts';
import { decryptMedia, MediaIntegrityError, type MediaKind } from './crypto.ts';
import { downloadEncrypted, maxMediaBytes } from './download.ts';
import type { ObjectStore } from './objectStore.ts';

export interface MediaDeps {
  db: Database;
  store: ObjectStore;
  /** Configured origin of WhatsApp media. */
  mediaOrigin: string;
}

const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'image/avif'] as const;

/** What is stored, by what the bytes are (never by what the message claims). Unknown means refused. */
const allowedTypes: Record<MediaKind, ReadonlySet<string>> = {
  voice: new Set(['audio/ogg', 'audio/ogg; codecs=opus', 'audio/mpeg', 'audio/x-m4a', 'video/mp4', 'audio/mp4', 'audio/wav']),
  image: new Set(pictures),
  document: new Set(['application/pdf', ...pictures]),
};

/** Steps that fetch and keep the media of a message. */
export function createMediaActivities(deps: MediaDeps): MediaActivities {
  return {
    storeMedia: (input) => atBoundary(() => withHeartbeat((signal) => storeMedia(deps, input, signal))),
  };
}

type Input = Parameters<MediaActivities['storeMedia']>[0];

async function storeMedia({ db, store, mediaOrigin }: MediaDeps, input: Input, signal: AbortSignal): Promise<StoredMedia> {
  const { messageId } = input;
  const known = await db.query.media.findFirst({ where: eq(media.messageId, messageId) });
  if (known) {
    const { bucket, key, sha256, bytes, mime } = known;
    return { bucket, key, sha256, bytes, mime };
  }
  const row = await db.query.message.findFirst({ where: eq(message.id, messageId), columns: { kind: true, media: true } });
  if (!row?.media) throw failure('Internal', `message ${messageId} has no media`, { nonRetryable: true });
  const kind = mediaKind(row.kind);
  if (row.media.fileLength > maxMediaBytes[kind]) throw failure('MediaTooLarge', `media of ${row.media.fileLength} bytes`);

  const directPath = input.directPath ?? row.media.directPath;
  const encrypted = await downloadEncrypted({ origin: mediaOrigin, directPath, kind }, signal);
  const plain = decryptOrFail(encrypted, { kind, ...row.media });
  const mime = await sniff(plain, kind);
  const sha256 = createHash('sha256').update(plain).digest('hex');
  const stored = { bucket: store.bucket, key: sha256, sha256, bytes: plain.length, mime };
  // The object is there before a row points to it; the same content always gets the same key, so repeating is harmless.
  if ((await store.stat(sha256))?.bytes !== plain.length) await store.put(sha256, plain, mime);
  await db
    .insert(media)
    .values({ messageId, ...stored })
    .onConflictDoNothing();
  return stored;
}

function mediaKind(kind: string): MediaKind {
  if (kind === 'voice' || kind === 'image' || kind === 'document') return kind;
  throw failure('Internal', `a message of kind ${kind} has no media`, { nonRetryable: true });
}

function decryptOrFail(encrypted: Buffer, expected: Parameters<typeof decryptMedia>[1]): Buffer {
  try {
    return decryptMedia(encrypted, expected);
  } catch (error) {
    throw error instanceof MediaIntegrityError ? failure('MediaCorrupt', error.message, { cause: error }) : error;
  }
}

async function sniff(data: Buffer, kind: MediaKind): Promise<string> {
  const type = await fileTypeFromBuffer(data).catch(() => undefined);
  if (type && allowedTypes[kind].has(type.mime)) return type.mime;
  throw failure('MediaUnsupported', `${kind} is of type ${type?.mime ?? 'unknown'}`);
}
