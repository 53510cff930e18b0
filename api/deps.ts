import type { PayloadCodec } from '@temporalio/common';
import type { Database } from '../database/pool.ts';
import type { EventSource } from './events.ts';
import type { MediaLinks } from './mediaLinks.ts';
import type { MediaStore } from './mediaStore.ts';
import type { Runs } from './runs.ts';

/** What the API needs of the world. */
export interface ApiDeps {
  db: Database;
  media: MediaStore;
  links: MediaLinks;
  temporal: Runs;
  /** What is committed, as it happens. */
  events: EventSource;
  /** Where a person looks at a run. */
  temporalUi: { url: string; namespace: string };
  /** Opens the sealed payloads of runs for that page; without it they stay closed there. */
  codec?: PayloadCodec;
  /** Bearer token every `/v1` route asks for; without one only this machine is served. */
  token: string | undefined;
}
