import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * AES-256-GCM with a key ring, shared by the session keys at rest and the Temporal payload codec.
 * Sealed form: format byte, length of the key id, key id, nonce, ciphertext, tag. The key id lets a ring be rotated:
 * the first key seals, every key of the ring opens.
 */

const algorithm = 'aes-256-gcm';
const formatVersion = 1;
const key_bytes = 32;
/** NIST SP 800-38D: 96-bit nonces, random per message. */
const nonce_bytes = 12;
const tag_bytes = 16;
/** Format byte and key id length. */
const header_bytes = 2;

export interface KeyRing {
  /** Id of the key that seals. */
  current: string;
  keys: ReadonlyMap<string, Buffer>;
}

/** Sealed bytes cannot be opened: unknown key id, wrong associated data, or tampered. The message holds no key material. */
export class CipherError extends Error {
  override readonly name = 'CipherError';
}

/**
 * Reads `id:base64,id:base64`; the first key is the current one.
 * @throws CipherError when a key is not 32 bytes, an id repeats or the ring is empty.
 */
export function parseKeyRing(text: string): KeyRing {
  const keys = new Map<string, Buffer>();
  for (const part of text.split(',')) {
    const colon = part.indexOf(':');
    const id = part.slice(0, colon);
    const key = Buffer.from(part.slice(colon + 1), 'base64');
    if (colon < 1 || Buffer.byteLength(id) > 255 || key.length !== key_bytes) throw new CipherError('malformed key ring');
    if (keys.has(id)) throw new CipherError(`key id ${id} appears twice in the ring`);
    keys.set(id, key);
  }
  const [current] = keys.keys();
  if (current === undefined) throw new CipherError('empty key ring');
  return { current, keys };
}

/** Encrypts with the current key. `aad` binds the result to its place (a row, a purpose): opening needs the same one. */
export function sealBytes(ring: KeyRing, plain: Uint8Array, aad?: string): Buffer {
  const id = Buffer.from(ring.current);
  const nonce = randomBytes(nonce_bytes);
  const cipher = createCipheriv(algorithm, keyOf(ring, ring.current), nonce, { authTagLength: tag_bytes });
  if (aad !== undefined) cipher.setAAD(Buffer.from(aad));
  const sealed = [cipher.update(plain), cipher.final()];
  return Buffer.concat([Buffer.from([formatVersion, id.length]), id, nonce, ...sealed, cipher.getAuthTag()]);
}

/** @throws CipherError */
export function openBytes(ring: KeyRing, sealed: Uint8Array, aad?: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const idEnd = header_bytes + (bytes[1] ?? 0);
  const textStart = idEnd + nonce_bytes;
  const textEnd = bytes.length - tag_bytes;
  if (bytes[0] !== formatVersion || textEnd < textStart) throw new CipherError('not sealed bytes of this format');
  const key = keyOf(ring, bytes.toString('utf8', header_bytes, idEnd));
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(idEnd, textStart), { authTagLength: tag_bytes });
  if (aad !== undefined) decipher.setAAD(Buffer.from(aad));
  decipher.setAuthTag(bytes.subarray(textEnd));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(textStart, textEnd)), decipher.final()]);
  } catch {
    throw new CipherError('sealed bytes do not authenticate');
  }
}

function keyOf(ring: KeyRing, id: string): Buffer {
  const key = ring.keys.get(id);
  if (!key) throw new CipherError(`key id ${id} is not in the ring`);
  return key;
}
