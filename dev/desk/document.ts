import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../api/app.ts';
import { noEvents } from '../../api/events.ts';
import { createMediaLinks } from '../../api/mediaLinks.ts';
import { createMediaStore } from '../../api/mediaStore.ts';
import { connect } from '../../database/pool.ts';

/** Nothing listens there: a document needs no server behind it. */
const nowhere = '127.0.0.1:1';

/** The API with nothing behind it, ready to say what it offers; `close` ends it. */
export async function describedApi(): Promise<{ app: FastifyInstance; close(): Promise<void> }> {
  const database = connect({ url: `postgres://nobody@${nowhere}/none`, max: 1, name: 'document', onIdleError: () => {} });
  const app = buildApp({
    db: database.db,
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
      steps: async () => [],
    },
    events: noEvents,
    temporalUi: { url: `http://${nowhere}`, namespace: 'default' },
    token: undefined,
  });
  await app.ready();
  const close = async () => {
    await app.close();
    await database.close();
  };
  return { app, close };
}
