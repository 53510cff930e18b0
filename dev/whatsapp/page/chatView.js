import { sendReaction, sendRevoke } from './api.js';
import { attempt, byId, element, icon, menuButton, openMenu, ticks } from './dom.js';
import { dayOf, numberOf, plainText, richText, sizeOf, timeOf } from './format.js';
import { voicePlayer } from './player.js';
import { CATAT, state } from './state.js';

const QUICK_REACTIONS = ['👍', '👎', '❤️', '😂', '😮', '🙏'];
const SUGGESTIONS = [
  'beli kopi 25rb sama bensin 50rb',
  'gaji masuk 7,5 juta',
  'kemarin makan siang 35rb',
  'pengeluaran bulan ini berapa?',
];
/** Closer to the end than this many pixels counts as reading the newest. */
const END_DISTANCE = 120;

/** id -> {version, node}: a bubble is built again only when something about it changed. */
let built = new Map();
let shownNumber = null;

/** Shows the chat of the selected phone. `actions` are what a bubble can ask for: reply(item), edit(item), suggest(text). */
export function renderMessages(actions) {
  const container = byId('messages');
  const number = state.selected;
  const bubbles = [...(state.chats.get(number)?.values() ?? [])];
  const switched = shownNumber !== number;
  const atEnd = switched || isAtEnd(container);
  if (switched) built = new Map();
  shownNumber = number;
  if (bubbles.length === 0) {
    container.replaceChildren(state.chats.has(number) ? emptyChat(actions) : '');
    return;
  }
  const nodes = [];
  let lastDay = '';
  let lastAuthor = '';
  for (const bubble of bubbles) {
    const day = dayOf(bubble.item.at);
    if (day !== lastDay) nodes.push(element('div', { class: 'day' }, element('span', {}, day)));
    const first = day !== lastDay || lastAuthor !== bubble.item.from;
    nodes.push(keptBubble(bubble, first, actions));
    lastDay = day;
    lastAuthor = bubble.item.from;
  }
  sync(container, nodes);
  if (atEnd) scrollToEnd();
  showToEnd();
}

export const isAtEnd = (container) => container.scrollHeight - container.scrollTop - container.clientHeight < END_DISTANCE;

export function scrollToEnd() {
  const container = byId('messages');
  container.scrollTop = container.scrollHeight;
}

export function showToEnd() {
  byId('to-end').hidden = isAtEnd(byId('messages'));
}

/** Replaces what differs and leaves the rest, so that a playing voice note plays on. */
function sync(container, nodes) {
  const keep = new Set(nodes);
  for (const child of [...container.childNodes]) if (!keep.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (container.childNodes[index] !== node) container.insertBefore(node, container.childNodes[index] ?? null);
  });
}

function keptBubble(bubble, first, actions) {
  const { item, reactions, edited, revoked } = bubble;
  const version = JSON.stringify([item.status, item.text, [...reactions], edited, revoked, first]);
  const kept = built.get(item.id);
  if (kept?.version === version) return kept.node;
  const node = bubbleNode(bubble, first, actions);
  built.set(item.id, { version, node });
  return node;
}

function bubbleNode(bubble, first, actions) {
  const { item, reactions, edited, revoked } = bubble;
  const own = item.from === state.selected;
  const content = revoked ? [element('em', { class: 'revoked' }, 'Pesan ini telah dihapus')] : contentNodes(item);
  const meta = element(
    'span',
    { class: 'meta' },
    edited && !revoked ? 'diedit ' : '',
    timeOf(item.at),
    own && !revoked ? ticks(item.status) : '',
  );
  const body = element('div', { class: 'bubble' }, ...content, meta);
  const row = element(
    'div',
    { class: `row ${own ? 'own' : 'other'}${first ? ' first' : ''}${reactions.size ? ' reacted' : ''}`, 'data-id': item.id },
    body,
  );
  if (revoked) return row;
  body.append(
    element(
      'button',
      {
        type: 'button',
        class: 'icon more',
        'aria-label': 'Menu pesan',
        title: 'Menu pesan',
        onclick: (event) => messageMenu(event.currentTarget, bubble, actions),
      },
      icon('down'),
    ),
  );
  row.ondblclick = () => actions.reply(item);
  if (reactions.size) body.append(reactionPill(bubble));
  return row;
}

function contentNodes({ quote, media, text }) {
  const nodes = [];
  if (quote) nodes.push(quoteNode(quote));
  if (media) nodes.push(...mediaNodes(media));
  const words = text ?? media?.caption;
  if (words) nodes.push(element('div', { class: 'text' }, richText(words)));
  return nodes;
}

