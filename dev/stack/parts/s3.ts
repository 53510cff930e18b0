import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { logFile, type StackPaths } from '../paths.ts';
import type { Secrets } from '../secrets.ts';
import { httpReady } from '../supervisor/probe.ts';
import { launchProcess } from '../supervisor/process.ts';
import type { Part } from '../supervisor/supervisor.ts';
import { programEnvironment } from './temporal.ts';

export const bucket = 'media';

/** Parts of `weed mini` that take a port each; all on loopback. */
export interface S3Ports {
  s3: number;
  s3Grpc: number;
  s3Master: number;
  s3MasterGrpc: number;
  s3Volume: number;
  s3VolumeGrpc: number;
  s3Filer: number;
  s3FilerGrpc: number;
  s3Admin: number;
}

/** The admin worker dials its server at the HTTP port plus this, whatever the flags say: the port must be free too. */
export const adminGrpcDistance = 10_000;

const httpForbidden = 403;

/** SeaweedFS as S3 with generated credentials and our bucket. */
export function s3Part(binary: () => Promise<string>, paths: StackPaths, ports: S3Ports, secrets: Secrets): Part {
  const log = logFile(paths, 's3');
  const socket = (name: string) => join(paths.s3, `${name}.sock`);
  const args = [
    ...['mini', `-dir=${paths.s3}`, '-ip=127.0.0.1', '-ip.bind=127.0.0.1', '-master.telemetry=false'],
    ...['-admin.ui=false', '-webdav=false', '-s3.port.iceberg=0', '-s3.port.lance=0'],
    ...[`-s3.port=${ports.s3}`, `-s3.port.grpc=${ports.s3Grpc}`],
    ...[`-master.port=${ports.s3Master}`, `-master.port.grpc=${ports.s3MasterGrpc}`],
    ...[`-volume.port=${ports.s3Volume}`, `-volume.port.grpc=${ports.s3VolumeGrpc}`],
    ...[`-filer.port=${ports.s3Filer}`, `-filer.port.grpc=${ports.s3FilerGrpc}`, `-admin.port=${ports.s3Admin}`],
  ];
  return {
    name: 's3',
    needs: [],
    logFile: log,
    launch: async () => {
      const command = await binary();
      // A killed server leaves its sockets, and cannot bind them again.
      for (const name of ['filer', 's3']) rmSync(socket(name), { force: true });
      return launchProcess({
        command,
        args: [...args, `-filer.localSocket=${socket('filer')}`, `-s3.localSocket=${socket('s3')}`],
        env: {
          ...programEnvironment(),
          AWS_ACCESS_KEY_ID: secrets.s3AccessKey,
          AWS_SECRET_ACCESS_KEY: secrets.s3SecretKey,
          S3_BUCKET: bucket,
        },
        cwd: paths.s3,
        logFile: log,
      });
    },
    // Without a signature the bucket answers "forbidden" once the credentials are loaded.
    ready: httpReady(`http://127.0.0.1:${ports.s3}/${bucket}`, (status) => status === httpForbidden),
  };
}
