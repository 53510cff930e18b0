import type { ApiDeps } from '../../api/deps.ts';
import { noEvents } from '../../api/events.ts';
import { createMediaLinks } from '../../api/mediaLinks.ts';
import { createMediaStore } from '../../api/mediaStore.ts';
import type { Database } from '../../database/pool.ts';

/** Nothing listens there. */
const nowhere = '127.0.0.1:1';

/** What the API needs, with nothing behind it but the database: for benches and tests. */
export const bareApi = (db: Database, over: Partial<ApiDeps> = {}): ApiDeps => ({
  db,
  media: createMediaStore({
    S3_ENDPOINT: `http://${nowhere}`,
    S3_REGION: 'us-east-1',
    S3_ACCESS_KEY: 'key',
    S3_SECRET_KEY: 'secret',
    S3_BUCKET: 'media',
  }),
  links: createMediaLinks('secret'),
  temporal: {
    isReachable: async () => true,
    decide: () => Promise.reject(new Error('not in this test')),
    retry: () => Promise.reject(new Error('not in this test')),
    startExport: async () => {},
    startSubject: async () => {},
    steps: async () => [],
  },
  events: noEvents,
  temporalUi: { url: `http://${nowhere}`, namespace: 'default' },
  token: undefined,
  ...over,
});
