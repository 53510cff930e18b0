import { EventEmitter } from 'node:events';
import { type ChatItem, directChat, isGroupId, type MessageStatus, type Tables } from './model.ts';

/** What the live stream of the page tells. */
export type NetworkEvent =
  | { type: 'item'; item: ChatItem }
  | { type: 'status'; id: string; chat: string; status: MessageStatus }
  | { type: 'typing'; chat: string; from: string; typing: boolean }
  | { type: 'account'; number: string; linked: boolean; online: boolean }
  | { type: 'phone'; number: string; name: string }
  | { type: 'group'; id: string; subject: string; members: string[] };

export type NewItem = Omit<ChatItem, 'seq' | 'at' | 'status'>;

const STATUS_ORDER: readonly MessageStatus[] = ['sent', 'delivered', 'read'];
/** Lines a chat keeps; older ones are dropped, so that long load runs do not grow without end. */
const MAX_ITEMS_PER_CHAT = 5_000;
/** WhatsApp shows "typing" for about this long after the last sign of it. */
const TYPING_MS = 12_000;
/** Listeners: one per open page and per waiting request. */
const MAX_LISTENERS = 1_000;

/** The chat log: every line of every chat, in order, with its ticks. */
export class Chats {
  readonly events = new EventEmitter<{ event: [NetworkEvent] }>();
  readonly #table: Tables['items'];
  readonly #chats = new Map<string, ChatItem[]>();
  readonly #typing = new Map<string, NodeJS.Timeout>();
  #seq = 0;

  constructor(table: Tables['items']) {
    this.events.setMaxListeners(MAX_LISTENERS);
    this.#table = table;
    for (const item of [...table.values()].sort((a, b) => a.seq - b.seq)) {
      this.#seq = item.seq;
      this.#lines(item.chat).push(item);
    }
  }

  find(chat: string, id: string): ChatItem | undefined {
    return this.#table.get(`${chat}/${id}`);
  }

  /** Adds a line; undefined when this chat has that id already (a message sent again shows one bubble). */
  add(item: NewItem): ChatItem | undefined {
    if (this.find(item.chat, item.id)) return undefined;
    const added: ChatItem = { ...item, seq: ++this.#seq, at: new Date().toISOString(), status: 'sent' };
    const lines = this.#lines(item.chat);
    lines.push(added);
    this.#table.set(`${item.chat}/${item.id}`, added);
    if (lines.length > MAX_ITEMS_PER_CHAT) {
      const oldest = lines.shift();
      if (oldest) this.#table.delete(`${oldest.chat}/${oldest.id}`);
    }
    this.emit({ type: 'item', item: added });
    return added;
  }

  /** Raises the ticks of a message; a lower status than it has is ignored. */
  setStatus(chat: string, id: string, status: MessageStatus): void {
    const item = this.find(chat, id);
    if (!item || STATUS_ORDER.indexOf(status) <= STATUS_ORDER.indexOf(item.status)) return;
    item.status = status;
    this.#table.set(`${chat}/${id}`, item);
    this.emit({ type: 'status', id, chat, status });
  }

  setTyping(chat: string, from: string, typing: boolean): void {
    const key = `${chat}|${from}`;
    clearTimeout(this.#typing.get(key));
    this.#typing.delete(key);
    if (typing) this.#typing.set(key, setTimeout(() => this.setTyping(chat, from, false), TYPING_MS).unref());
    this.emit({ type: 'typing', chat, from, typing });
  }

  isTyping(chat: string, from: string): boolean {
    return this.#typing.has(`${chat}|${from}`);
  }

  /** Lines of one group, or of every direct chat of a phone, oldest first. */
  list(owner: string): ChatItem[] {
    if (isGroupId(owner)) return [...this.#lines(owner)];
    const prefix = directChat(owner, '');
    const chats = [...this.#chats.keys()].filter((chat) => chat.startsWith(prefix)).map((chat) => this.#lines(chat));
    return chats.length === 1 ? [...(chats[0] ?? [])] : chats.flat().sort((a, b) => a.seq - b.seq);
  }

  emit(event: NetworkEvent): void {
    this.events.emit('event', event);
  }

  close(): void {
    for (const timer of this.#typing.values()) clearTimeout(timer);
    this.#typing.clear();
    this.events.removeAllListeners();
  }

  #lines(chat: string): ChatItem[] {
    let lines = this.#chats.get(chat);
    if (!lines) {
      lines = [];
      this.#chats.set(chat, lines);
    }
    return lines;
  }
}
