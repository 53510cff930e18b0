import { join } from 'node:path';
import type { DataConverter } from '@temporalio/common';
import { parseKeyRing } from '../database/cipher.ts';
import { EncryptionCodec } from './codec.ts';

/** The module the workflow bundle takes the failure converter from; client and workers must use the same one. */
export const failureConverterPath = join(
  import.meta.dirname,
  `failureConverter${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`,
);

/** The one data converter of clients and workers. @param keys `id:base64,...`, see `TEMPORAL_PAYLOAD_KEYS` */
export const dataConverter = (keys: string): DataConverter => ({
  failureConverterPath,
  payloadCodecs: [new EncryptionCodec(parseKeyRing(keys))],
});
