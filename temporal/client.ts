import { Client, Connection } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { parseKeyRing } from '../database/cipher.ts';
import { EncryptionCodec } from './codec.ts';
import { dataConverter } from './dataConverter.ts';

export interface TemporalSettings {
  TEMPORAL_ADDRESS: string;
  TEMPORAL_NAMESPACE: string;
  TEMPORAL_PAYLOAD_KEYS: string;
}

export interface Temporal {
  client: Client;
  /** What seals the payloads of runs. */
  codec: PayloadCodec;
  /** True when the server answers within the bound. */
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}

/** A call to the server answers in milliseconds; longer means that it is away. */
const call_timeout_ms = 5_000;

/** A client that connects on first use, so that a process may start before its server. */
export function connectTemporal(settings: TemporalSettings): Temporal {
  const connection = Connection.lazy({ address: settings.TEMPORAL_ADDRESS, connectTimeout: call_timeout_ms });
  const client = new Client({
    connection,
    namespace: settings.TEMPORAL_NAMESPACE,
    dataConverter: dataConverter(settings.TEMPORAL_PAYLOAD_KEYS),
  });
  return {
    client,
    codec: new EncryptionCodec(parseKeyRing(settings.TEMPORAL_PAYLOAD_KEYS)),
    isReachable: () =>
      connection
        .withDeadline(Date.now() + call_timeout_ms, () => connection.healthService.check({}))
        .then(
          () => true,
          () => false,
        ),
    close: () => connection.close(),
  };
}
