import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Kinds of media as WhatsApp's key derivation names them. */
export type MediaKind = 'voice' | 'image' | 'document';

/** HKDF info strings of WhatsApp's media encryption. */
const keyInfo: Record<MediaKind, string> = {
  voice: 'WhatsApp Audio Keys',
  image: 'WhatsApp Image Keys',
  document: 'WhatsApp Document Keys',
};

/** Layout of the expanded key: iv, cipher key, MAC key (the rest is not used for media). */
const expandedBytes = 112;
const ivBytes = 16;
const cipherKeyBytes = 32;
const macKeyBytes = 32;

/** The file ends with an HMAC-SHA256 cut to so many bytes. */
export const macBytes = 10;

/** The file is not what the sender's message describes: altered, cut short, or another file. */
export class MediaIntegrityError extends Error {
  override readonly name = 'MediaIntegrityError';
}

export interface ExpectedMedia {
  kind: MediaKind;
  /** Base64. */
  mediaKey: string;
  /** Base64 sha256 of the plain file. */
  fileSha256: string;
  /** Base64 sha256 of the encrypted file. */
  fileEncSha256: string | null;
  /** Bytes of the plain file. */
  fileLength: number;
}

/**
 * Decrypts a WhatsApp media file (AES-256-CBC, encrypt-then-MAC) after checking all that the message says about it.
 * @throws MediaIntegrityError
 */
export function decryptMedia(encrypted: Buffer, expected: ExpectedMedia): Buffer {
  const { iv, cipherKey, macKey } = mediaKeys(expected.mediaKey, expected.kind);
  if (expected.fileEncSha256 !== null && !hashMatches(encrypted, expected.fileEncSha256))
    throw new MediaIntegrityError('hash of the encrypted file differs');
  if (encrypted.length <= macBytes) throw new MediaIntegrityError('file is shorter than its MAC');
  const cipherText = encrypted.subarray(0, -macBytes);
  const mac = createHmac('sha256', macKey).update(iv).update(cipherText).digest().subarray(0, macBytes);
  if (!timingSafeEqual(mac, encrypted.subarray(-macBytes))) throw new MediaIntegrityError('MAC differs');
  const plain = decrypt(cipherText, cipherKey, iv);
  if (plain.length !== expected.fileLength) throw new MediaIntegrityError('length of the file differs');
  if (!hashMatches(plain, expected.fileSha256)) throw new MediaIntegrityError('hash of the file differs');
  return plain;
}

/** A key of WhatsApp's media encryption. */
const mediaKeyBytes = 32;

/** A file sealed for WhatsApp's media servers, and what a message has to tell of it. */
export interface SealedMedia {
  encrypted: Buffer;
  described: ExpectedMedia & { fileEncSha256: string };
}

/** Seals a file under a key of its own, as {@link decryptMedia} opens it. */
export function sealMedia(plain: Buffer, kind: MediaKind): SealedMedia {
  const mediaKey = randomBytes(mediaKeyBytes).toString('base64');
  const { iv, cipherKey, macKey } = mediaKeys(mediaKey, kind);
  const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
  const cipherText = Buffer.concat([cipher.update(plain), cipher.final()]);
  const mac = createHmac('sha256', macKey).update(iv).update(cipherText).digest().subarray(0, macBytes);
  const encrypted = Buffer.concat([cipherText, mac]);
  const described = {
    kind,
    mediaKey,
    fileSha256: sha256Of(plain).toString('base64'),
    fileEncSha256: sha256Of(encrypted).toString('base64'),
    fileLength: plain.length,
  };
  return { encrypted, described };
}

function mediaKeys(mediaKey: string, kind: MediaKind): { iv: Buffer; cipherKey: Buffer; macKey: Buffer } {
  const expanded = Buffer.from(
    hkdfSync('sha256', Buffer.from(mediaKey, 'base64'), Buffer.alloc(0), keyInfo[kind], expandedBytes),
  );
  const cipherKeyEnd = ivBytes + cipherKeyBytes;
  return {
    iv: expanded.subarray(0, ivBytes),
    cipherKey: expanded.subarray(ivBytes, cipherKeyEnd),
    macKey: expanded.subarray(cipherKeyEnd, cipherKeyEnd + macKeyBytes),
  };
}

function decrypt(cipherText: Buffer, key: Buffer, iv: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, iv);
    return Buffer.concat([decipher.update(cipherText), decipher.final()]);
  } catch (cause) {
    throw new MediaIntegrityError('file cannot be decrypted', { cause });
  }
}

function hashMatches(data: Buffer, base64: string): boolean {
  const expected = Buffer.from(base64, 'base64');
  const actual = sha256Of(data);
  return expected.length === actual.length && timingSafeEqual(actual, expected);
}

const sha256Of = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
