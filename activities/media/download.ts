import { failure } from '../failure.ts';
import { type MediaKind, macBytes } from './crypto.ts';

const megabyte = 1024 * 1024;

/** Largest plain file per kind, bytes: WhatsApp's own limits for voice and images; 20 MB is a 10-page scan. */
export const maxMediaBytes: Record<MediaKind, number> = {
  voice: 16 * megabyte,
  image: 16 * megabyte,
  document: 20 * megabyte,
};

/** AES-CBC pads to a full block, at most one more. */
const maxPaddingBytes = 16;

/** The first byte must come within this time. */
const headersTimeoutMs = 15_000;

/** The whole file must come within this time: 20 MB at 3 Mbit/s. */
const downloadTimeoutMs = 60_000;

/** WhatsApp answers these for media that its servers have dropped. */
const goneStatuses = [404, 410];

export interface MediaSource {
  /** Configured origin of WhatsApp media, e.g. `https://mmg.whatsapp.net`. */
  origin: string;
  directPath: string;
  kind: MediaKind;
}

/**
 * Address of a media file: always on the configured origin. A message that carries anything but a path (a host, a scheme) is
 * refused, so that nobody can make us fetch from elsewhere.
 */
export function mediaUrl(origin: string, directPath: string): URL {
  const base = new URL(origin);
  const isPath = directPath.startsWith('/') && !directPath.startsWith('//') && !directPath.includes('\\');
  const url = isPath ? new URL(directPath, base) : null;
  if (url === null || url.origin !== base.origin) throw failure('MediaCorrupt', 'direct path is not a path on the media origin');
  return url;
}

/**
 * Downloads the encrypted file, never more than the cap of its kind.
 * @throws failures MediaGone, MediaTooLarge, MediaCorrupt; Unavailable (retryable) for network and server trouble
 */
export async function downloadEncrypted(source: MediaSource, signal?: AbortSignal): Promise<Buffer> {
  const url = mediaUrl(source.origin, source.directPath);
  const limit = maxMediaBytes[source.kind] + maxPaddingBytes + macBytes;
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new DOMException('media server did not answer in time', 'TimeoutError')),
    headersTimeoutMs,
  );
  const signals = [late.signal, AbortSignal.timeout(downloadTimeoutMs), ...(signal ? [signal] : [])];
  try {
    // The real servers refuse requests that do not come from the web client's origin.
    const response = await fetch(url, {
      headers: { origin: 'https://web.whatsapp.com' },
      redirect: 'error',
      signal: AbortSignal.any(signals),
    });
    clearTimeout(timer);
    refuseStatus(response.status);
    if (Number(response.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
    return await collect(response, limit);
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof TypeError ? failure('Unavailable', 'media server cannot be reached', { cause: error }) : error;
  } finally {
    clearTimeout(timer);
  }
}

function refuseStatus(status: number): void {
  if (status === 200) return;
  if (goneStatuses.includes(status)) throw failure('MediaGone', `media server answered ${status}`);
  throw failure('Unavailable', `media server answered ${status}`);
}

function tooLarge(limit: number) {
  return failure('MediaTooLarge', `media is bigger than ${limit} bytes`);
}

async function collect(response: Response, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
