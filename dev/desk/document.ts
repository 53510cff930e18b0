import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../api/app.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { noEvents } from '../../api/events.ts';
import { createMediaLinks } from '../../api/mediaLinks.ts';
import { createMediaStore } from '../../api/mediaStore.ts';
import { connect, type Database } from '../../database/pool.ts';

/** Nothing listens there. */
const nowhere = '127.0.0.1:1';

/** What the API needs, with a database and nothing else behind it: no files, no runs, no events. */
export const databaseOnly = (db: Database): ApiDeps => ({
  db,
  media: createMediaStore({
    S3_ENDPOINT: `http://${nowhere}`,
    S3_REGION: 'us-east-1',
    S3_ACCESS_KEY: 'none',
    S3_SECRET_KEY: 'none',
    S3_BUCKET: 'none',
  }),
  links: createMediaLinks('none'),
  temporal: {
    isReachable: async () => false,
    decide: async () => 'QuestionClosed',
    retry: async () => {},
    startExport: async () => {},
    startSubject: async () => {},
    steps: async () => [],
  },
  events: noEvents,
  temporalUi: { url: `http://${nowhere}`, namespace: 'default' },
  token: undefined,
});

/** The API ready to say what it offers, which needs no database either; `close` ends it. */
export async function describedApi(): Promise<{ app: FastifyInstance; close(): Promise<void> }> {
  const database = connect({ url: `postgres://nobody@${nowhere}/none`, max: 1, name: 'document', onIdleError: () => {} });
  const app = buildApp(databaseOnly(database.db));
  await app.ready();
  const close = async () => {
    await app.close();
    await database.close();
  };
  return { app, close };
}
