import { proto } from '@whiskeysockets/baileys';
import type { Chats, NewItem } from '../chats.ts';
import type { Delivery, Session } from '../delivery.ts';
import type { Directory } from '../directory.ts';
import { RequestFailure } from '../failure.ts';
import type { MediaStore } from '../media.ts';
import {
  type ChatItem,
  DEFAULT_ACCOUNT_NUMBER,
  directChat,
  isGroupId,
  type MediaKind,
  type Phone,
  type Queued,
} from '../model.ts';
import type { Store } from '../store.ts';
import {
  editMessage,
  mentioning,
  messageSecret,
  newMessageId,
  quoteContext,
  type Reference,
  reactionMessage,
  revokeMessage,
  sealedEdit,
  textMessage,
  wrap,
} from './compose.ts';

interface SenderParts {
  store: Store;
  directory: Directory;
  chats: Chats;
  delivery: Delivery;
  media: MediaStore;
  session: (account: string) => Session | undefined;
}

/** Who writes where. `to` is an account number or a group id. */
export interface Route {
  phone: Phone;
  to: string;
}

export interface SendOptions {
  quote?: string | undefined;
  viewOnce?: boolean | undefined;
  ephemeralSeconds?: number | undefined;
}

export interface OutgoingFile {
  kind: MediaKind;
  bytes: Buffer;
  mime: string;
  fileName: string;
  caption?: string | undefined;
  /** Playing time of a voice note. */
  seconds?: number | undefined;
}

type Line = Omit<NewItem, 'id' | 'chat' | 'from' | 'to'>;

/** One message on its way: what it says on the wire, and the line the chat shows. */
interface Draft {
  stanzaType: Queued['stanzaType'];
  content: proto.IMessage;
  line: Line;
  edit?: Queued['edit'];
  options?: SendOptions;
}

const MILLISECONDS = 1_000;
/** Messages that may wait for one gateway: hours of the heaviest load run. */
const MAX_QUEUED = 20_000;
const encodeMessage = (message: proto.IMessage): Buffer => Buffer.from(proto.Message.encode(message).finish());

/** The phones' side of writing: puts a line into the chat and the message on its way. */
export class Sender {
  readonly #parts: SenderParts;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** Where a phone's message goes when it does not say: the default account. Throws 404 for a stranger. */
  route(phone: Phone, to: string | undefined): Route {
    const { directory } = this.#parts;
    if (to !== undefined && isGroupId(to)) {
      const group = directory.group(to);
      if (!group) throw new RequestFailure(404, `There is no group ${to}.`);
      if (!group.members.includes(phone.number)) throw new RequestFailure(409, `${phone.number} is not a member of this group.`);
      return { phone, to };
    }
    const account = directory.account(to ?? DEFAULT_ACCOUNT_NUMBER);
    if (!account) throw new RequestFailure(404, `No gateway can be linked to ${to}: it is not an account of this network.`);
    return { phone, to: account.number };
  }

