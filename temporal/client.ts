import { Client, Connection, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { parseKeyRing } from '../database/cipher.ts';
import { type MessageRun, messageWorkflowType, taskQueues } from '../workflows/contracts.ts';
import { messageKindAttribute, stageAttribute } from '../workflows/searchAttributes.ts';
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

/**
 * Starts the run of a message; a run that was started before is success.
 * @throws when the server cannot be reached: the caller keeps its row and tries again.
 */
export async function startMessageRun(
  client: Client,
  { workflowId, ...run }: MessageRun & { workflowId: string },
): Promise<void> {
  try {
    await client.withDeadline(Date.now() + call_timeout_ms, () =>
      client.workflow.start(messageWorkflowType, {
        workflowId,
        taskQueue: taskQueues.flow,
        args: [run],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: `${run.kind} message`,
        typedSearchAttributes: [
          { key: messageKindAttribute, value: run.kind },
          { key: stageAttribute, value: 'reading' },
        ],
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