export const authorOf = (number) =>
  number === CATAT ? 'Catat' : number === state.selected ? 'Anda' : (state.phones.get(number)?.name ?? numberOf(number));

/** What a quote shows of a message. */
export function summaryOf({ text, media }) {
  if (text) return plainText(text);
  if (!media) return '';
  const names = { voice: '🎤 Pesan suara', audio: '🎵 Audio', image: '📷 Foto', document: `📄 ${media.fileName ?? 'Dokumen'}` };
  return media.caption ?? names[media.kind] ?? 'Berkas';
}

function quoteNode(quote) {
  const original = state.chats.get(state.selected)?.get(quote.id)?.item;
  const jump = () => {
    const target = document.querySelector(`[data-id="${CSS.escape(quote.id)}"]`);
    target?.scrollIntoView({ block: 'center', behavior: 'smooth' });
    target?.animate([{ opacity: 0.3 }, { opacity: 1 }], { duration: 700 });
  };
  return element(
    'button',
    { type: 'button', class: `quote ${quote.from === CATAT ? '' : 'mine'}`, onclick: jump },
    element('strong', {}, authorOf(quote.from)),
    element('span', {}, original ? summaryOf(original) : plainText(quote.text ?? 'Pesan')),
  );
}

function mediaNodes(media) {
  switch (media.kind) {
    case 'image':
    case 'sticker':
      return [imageNode(media)];
    case 'voice':
    case 'audio':
      return [voicePlayer(media)];
    default:
      return [documentNode(media)];
  }
}

function imageNode(media) {
  const image = element('img', { src: media.url, alt: media.caption ?? 'Foto', loading: 'lazy' });
  image.onerror = () => image.replaceWith(documentNode(media));
  image.onload = () => {
    if (isAtEnd(byId('messages'))) scrollToEnd();
  };
  const open = () => {
    byId('viewer-image').src = media.url;
    byId('viewer').showModal();
  };
  return element('button', { type: 'button', class: 'picture', title: 'Lihat foto', onclick: open }, image);
}

const documentNode = (media) =>
  element(
    'a',
    { class: 'document', href: media.url, download: media.fileName ?? 'berkas' },
    icon('document'),
    element(
      'span',
      {},
      element('strong', {}, media.fileName ?? 'Berkas'),
      element('small', {}, `${sizeOf(media.bytes)} · ${media.mime.split(';')[0]}`),
    ),
  );

function reactionPill({ item, reactions }) {
  const remove = () => reactions.has(state.selected) && attempt(() => sendReaction(state.selected, item.id, ''));
  const emojis = [...new Set(reactions.values())].join('');
  return element(
    'button',
    { type: 'button', class: 'reactions', title: 'Reaksi', onclick: remove },
    emojis,
    reactions.size > 1 ? ` ${reactions.size}` : '',
  );
}

function messageMenu(anchor, { item, reactions }, actions) {
  const number = state.selected;
  const mine = reactions.get(number);
  const react = (emoji) => attempt(() => sendReaction(number, item.id, emoji === mine ? '' : emoji));
  const quick = QUICK_REACTIONS.map((emoji) =>
    element(
      'button',
      { type: 'button', class: emoji === mine ? 'chosen' : '', 'aria-label': `Reaksi ${emoji}`, onclick: () => react(emoji) },
      emoji,
    ),
  );
  const own = item.from === number;
  openMenu(
    anchor,
    [
      element('li', { class: 'quick' }, ...quick),
      menuButton('reply', 'Balas', () => actions.reply(item)),
      own && item.text ? menuButton('edit', 'Edit', () => actions.edit(item)) : null,
      own ? menuButton('trash', 'Hapus untuk semua', () => attempt(() => sendRevoke(number, item.id))) : null,
    ].filter(Boolean),
  );
}

function emptyChat(actions) {
  const chips = SUGGESTIONS.map((text) =>
    element('button', { type: 'button', class: 'chip', onclick: () => actions.suggest(text) }, text),
  );
  return element(
    'div',
    { class: 'empty' },
    element('div', { class: 'avatar catat large', 'aria-hidden': 'true' }, 'C'),
    element('h2', {}, 'Catat pengeluaran lewat chat'),
    element(
      'p',
      {},
      'Tulis seperti ke teman, kirim pesan suara, atau foto struk. Catat akan bertanya sebelum membukukan apa pun.',
    ),
    element('div', { class: 'chips' }, ...chips),
  );
}
