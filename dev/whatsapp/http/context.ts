import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import type { Logger } from 'pino';
import type { Chats } from '../chats.ts';
import type { Delivery } from '../delivery.ts';
import type { Directory } from '../directory.ts';
import type { Faults, TraceLog } from '../faults.ts';
import type { MediaStore } from '../media.ts';
import type { Sender } from '../phones/sender.ts';
import type { WhatsAppServer } from '../protocol/server.ts';
import type { Store } from '../store.ts';

/** What the routes work with. */
export interface HttpParts {
  store: Store;
  directory: Directory;
  chats: Chats;
  delivery: Delivery;
  media: MediaStore;
  server: WhatsAppServer;
  sender: Sender;
  faults: Faults;
  traces: TraceLog;
  links: { label: string; url: string }[];
  log: Logger;
}

export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  Logger,
  TypeBoxTypeProvider
>;

/** Largest file of a message: past what a gateway takes, so that its refusal can be seen. WhatsApp has 16 MB for media, 2 GB for documents. */
export const MAX_MEDIA_BYTES = 32 * 1024 * 1024;
