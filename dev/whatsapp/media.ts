import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getMediaKeys, type MediaType } from '@whiskeysockets/baileys';
import type { MediaKind, MediaView, Tables } from './model.ts';
import type { MediaReference } from './phones/read.ts';

/** What a message says about its encrypted file. */
export interface UploadedMedia {
  url: string;
  directPath: string;
  mediaKey: Buffer;
  fileSha256: Buffer;
  fileEncSha256: Buffer;
  fileLength: number;
  mediaKeyTimestamp: number;
}

/** Length of the key all keys of one file are derived from, and of the cut MAC behind the ciphertext. */
const MEDIA_KEY_BYTES = 32;
const MAC_BYTES = 10;
const FILE_ID = /^[0-9a-f-]{36}$/;

const HKDF_TYPE: Record<MediaKind, MediaType> = {
  voice: 'audio',
  audio: 'audio',
  image: 'image',
  document: 'document',
  video: 'video',
  sticker: 'sticker',
};

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** The media server: encrypted files for linked devices, and the opened ones for the page. */
export class MediaStore {
  readonly #dir: string | null;
  readonly #table: Tables['media'];
  readonly #uploads: Tables['uploads'];
  readonly #memory = new Map<string, Buffer>();
  readonly #origin: () => string;

  /** @param dir folder for the files; null keeps them in memory. @param origin http origin of this server. */
  constructor(dir: string | null, tables: Pick<Tables, 'media' | 'uploads'>, origin: () => string) {
    this.#dir = dir;
    this.#table = tables.media;
    this.#uploads = tables.uploads;
    this.#origin = origin;
    if (dir !== null) mkdirSync(dir, { recursive: true });
  }

  /** Encrypts a file of a phone and puts it on the media server. */
  async upload(kind: MediaKind, plain: Buffer): Promise<UploadedMedia> {
    const mediaKey = randomBytes(MEDIA_KEY_BYTES);
    const { iv, cipherKey, macKey } = await keysOf(mediaKey, kind);
    const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    const mac = createHmac('sha256', macKey).update(iv).update(sealed).digest().subarray(0, MAC_BYTES);
    const file = Buffer.concat([sealed, mac]);
    const directPath = `/v/${await this.put(file, 'application/octet-stream')}`;
    return {
      url: this.address(directPath),
      directPath,
      mediaKey,
      fileSha256: sha256(plain),
      fileEncSha256: sha256(file),
      fileLength: plain.length,
      mediaKeyTimestamp: Math.floor(Date.now() / 1000),
    };
  }

  /** A phone remembers which file belongs to its message. */
  remember(messageId: string, { directPath, mediaKey }: Pick<UploadedMedia, 'directPath' | 'mediaKey'>): void {
    this.#uploads.set(messageId, { fileId: idOf(directPath), mediaKey });
  }

  /** Takes the file of a message off the media server, and with `onPhone` off the phone too; false when it has none. */
  expire(messageId: string, onPhone: boolean): boolean {
    const upload = this.#uploads.get(messageId);
    if (!upload) return false;
    this.#table.delete(upload.fileId);
    if (onPhone) this.#uploads.delete(messageId);
    return true;
  }

  /** A phone uploads the file of its message again, under a new path; null when it has it no more. */
  async reupload(messageId: string): Promise<Pick<UploadedMedia, 'directPath' | 'mediaKey'> | null> {
    const upload = this.#uploads.get(messageId);
    const bytes = upload && (await this.#read(upload.fileId));
    if (!bytes) return null;
    const again = { directPath: `/v/${await this.put(bytes, 'application/octet-stream')}`, mediaKey: upload.mediaKey };
    this.remember(messageId, again);
    return again;
  }

  /** Opens a file the gateway sent. Throws when it was never uploaded or its MAC is wrong. */
  async receive(reference: MediaReference): Promise<MediaView> {
    const id = idOf(reference.url ?? reference.directPath ?? '');
    const file = await this.get(id);
    if (!file) throw new Error('the file of this message is not on the media server');
    const { iv, cipherKey, macKey } = await keysOf(reference.mediaKey, reference.kind);
    const sealed = file.bytes.subarray(0, -MAC_BYTES);
    const mac = createHmac('sha256', macKey).update(iv).update(sealed).digest().subarray(0, MAC_BYTES);
    if (!mac.equals(file.bytes.subarray(-MAC_BYTES))) throw new Error('the file of this message was changed');
    const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
    const plain = Buffer.concat([decipher.update(sealed), decipher.final()]);
    return this.view(reference, plain);
  }

  /** Keeps the opened file for the page and describes it. */
  async view(
    about: Omit<MediaView, 'url' | 'bytes' | 'fileName' | 'caption' | 'seconds'> & Partial<MediaReference>,
    plain: Buffer,
  ): Promise<MediaView> {
    const { kind, mime, fileName, caption, seconds } = about;
    return {
      kind,
      mime,
      bytes: plain.length,
      ...(fileName ? { fileName } : {}),
      ...(caption ? { caption } : {}),
      ...(seconds ? { seconds } : {}),
      url: `/media/${await this.put(plain, mime)}`,
    };
  }

  /** Address of a path on this media server. */
  address(path: string): string {
    return `${this.#origin()}${path}`;
  }

  /** Stores a file; returns its id. */
  async put(bytes: Buffer, mime: string): Promise<string> {
    const id = randomUUID();
    if (this.#dir === null) {
      this.#memory.set(id, bytes);
    } else {
      const path = join(this.#dir, id);
      await writeFile(`${path}.part`, bytes);
      await rename(`${path}.part`, path);
    }
    this.#table.set(id, { mime });
    return id;
  }

  async get(id: string): Promise<{ bytes: Buffer; mime: string } | null> {
    const known = FILE_ID.test(id) ? this.#table.get(id) : undefined;
    if (!known) return null;
    const bytes = await this.#read(id);
    return bytes ? { bytes, mime: known.mime } : null;
  }

  async #read(id: string): Promise<Buffer | undefined> {
    return this.#dir === null ? this.#memory.get(id) : readFile(join(this.#dir, id)).catch(() => undefined);
  }
}

const idOf = (path: string): string => path.split('?')[0]?.split('/').at(-1) ?? '';

async function keysOf(mediaKey: Uint8Array, kind: MediaKind): Promise<{ iv: Buffer; cipherKey: Buffer; macKey: Buffer }> {
  const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, HKDF_TYPE[kind]);
  if (!macKey) throw new Error('media keys: no MAC key was derived');
  return { iv: Buffer.from(iv), cipherKey: Buffer.from(cipherKey), macKey: Buffer.from(macKey) };
}
