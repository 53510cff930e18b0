import { savePhone } from './api.js';
import { summaryOf } from './chatView.js';
import { byId, element, icon, ticks } from './dom.js';
import { dayOf, numberOf, timeOf } from './format.js';
import { state } from './state.js';

/** Colours of the round pictures, chosen by number. */
const HUES = [152, 204, 262, 330, 24, 44, 180, 100];
const NAMES = ['Ana', 'Budi', 'Citra', 'Dewi', 'Eko', 'Fitri', 'Gilang', 'Hana'];

const hueOf = (number) => HUES[Number(number.slice(-3)) % HUES.length];
const initialOf = (name) => (name.replace(/^\+/, '')[0] ?? '?').toUpperCase();

export const avatar = ({ name, number }) => {
  const round = element('span', { class: 'avatar', 'aria-hidden': 'true' }, initialOf(name));
  round.style.setProperty('--hue', hueOf(number));
  return round;
};

/** The list of phones, the one with the newest message first. */
export function renderRail(select) {
  const phones = [...state.phones.values()].sort((a, b) => (b.last?.seq ?? 0) - (a.last?.seq ?? 0));
  byId('phones').replaceChildren(...phones.map((phone) => phoneNode(phone, select)));
}

function phoneNode(phone, select) {
  const { number, name, last, unread } = phone;
  const selected = number === state.selected;
  const typing = state.typing.has(number);
  const when = last ? (dayOf(last.at) === 'Hari ini' ? timeOf(last.at) : dayOf(last.at)) : '';
  const summary = typing ? element('em', {}, 'mengetik…') : element('span', {}, last ? summaryOf(last) : numberOf(number));
  const line = element('span', { class: 'last' }, last && last.from === number && !typing ? ticks(last.status) : '', summary);
  const count =
    unread > 0 && !selected ? element('span', { class: 'unread', 'aria-label': `${unread} belum dibaca` }, String(unread)) : '';
  const button = element(
    'button',
    {
      type: 'button',
      class: `phone${selected ? ' selected' : ''}`,
      'aria-current': selected ? 'true' : undefined,
      title: numberOf(number),
      onclick: () => select(number),
    },
    avatar(phone),
    element(
      'span',
      { class: 'about' },
      element('span', { class: 'top' }, element('strong', {}, name), element('small', {}, when)),
      element('span', { class: 'bottom' }, line, count),
    ),
  );
  return element('li', {}, button);
}

/** Wires the dialog that adds a phone. */
export function setUpAddPhone(select) {
  const dialog = byId('phone-dialog');
  byId('add-phone').append(icon('add'));
  byId('add-phone').onclick = () => {
    const next = suggestPhone();
    byId('phone-name').value = next.name;
    byId('phone-number').value = next.number;
    byId('phone-error').textContent = '';
    dialog.showModal();
    byId('phone-name').select();
  };
  byId('phone-cancel').onclick = () => dialog.close();
  byId('phone-form').onsubmit = async (event) => {
    event.preventDefault();
    try {
      const { number } = await savePhone(byId('phone-number').value, byId('phone-name').value.trim());
      dialog.close();
      select(number);
    } catch (error) {
      byId('phone-error').textContent = error.message;
    }
  };
}

/** A name and number nobody here has yet. */
export function suggestPhone() {
  const names = new Set([...state.phones.values()].map(({ name }) => name));
  let serial = state.phones.size + 1;
  while (state.phones.has(`628120000${String(serial).padStart(4, '0')}`)) serial += 1;
  return {
    name: NAMES.find((name) => !names.has(name)) ?? `Telepon ${serial}`,
    number: `628120000${String(serial).padStart(4, '0')}`,
  };
}

/** Links to the other pages of a running stack. */
export function renderLinks(links) {
  byId('links').replaceChildren(
    ...links.map(({ label, url }) => element('a', { href: url, target: '_blank', rel: 'noreferrer' }, label)),
  );
}
