/** Numbers, times and WhatsApp's text marks. */

const clock = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long', year: 'numeric' });
const DAY_MS = 86_400_000;

export const timeOf = (iso) => clock.format(new Date(iso)).replace('.', ':');

export function dayOf(iso) {
  const date = new Date(iso).setHours(0, 0, 0, 0);
  const today = new Date().setHours(0, 0, 0, 0);
  if (date === today) return 'Hari ini';
  if (Math.round((today - date) / DAY_MS) === 1) return 'Kemarin';
  return day.format(date);
}

export const durationOf = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const inKilobytes = bytes / 1024;
  return inKilobytes < 1024 ? `${Math.round(inKilobytes)} KB` : `${(inKilobytes / 1024).toFixed(1)} MB`;
}

export const numberOf = (number) => `+${number.replace(/^(\d{2})(\d{3})(\d{4})(\d*)$/, '$1 $2-$3-$4')}`;

const MARKS = [
  { pattern: /```([\s\S]+?)```/, tag: 'code' },
  { pattern: /(?<![\p{L}\p{N}])\*(\S(?:[^*\n]*\S)?)\*(?![\p{L}\p{N}])/u, tag: 'strong' },
  { pattern: /(?<![\p{L}\p{N}])_(\S(?:[^_\n]*\S)?)_(?![\p{L}\p{N}])/u, tag: 'em' },
  { pattern: /(?<![\p{L}\p{N}])~(\S(?:[^~\n]*\S)?)~(?![\p{L}\p{N}])/u, tag: 's' },
  { pattern: /(https?:\/\/[^\s<]+)/, tag: 'a' },
];

/** The same text without its marks, for one line of a list. */
export const plainText = (text) => text.replace(/(^|[^\p{L}\p{N}])([*_~])(\S(?:[^\n]*?\S)?)\2(?![\p{L}\p{N}])/gu, '$1$3');

/** Text with *bold*, _italic_, ~struck~, ```fixed``` and links as nodes; never as HTML. */
export function richText(text) {
  let first = null;
  for (const { pattern, tag } of MARKS) {
    const match = pattern.exec(text);
    if (match && (!first || match.index < first.match.index)) first = { match, tag };
  }
  const fragment = document.createDocumentFragment();
  if (!first) {
    fragment.append(text);
    return fragment;
  }
  const { match, tag } = first;
  const element = document.createElement(tag);
  if (tag === 'a') Object.assign(element, { href: match[1], target: '_blank', rel: 'noreferrer', textContent: match[1] });
  else element.append(tag === 'code' ? match[1] : richText(match[1]));
  fragment.append(text.slice(0, match.index), element, richText(text.slice(match.index + match[0].length)));
  return fragment;
}
