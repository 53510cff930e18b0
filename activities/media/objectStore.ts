import type { Readable } from 'node:stream';
import { Client } from 'minio';

export interface ObjectStoreOptions {
  /** S3 endpoint URL, e.g. `http://127.0.0.1:9000`. */
  endpoint: string;
  region: string;
  accessKey: string;
  secretKey: string;
  bucket: string;
}

/** The object is not in the store. */
export class ObjectMissingError extends Error {
  override readonly name = 'ObjectMissingError';
}

/** The object has changed or is bigger than the caller wants to hold. */
export class ObjectRefusedError extends Error {
  override readonly name = 'ObjectRefusedError';
}

/** Our media in one bucket of any S3. Every call ends within its timeout; what a call throws otherwise is network trouble. */
export interface ObjectStore {
  readonly bucket: string;
  /** Makes the bucket when it is not there. */
  ensureBucket(): Promise<void>;
  put(key: string, data: Buffer, mime: string): Promise<void>;
  /** Stores a file of any size, in parts. */
  putFile(key: string, path: string, mime: string): Promise<void>;
  /** Removes an object; one that is not there is removed already. */
  remove(key: string): Promise<void>;
  /** The whole object. @throws ObjectMissingError, ObjectRefusedError when it is bigger than `maxBytes` */
  get(key: string, maxBytes: number): Promise<Buffer>;
  /** @throws ObjectMissingError */
  stream(key: string): Promise<Readable>;
  /** Null when there is no such object. */
  stat(key: string): Promise<{ bytes: number; mime: string | null } | null>;
}

/** A store that does not answer for so long is treated as down; 20 MB over a slow disk stay far below. */
const callTimeoutMs = 20_000;

/** Some hundred megabytes over a slow disk. */
const fileTimeoutMs = 5 * 60_000;

/** An {@link ObjectStore} over the MinIO client. */
export function createObjectStore(options: ObjectStoreOptions): ObjectStore {
  const { bucket, region } = options;
  const url = new URL(options.endpoint);
  const secure = url.protocol === 'https:';
  const client = new Client({
    endPoint: url.hostname,
    port: Number(url.port) || (secure ? 443 : 80),
    useSSL: secure,
    region,
    accessKey: options.accessKey,
    secretKey: options.secretKey,
    pathStyle: true,
  });

  const stat: ObjectStore['stat'] = async (key) => {
    try {
      const found = await inTime(client.statObject(bucket, key));
      return { bytes: found.size, mime: found.metaData['content-type'] ?? null };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };

  const stream: ObjectStore['stream'] = async (key) => {
    try {
      return await inTime(client.getObject(bucket, key));
    } catch (error) {
      throw isMissing(error) ? new ObjectMissingError(`no object ${key}`) : error;
    }
  };

  return {
    bucket,
    ensureBucket: () => inTime(ensureBucket(client, bucket, region)),
    put: async (key, data, mime) => {
      await inTime(client.putObject(bucket, key, data, data.length, { 'Content-Type': mime }));
    },
    putFile: async (key, path, mime) => {
      await inTime(client.fPutObject(bucket, key, path, { 'Content-Type': mime }), fileTimeoutMs);
    },
    remove: (key) => inTime(client.removeObject(bucket, key)),
    get: async (key, maxBytes) => {
      const body = await stream(key);
      try {
        return await inTime(collect(body, maxBytes));
      } finally {
        body.destroy();
      }
    },
    stream,
    stat,
  };
}

async function ensureBucket(client: Client, bucket: string, region: string): Promise<void> {
  if (await client.bucketExists(bucket)) return;
  try {
    await client.makeBucket(bucket, region);
  } catch (error) {
    // Another process made it at the same moment.
    if (!(await client.bucketExists(bucket))) throw error;
  }
}

async function collect(body: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new ObjectRefusedError(`object is bigger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'NoSuchKey' || code === 'NotFound';
}

/** The client has no timeout of its own. */
async function inTime<T>(call: Promise<T>, within_ms = callTimeoutMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('object store did not answer in time', 'TimeoutError')), within_ms);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
