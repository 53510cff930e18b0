import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ObjectStore } from '../media/objectStore.ts';

/** A file as it lies in the store. */
export interface StoredFile {
  bucket: string;
  key: string;
  /** Lower-case hex. */
  sha256: string;
  bytes: number;
}

/**
 * Has a file of any size written beside, and stores it: memory stays bounded, and nothing half written is ever seen.
 * @returns where it lies, and what `write` returned.
 */
export async function storeFile<T>(
  store: Pick<ObjectStore, 'bucket' | 'putFile'>,
  { key, mime }: { key: string; mime: string },
  write: (path: string) => Promise<T>,
): Promise<{ file: StoredFile; written: T }> {
  const folder = await mkdtemp(join(tmpdir(), 'catat-export-'));
  try {
    const path = join(folder, 'file');
    const written = await write(path);
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    const { size } = await stat(path);
    await store.putFile(key, path, mime);
    return { file: { bucket: store.bucket, key, sha256: hash.digest('hex'), bytes: size }, written };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
