import { Client } from 'minio';

/** A link to a receipt or voice note is good for so long: enough to look at it, too short to be passed around. */
export const mediaLink_s = 300;

/** Media as the API needs them: links for people, never bytes. */
export interface MediaStore {
  /** A link that works for {@link mediaLink_s} seconds; null when it cannot be made at the moment. */
  link(object: { bucket: string; key: string }): Promise<string | null>;
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

/** Links are signed here, without asking the store. */
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
    link: ({ bucket, key }) => client.presignedGetObject(bucket, key, mediaLink_s).catch(() => null),
    isReachable: () => client.bucketExists(settings.S3_BUCKET).catch(() => false),
  };
}
