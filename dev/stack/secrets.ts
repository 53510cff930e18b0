import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeAtomic } from './file.ts';

/** Made once per data folder, never printed. */
export interface Secrets {
  databaseOwnerPassword: string;
  databaseAppPassword: string;
  s3AccessKey: string;
  s3SecretKey: string;
  /** `id:base64`, as the processes' environment wants it. */
  payloadKeys: string;
  sessionKeys: string;
}

const password_bytes = 24;
const aesKey_bytes = 32;
const accessKey_bytes = 10;

const password = () => randomBytes(password_bytes).toString('base64url');
const keyRing = () => `k1:${randomBytes(aesKey_bytes).toString('base64')}`;

/** Reads the secrets of a data folder, or makes them on its first start (mode 600). */
export function ensureSecrets(path: string): Secrets {
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Secrets;
  const secrets: Secrets = {
    databaseOwnerPassword: password(),
    databaseAppPassword: password(),
    s3AccessKey: randomBytes(accessKey_bytes).toString('hex'),
    s3SecretKey: password(),
    payloadKeys: keyRing(),
    sessionKeys: keyRing(),
  };
  writeAtomic(path, JSON.stringify(secrets, null, 2));
  return secrets;
}
