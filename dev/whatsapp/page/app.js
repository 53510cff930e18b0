import { fetchLinks, fetchMessages, fetchPhones, listen, savePhone, sendRead } from './api.js';
import { renderMessages, scrollToEnd, showToEnd } from './chatView.js';
import { edit, reply, resetComposer, sendReady, setUpComposer } from './composer.js';
import { attempt, byId, icon } from './dom.js';
import { numberOf } from './format.js';
import { renderLinks, renderRail, setUpAddPhone, suggestPhone } from './rail.js';
import { applyEvent, CATAT, changed, loadChat, loadPhones, onChange, state, unseen } from './state.js';

const actions = { reply, edit, suggest: sendReady };
/** The phone that was open last, remembered by the browser. */
const LAST_PHONE = 'catat.phone';

async function select(number) {
  if (number !== state.selected) resetComposer();
  state.selected = number;
  localStorage.setItem(LAST_PHONE, number);
  byId('app').classList.add('open');
  changed('phones');
  changed('messages');
  const items = await attempt(() => fetchMessages(number));
  if (items) loadChat(number, items);
  scrollToEnd();
  markRead();
  if (window.matchMedia('(min-width: 720px)').matches) byId('text').focus();
}

/** What is on the screen has been read. */
function markRead() {
  const number = state.selected;
  if (!number || document.hidden || !byId('app').classList.contains('open')) return;
  const ids = unseen(number);
  const phone = state.phones.get(number);
  if (phone?.unread) {
    phone.unread = 0;
    changed('phones');
  }
  if (ids.length) sendRead(number, ids).catch(() => undefined);
}

function renderHead() {
  const phone = state.phones.get(state.selected);
  byId('playing').textContent = phone
    ? `Anda: ${phone.name.startsWith('+') ? '' : `${phone.name} · `}${numberOf(phone.number)}`
    : '';
  const { account } = state;
  let words = 'online';
  if (!state.connected) words = 'menyambung ulang…';
  else if (state.typing.has(state.selected)) words = 'mengetik…';
  else if (account && !account.linked) words = 'belum ditautkan; pesan menunggu';
  else if (account && !account.online) words = 'offline; pesan menunggu';
  byId('partner-state').textContent = words;
  byId('partner-state').className = words === 'mengetik…' ? 'typing' : '';
}

function renderTitle() {
  const unread = [...state.phones.values()].reduce((sum, phone) => sum + phone.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ''}Catat · WhatsApp lokal`;
}

async function load() {
  const phones = await attempt(fetchPhones);
  if (!phones) return;
  if (phones.length === 0) {
    const first = suggestPhone();
    const made = await attempt(() => savePhone(first.number, first.name));
    if (made) phones.push({ ...made, unread: 0, last: null });
  }
  loadPhones(phones);
  const wanted = state.selected ?? new URLSearchParams(location.search).get('phone') ?? localStorage.getItem(LAST_PHONE);
  const number = state.phones.has(wanted) ? wanted : phones[0]?.number;
  if (number) await select(number);
}

function start() {
  byId('back').append(icon('back'));
  byId('back').onclick = () => byId('app').classList.remove('open');
  byId('to-end').append(icon('down'));
  byId('to-end').onclick = scrollToEnd;
  byId('messages').onscroll = showToEnd;
  byId('viewer').onclick = () => byId('viewer').close();
  byId('partner-name').title = numberOf(CATAT);
  setUpComposer();
  setUpAddPhone(select);
  document.addEventListener('visibilitychange', markRead);
  onChange((what) => {
    if (what === 'phones' || what === 'typing') renderRail(select);
    if (what === 'messages') {
      renderMessages(actions);
      markRead();
    }
    renderHead();
    renderTitle();
  });
  fetchLinks().then(renderLinks, () => undefined);
  listen({
    onEvent: applyEvent,
    onOpen: () => {
      state.connected = true;
      void load();
    },
    onLost: () => {
      state.connected = false;
      renderHead();
    },
  });
}

start();
