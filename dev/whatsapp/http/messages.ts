import type { MultipartFields, MultipartFile } from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Chats, NetworkEvent } from '../chats.ts';
import { RequestFailure } from '../failure.ts';
import { type ChatItem, DEFAULT_ACCOUNT_NUMBER } from '../model.ts';
import { describeFile } from '../phones/file.ts';
import type { Route, Sender, SendOptions } from '../phones/sender.ts';
import { checkedNumber } from './schemas.ts';

/** What a caller may ask of a chat. */
export interface ListRequest {
  after?: string | undefined;
  wait?: number | undefined;
  from?: string | undefined;
}

/** Lines of a phone or group, oldest first: those behind `after`, waiting up to `wait` seconds for the first one. */
export async function listMessages(chats: Chats, owner: string, request: ListRequest, gone: AbortSignal): Promise<ChatItem[]> {
  const from =
    request.from === undefined ? undefined : request.from === 'catat' ? DEFAULT_ACCOUNT_NUMBER : checkedNumber(request.from);
  const lines = chats.list(owner);
  const start = request.after === undefined ? 0 : lines.findIndex(({ id }) => id === request.after) + 1;
  if (start === 0 && request.after !== undefined) throw new RequestFailure(404, `There is no message ${request.after} here.`);
  const wanted = (item: ChatItem): boolean => from === undefined || item.from === from;
  const found = lines.slice(start).filter(wanted);
  if (found.length > 0 || !request.wait) return found;
  const chatsOfOwner = (item: ChatItem): boolean => item.chat === owner || item.chat.startsWith(`${owner}/`);
  const next = await nextItem(chats, (item) => chatsOfOwner(item) && wanted(item), request.wait * 1_000, gone);
  return next ? [next] : [];
}

function nextItem(
  chats: Chats,
  wanted: (item: ChatItem) => boolean,
  milliseconds: number,
  gone: AbortSignal,
): Promise<ChatItem | null> {
  return new Promise((resolve) => {
    const finish = (item: ChatItem | null): void => {
      clearTimeout(timer);
      chats.events.off('event', listen);
      resolve(item);
    };
    const listen = (event: NetworkEvent): void => {
      if (event.type === 'item' && wanted(event.item)) finish(event.item);
    };
    const timer = setTimeout(() => finish(null), milliseconds);
    chats.events.on('event', listen);
    gone.addEventListener('abort', () => finish(null), { once: true });
  });
}

/** A signal that fires when the exchange is over, so also when the caller hangs up. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort());
  return controller.signal;
}

/** Reads a multipart message (one file and its fields) and sends it. */
export async function sendUpload(
  request: FastifyRequest,
  sender: Sender,
  route: (field: (name: string) => string | undefined) => Route,
): Promise<ChatItem> {
  const upload = await request.file();
  if (!upload) throw new RequestFailure(400, 'The form has no file: send it as the field "file".');
  const bytes = await upload.toBuffer();
  const field = (name: string): string | undefined => fieldOf(upload, name);
  const file = await describeFile({
    bytes,
    kind: field('kind'),
    fileName: upload.filename,
    declaredMime: upload.mimetype,
    caption: field('caption'),
  });
  const options: SendOptions = { quote: field('quote'), viewOnce: field('viewOnce') === 'true' };
  return sender.file(route(field), file, options);
}

/** A text field of the form; fields may stand before or after the file. */
function fieldOf({ fields }: MultipartFile, name: string): string | undefined {
  const part: MultipartFields[string] = fields[name];
  const field = Array.isArray(part) ? part[0] : part;
  return field?.type === 'field' && typeof field.value === 'string' && field.value !== '' ? field.value : undefined;
}
