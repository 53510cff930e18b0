/** Calls of the network's HTTP interface. Every failure becomes an Error with a sentence for people. */

async function request(method, path, body) {
  const isForm = body instanceof FormData;
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined || isForm ? {} : { 'content-type': 'application/json' },
      body: body === undefined || isForm ? body : JSON.stringify(body),
    });
  } catch {
    throw new Error('Jaringan lokal tidak menjawab. Apakah npm start masih berjalan?');
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `Permintaan gagal (${response.status}).`);
  return answer;
}

const phonePath = (number, rest) => `/phones/${encodeURIComponent(number)}${rest}`;

export const fetchPhones = () => request('GET', '/phones');
export const savePhone = (number, name) => request('PUT', phonePath(number, ''), { name });
export const fetchMessages = (number) => request('GET', phonePath(number, '/messages'));
export const sendText = (number, text, quote) =>
  request('POST', phonePath(number, '/messages'), { text, ...(quote ? { quote } : {}) });
export const sendReaction = (number, messageId, emoji) => request('POST', phonePath(number, '/reactions'), { messageId, emoji });
export const sendEdit = (number, messageId, text) => request('POST', phonePath(number, '/edits'), { messageId, text });
export const sendRevoke = (number, messageId) => request('POST', phonePath(number, '/revokes'), { messageId });
export const sendRead = (number, messageIds) => request('POST', phonePath(number, '/read'), { messageIds });
export const sendTyping = (number, typing) => request('POST', phonePath(number, '/typing'), { typing });
export const fetchLinks = () => request('GET', '/links.json');

export function sendFile(number, kind, file, { caption, quote } = {}) {
  const form = new FormData();
  form.append('kind', kind);
  if (caption) form.append('caption', caption);
  if (quote) form.append('quote', quote);
  form.append('file', file, file.name ?? 'rekaman');
  return request('POST', phonePath(number, '/messages'), form);
}

/** The live stream: `onEvent` for each event, `onOpen` whenever the stream is (again) there, `onLost` when it is gone. */
export function listen({ onEvent, onOpen, onLost }) {
  const source = new EventSource('/events');
  source.onopen = onOpen;
  source.onerror = onLost;
  source.onmessage = ({ data }) => onEvent(JSON.parse(data));
}
