import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createObjectStore, type ObjectStore } from '../activities/media/objectStore.ts';
import { adminGrpcDistance, bucket, s3Part } from '../dev/stack/parts/s3.ts';
import { stackPaths } from '../dev/stack/paths.ts';
import { ensureWeed } from '../dev/stack/provision/binaries.ts';
import { ensureSecrets } from '../dev/stack/secrets.ts';
import { choosePorts } from '../dev/stack/supervisor/ports.ts';

const portNames = [
  's3',
  's3Grpc',
  's3Master',
  's3MasterGrpc',
  's3Volume',
  's3VolumeGrpc',
  's3Filer',
  's3FilerGrpc',
  's3Admin',
] as const;

const startTimeoutMs = 60_000;

export interface TestObjectStore {
  store: ObjectStore;
  endpoint: string;
  credentials: { accessKey: string; secretKey: string };
  stop: () => Promise<void>;
}

/** A genuine SeaweedFS of its own for the calling test file, stopped after its last test. Call it at the top of the file: a hook that is made within a hook never runs. */
export async function testObjectStore(): Promise<TestObjectStore> {
  const folder = mkdtempSync(join(tmpdir(), 'catat-test-s3-'));
  const paths = stackPaths(folder);
  const secrets = ensureSecrets(paths.secrets);
  const wanted = Object.fromEntries(portNames.map((name) => [name, []])) as unknown as Record<
    (typeof portNames)[number],
    number[]
  >;
  const ports = await choosePorts({ wanted, alongside: { s3Admin: adminGrpcDistance } });
  const binary = async () => {
    const found = await ensureWeed(() => {});
    if (!('path' in found)) throw new Error(found.missing);
    return found.path;
  };
  const part = s3Part(binary, paths, ports, secrets);
  const running = await part.launch();
  const stop = async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  afterAll(stop);
  await part.ready(AbortSignal.timeout(startTimeoutMs));
  const endpoint = `http://127.0.0.1:${ports.s3}`;
  const credentials = { accessKey: secrets.s3AccessKey, secretKey: secrets.s3SecretKey };
  return { store: createObjectStore({ endpoint, region: 'us-east-1', ...credentials, bucket }), endpoint, credentials, stop };
}
