/** Small helpers to build the page: elements by description, icons by name. */

export const byId = (id) => document.getElementById(id);

/** An element with properties and children; `class`, `data-` and `aria-` names are set as attributes. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name === 'class' || name.includes('-')) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const PATHS = {
  add: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  back: 'M20 11H7.8l5.6-5.6L12 4l-8 8 8 8 1.4-1.4L7.8 13H20z',
  attach: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  send: 'M3 20.5v-6.2l9-2.3-9-2.3V3.5L22 12z',
  microphone:
    'M12 14.5a3 3 0 0 0 3-3v-6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zm5.3-3a5.3 5.3 0 0 1-10.6 0H5a7 7 0 0 0 6 6.9V22h2v-3.6a7 7 0 0 0 6-6.9z',
  close: 'M18.3 7.1 16.9 5.7 12 10.6 7.1 5.7 5.7 7.1l4.9 4.9-4.9 4.9 1.4 1.4 4.9-4.9 4.9 4.9 1.4-1.4-4.9-4.9z',
  trash: 'M6 19a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2V8H6zM19 5h-3.5l-1-1h-5l-1 1H5v2h14z',
  down: 'M7.4 8.6 12 13.2l4.6-4.6L18 10l-6 6-6-6z',
  play: 'M8 5v14l11-7z',
  pause: 'M7 5h3.5v14H7zm6.5 0H17v14h-3.5z',
  document: 'M6 2h8l6 6v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zm7 1.5V9h5.5z',
  picture:
    'M19 4H5a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2V6a2 2 0 0 0-2-2zM8.5 8A1.5 1.5 0 1 1 7 9.5 1.5 1.5 0 0 1 8.5 8zM5 18l4-5 2.5 3 3.5-4.5 4.5 6.5z',
  reply: 'M10 9V5l-7 7 7 7v-4.100c5 0 8.5 1.6 11 5.1-1-5-4-10-11-11z',
  edit: 'M3 17.300V21h3.800L17.8 9.900l-3.7-3.700zM20.7 7a1 1 0 0 0 0-1.400l-2.3-2.300a1 1 0 0 0-1.4 0l-1.8 1.8 3.7 3.700z',
  clock: 'M12 3a9 9 0 1 0 9 9 9 9 0 0 0-9-9zm1 10H8v-1.800h3.200V6.500H13z',
};

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** One tick for sent, two for delivered, two blue ones for read. */
export function ticks(status) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 18 12');
  svg.setAttribute('class', `ticks ${status}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', { sent: 'Terkirim', delivered: 'Sampai', read: 'Dibaca' }[status]);
  const shapes = status === 'sent' ? ['M5 6.5 8 9.5 14 2.5'] : ['M1.5 6.5 4.5 9.5 10.5 2.5', 'M7.5 8.3 8.7 9.5 15.5 2.5'];
  for (const shape of shapes) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', shape);
    svg.append(path);
  }
  return svg;
}

/** Opens a menu beside an element; closes at the next click or Escape. */
export function openMenu(anchor, entries) {
  const menu = byId('menu');
  menu.replaceChildren(...entries);
  menu.hidden = false;
  const { left, top, bottom, right } = anchor.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu;
  const below = bottom + offsetHeight + 8 < window.innerHeight;
  menu.style.top = `${below ? bottom + 4 : Math.max(8, top - offsetHeight - 4)}px`;
  menu.style.left = `${Math.max(8, Math.min(left, window.innerWidth - offsetWidth - 8, Math.max(8, right - 40)))}px`;
  menu.querySelector('button')?.focus({ preventScroll: true });
  const close = (event) => {
    if (event.type === 'keydown' && event.key !== 'Escape') return;
    menu.hidden = true;
    document.removeEventListener('click', close);
    document.removeEventListener('keydown', close);
  };
  setTimeout(() => {
    document.addEventListener('click', close);
    document.addEventListener('keydown', close);
  });
}

export const menuButton = (name, label, onclick) =>
  element('li', {}, element('button', { type: 'button', onclick }, icon(name), label));

let noticeTimer;

/** Says one sentence at the bottom for some seconds. */
export function notify(sentence) {
  const notice = byId('notice');
  notice.textContent = sentence;
  notice.hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => {
    notice.hidden = true;
  }, 6_000);
}

/** Runs an action and tells the person when it failed. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    notify(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
