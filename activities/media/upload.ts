import type { UploadTicket } from '../../workflows/contracts.ts';
import { failure } from '../failure.ts';
import type { SealedMedia } from './crypto.ts';

/** A whole file must be taken within this time: 20 MB at 3 Mbit/s. */
const upload_timeout_ms = 60_000;

/** Hosts a ticket may name; any other would be somebody else's. */
const ownHost = /^[a-z0-9.-]+\.whatsapp\.net$/;

/** Where an uploaded file lies. */
export interface Uploaded {
  url: string;
  directPath: string;
}

/**
 * Puts a sealed file on WhatsApp's media servers: those the ticket names, in order, then the configured one.
 * @param origin configured origin of WhatsApp media, e.g. `https://mmg.whatsapp.net`.
 * @throws failure Unavailable (retryable)
 */
export async function uploadDocument(
  { encrypted, described }: SealedMedia,
  { auth, hosts }: UploadTicket,
  origin: string,
): Promise<Uploaded> {
  const token = Buffer.from(described.fileEncSha256, 'base64').toString('base64url');
  const path = `/mms/document/${token}?${new URLSearchParams({ auth, token })}`;
  for (const host of [...hosts.filter((name) => ownHost.test(name)).map((name) => `https://${name}`), origin]) {
    const uploaded = await put(new URL(path, host), encrypted);
    if (uploaded) return uploaded;
  }
  throw failure('Unavailable', 'no media server took the file');
}

/** Null where this server does not take it. */
async function put(url: URL, body: Buffer): Promise<Uploaded | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { origin: 'https://web.whatsapp.com', 'content-type': 'application/octet-stream' },
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(upload_timeout_ms),
    });
    const answer: unknown = response.ok ? await response.json() : null;
    return isUploaded(answer) ? { url: answer.url, directPath: answer.direct_path } : null;
  } catch {
    return null;
  }
}

const isUploaded = (answer: unknown): answer is { url: string; direct_path: string } =>
  typeof answer === 'object' &&
  answer !== null &&
  'url' in answer &&
  typeof answer.url === 'string' &&
  'direct_path' in answer &&
  typeof answer.direct_path === 'string';