  text(route: Route, text: string, options: SendOptions): ChatItem {
    const quote = this.#quoted(route, options.quote);
    const content = mentioning(textMessage(text, quote), text, this.#mentions(route, text));
    return this.#send(route, { stanzaType: 'text', content, line: { text, ...quoteLine(quote) }, options });
  }

  async file(route: Route, file: OutgoingFile, options: SendOptions): Promise<ChatItem> {
    const quote = this.#quoted(route, options.quote);
    const [uploaded, view] = await Promise.all([
      this.#parts.media.upload(file.kind, file.bytes),
      this.#parts.media.view(file, file.bytes),
    ]);
    const common = { ...uploaded, mimetype: file.mime, ...(quote ? { contextInfo: quoteContext(quote) } : {}) };
    const content = mediaMessage(file, common, options.viewOnce);
    const media = options.viewOnce ? { ...view, viewOnce: true } : view;
    const item = this.#send(route, { stanzaType: 'media', content, line: { media, ...quoteLine(quote) }, options });
    this.#parts.media.remember(item.id, uploaded);
    this.#parts.store.flush();
    return item;
  }

  reaction(route: Route, messageId: string, emoji: string): ChatItem {
    const content = reactionMessage(this.#reference(route, messageId), emoji);
    return this.#send(route, { stanzaType: 'reaction', content, line: { reaction: { messageId, emoji } } });
  }

  /** Changes an own text; `sealed` sends the edit encrypted with the secret of the original, as new phones do. */
  edit(route: Route, messageId: string, text: string, sealed = false): ChatItem {
    const target = this.#own(route, messageId);
    const content = sealed ? sealedEdit(target, messageSecret(route.phone, messageId), text) : editMessage(target, text);
    return this.#send(route, { stanzaType: 'text', content, line: { text, edit: { messageId } }, edit: '1' });
  }

  revoke(route: Route, messageId: string): ChatItem {
    const content = revokeMessage(this.#own(route, messageId));
    return this.#send(route, { stanzaType: 'text', content, line: { revoke: { messageId } }, edit: '7' });
  }

  /** The chat a message id of this phone is in: its newest line with that id. Throws 404 when it has none. */
  chatOf(phone: Phone, messageId: string): string {
    const item = this.#parts.chats.list(phone.number).find(({ id }) => id === messageId);
    if (!item) throw new RequestFailure(404, `${phone.number} has no message ${messageId}.`);
    return item.chat.split('/')[1] ?? '';
  }

  #send(route: Route, { stanzaType, content, line, edit, options }: Draft): ChatItem {
    const { chats, delivery, session, store } = this.#parts;
    const id = newMessageId();
    const { number } = route.phone;
    const chat = chatOfRoute(route);
    const accounts = this.#accountsOf(route);
    if (accounts.some((account) => delivery.queuedCount(account) >= MAX_QUEUED))
      throw new RequestFailure(429, `${MAX_QUEUED} messages wait for a gateway already.`);
    const item = chats.add({ ...line, id, chat, from: number, to: route.to });
    if (!item) throw new RequestFailure(409, `Message ${id} exists already.`);
    const message = encodeMessage(wrap(content, messageSecret(route.phone, id), options));
    const t = Math.floor(Date.now() / MILLISECONDS);
    const entry = { sender: number, chat, id, t, stanzaType, message, ...(edit ? { edit } : {}) };
    for (const account of accounts) delivery.add({ ...entry, account }, session(account));
    store.flush();
    for (const account of accounts) {
      const live = session(account);
      if (live) void delivery.run(live);
    }
    return item;
  }

  #accountsOf({ to }: Route): string[] {
    const { directory } = this.#parts;
    if (!isGroupId(to)) return [to];
    return (directory.group(to)?.members ?? []).filter((number) => directory.account(number) !== undefined);
  }

  #reference(route: Route, messageId: string): Reference {
    const { chats, directory } = this.#parts;
    const item = chats.find(chatOfRoute(route), messageId);
    const author = item && directory.keysOf(item.from);
    if (!item || !author) throw new RequestFailure(404, `There is no message ${messageId} in this chat.`);
    const partnerLid = directory.keysOf(route.to)?.lid ?? '';
    return { item, authorLid: author.lid, partnerLid, own: item.from === route.phone.number };
  }

  /** LIDs of the members a text names by `@number`. */
  #mentions({ to }: Route, text: string): Map<string, string> {
    const { directory } = this.#parts;
    const members = isGroupId(to) ? (directory.group(to)?.members ?? []) : [];
    const named = members.filter((number) => text.includes(`@${number}`));
    return new Map(
      named.flatMap((number) => {
        const keys = directory.keysOf(number);
        return keys ? [[number, keys.lid] as const] : [];
      }),
    );
  }

  #own(route: Route, messageId: string): Reference {
    const target = this.#reference(route, messageId);
    if (!target.own) throw new RequestFailure(409, 'Only own messages can be changed or taken back.');
    return target;
  }

  #quoted(route: Route, messageId: string | undefined): Reference | undefined {
    return messageId === undefined ? undefined : this.#reference(route, messageId);
  }
}

const chatOfRoute = ({ phone, to }: Route): string => (isGroupId(to) ? to : directChat(phone.number, to));

function quoteLine(quote: Reference | undefined): Pick<Line, 'quote'> {
  if (!quote) return {};
  const text = quote.item.text ?? quote.item.media?.caption;
  return { quote: { id: quote.item.id, from: quote.item.from, ...(text === undefined ? {} : { text }) } };
}

function mediaMessage(file: OutgoingFile, common: proto.Message.IImageMessage, viewOnce = false): proto.IMessage {
  switch (file.kind) {
    case 'voice':
    case 'audio':
      return {
        audioMessage: {
          ...common,
          ptt: file.kind === 'voice',
          seconds: file.seconds ?? null,
          viewOnce,
        } as proto.Message.IAudioMessage,
      };
    case 'image':
      return { imageMessage: { ...common, caption: file.caption ?? null, viewOnce } };
    case 'video':
      return { videoMessage: { ...common, caption: file.caption ?? null, viewOnce } };
    case 'sticker':
      return { stickerMessage: common as proto.Message.IStickerMessage };
    case 'document': {
      const documentMessage = {
        ...common,
        fileName: file.fileName,
        title: file.fileName,
        caption: file.caption ?? null,
      } as proto.Message.IDocumentMessage;
      return file.caption ? { documentWithCaptionMessage: { message: { documentMessage } } } : { documentMessage };
    }
  }
}
