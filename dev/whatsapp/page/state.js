/** What the page knows: phones, their lines folded into bubbles, who types, who is online. */

export const CATAT = '6281100000001';

export const state = {
  /** number -> {number, name, unread, last} */
  phones: new Map(),
  /** number -> ordered bubbles by id; present once the chat was opened. */
  chats: new Map(),
  selected: null,
  typing: new Set(),
  /** null until the network told. */
  account: null,
  connected: true,
};

const listeners = new Set();
export const onChange = (listener) => listeners.add(listener);
export const changed = (what) => {
  for (const listener of listeners) listener(what);
};

const isBubble = (item) => !item.reaction && !item.edit && !item.revoke;

/** Puts one line into its chat: a new bubble, or a change of an older one. */
function fold(bubbles, item) {
  if (isBubble(item)) {
    if (!bubbles.has(item.id)) bubbles.set(item.id, { item, reactions: new Map(), edited: false, revoked: false });
    return;
  }
  const { messageId } = item.reaction ?? item.edit ?? item.revoke;
  const bubble = bubbles.get(messageId);
  if (!bubble) return;
  if (item.revoke) bubble.revoked = true;
  else if (item.edit) Object.assign(bubble, { edited: true, item: { ...bubble.item, text: item.text } });
  else if (item.reaction.emoji) bubble.reactions.set(item.from, item.reaction.emoji);
  else bubble.reactions.delete(item.from);
}

export function loadChat(number, items) {
  const bubbles = new Map();
  for (const item of items) fold(bubbles, item);
  state.chats.set(number, bubbles);
  changed('messages');
}

export function loadPhones(phones) {
  state.phones = new Map(phones.map((phone) => [phone.number, phone]));
  changed('phones');
}

/** Bubbles of Catat the phone has not seen. */
export const unseen = (number) =>
  [...(state.chats.get(number)?.values() ?? [])]
    .filter(({ item }) => item.from !== number && item.status !== 'read')
    .map(({ item }) => item.id);

const phoneOfChat = (chat) => (chat.endsWith('@g.us') ? null : chat.split('/')[0]);

const handlers = {
  item({ item }) {
    const number = phoneOfChat(item.chat);
    const phone = number && state.phones.get(number);
    if (!phone) return;
    if (isBubble(item)) {
      phone.last = item;
      if (item.from !== number) phone.unread += 1;
      changed('phones');
    }
    const bubbles = state.chats.get(number);
    if (!bubbles) return;
    fold(bubbles, item);
    if (number === state.selected) changed('messages');
  },
  status({ id, chat, status }) {
    const number = phoneOfChat(chat);
    const phone = number && state.phones.get(number);
    if (!phone) return;
    if (phone.last?.id === id) phone.last.status = status;
    const bubble = state.chats.get(number)?.get(id);
    if (bubble) bubble.item.status = status;
    changed('phones');
    if (bubble && number === state.selected) changed('messages');
  },
  typing({ chat, from, typing }) {
    const number = phoneOfChat(chat);
    if (!number || from === number) return;
    if (typing) state.typing.add(number);
    else state.typing.delete(number);
    changed('typing');
  },
  account(account) {
    if (account.number !== CATAT) return;
    state.account = account;
    changed('typing');
  },
  phone({ number, name }) {
    const known = state.phones.get(number);
    state.phones.set(number, known ? { ...known, name } : { number, name, unread: 0, last: null });
    changed('phones');
  },
  group() {},
};

export const applyEvent = (event) => handlers[event.type](event);
