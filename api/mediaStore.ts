import type { Readable } from 'node:stream';
import { Client } from 'minio';
import { notFound, Problem } from './problem.ts';

/** A stored object as its row tells it. */
export interface StoredObject {
  bucket: string;
  key: string;
  mime: string;
  bytes: number;
  sha256: string;
}

/** The object store as the API needs it. */
export interface MediaStore {
  /** @throws Problem 404 when the object is gone, 503 when the store does not answer in time. */
  open(object: Pick<StoredObject, 'bucket' | 'key'>): Promise<Readable>;
  /** Keeps a file under its content; keeping it again is harmless. @throws Problem 503 when the store does not answer in time. */
  put(file: { data: Buffer; sha256: string; mime: string }): Promise<{ bucket: string; key: string }>;
  /** True when the store answers and has the bucket. */
  isReachable(): Promise<boolean>;
}

export interface MediaStoreSettings {
  S3_ENDPOINT: string;
  S3_REGION: string;
  S3_ACCESS_KEY: string;
  S3_SECRET_KEY: string;
  S3_BUCKET: string;
}

/** The first byte comes in milliseconds; longer means that the store is away. */
const openWithin_ms = 5_000;

/** Some megabytes over a slow disk. */
const putWithin_ms = 20_000;

export function createMediaStore(settings: MediaStoreSettings): MediaStore {
  const url = new URL(settings.S3_ENDPOINT);
  const useSSL = url.protocol === 'https:';
  const client = new Client({
    endPoint: url.hostname,
    port: Number(url.port) || (useSSL ? 443 : 80),
    useSSL,
    region: settings.S3_REGION,
    accessKey: settings.S3_ACCESS_KEY,
    secretKey: settings.S3_SECRET_KEY,
    pathStyle: true,
  });
  return {
    open: async ({ bucket, key }) => {
      const opening = client.getObject(bucket, key);
      try {
        return await inTime(opening);
      } catch (error) {
        // An answer that comes after all must not hold its connection.
        opening.then((late) => late.destroy()).catch(() => {});
        if ((error as { code?: string }).code === 'NoSuchKey') throw notFound('object in the store');
        throw new Problem(503, 'The object store does not answer.');
      }
    },
    put: async ({ data, sha256, mime }) => {
      const key = `${sha256.slice(0, 2)}/${sha256}`;
      try {
        await inTime(client.putObject(settings.S3_BUCKET, key, data, data.length, { 'Content-Type': mime }), putWithin_ms);
      } catch {
        throw new Problem(503, 'The object store does not answer.');
      }
      return { bucket: settings.S3_BUCKET, key };
    },
    isReachable: () => client.bucketExists(settings.S3_BUCKET).catch(() => false),
  };
}

async function inTime<T>(call: Promise<T>, within_ms = openWithin_ms): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('late', 'TimeoutError')), within_ms);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
