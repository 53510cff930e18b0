import { sendEdit, sendFile, sendText, sendTyping } from './api.js';
import { authorOf, scrollToEnd, summaryOf } from './chatView.js';
import { attempt, byId, element, icon, menuButton, notify, openMenu } from './dom.js';
import { sizeOf } from './format.js';
import { setUpRecorder } from './recorder.js';
import { state } from './state.js';

/** What the network takes: more than a gateway, so that its refusal can be seen. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;
const MAX_TEXT_HEIGHT = 140;
/** A typing sign is told at most this often. */
const TYPING_EVERY_MS = 5_000;

let quoted = null;
let edited = null;
let toldTyping = 0;
let pickedKind = 'document';
let previewed = null;

/** Wires everything below the messages. */
export function setUpComposer() {
  const text = byId('text');
  byId('attach').append(icon('attach'));
  byId('send').append(icon('send'));
  byId('record').append(icon('microphone'));
  byId('reply-cancel').append(icon('close'));
  byId('record-cancel').append(icon('trash'));
  byId('record-send').append(icon('send'));

  text.oninput = onInput;
  text.onkeydown = (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void send();
    }
    if (event.key === 'Escape') clearReply();
  };
  byId('send').onclick = send;
  byId('reply-cancel').onclick = clearReply;
  byId('attach').onclick = (event) => attachMenu(event.currentTarget);
  byId('file-input').onchange = ({ target }) => {
    const [file] = target.files;
    target.value = '';
    if (file) offer(file, pickedKind);
  };
  setUpPreview();
  setUpDrop();
  setUpRecorder(() => ({ number: state.selected, quote: quoted?.id }), clearReply);
}

export function reply(item) {
  edited = null;
  quoted = item;
  showReply(authorOf(item.from), summaryOf(item));
}

export function edit(item) {
  quoted = null;
  edited = item;
  byId('text').value = item.text;
  showReply('Edit pesan', item.text);
  onInput();
}

/** Sends a ready text, such as a suggestion. */
export async function sendReady(text) {
  await attempt(() => sendText(state.selected, text));
  scrollToEnd();
}

/** Forgets what was begun: for another phone it would be wrong. */
export function resetComposer() {
  byId('text').value = '';
  clearReply();
  onInput();
}

function showReply(author, summary) {
  byId('reply-author').textContent = author;
  byId('reply-text').textContent = summary;
  byId('reply').hidden = false;
  byId('text').focus();
}

function clearReply() {
  if (edited) byId('text').value = '';
  quoted = null;
  edited = null;
  byId('reply').hidden = true;
  onInput();
}

function onInput() {
  const text = byId('text');
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight, MAX_TEXT_HEIGHT)}px`;
  const empty = text.value.trim() === '';
  byId('send').hidden = empty;
  byId('record').hidden = !empty;
  if (!empty && Date.now() - toldTyping > TYPING_EVERY_MS && state.account?.online) {
    toldTyping = Date.now();
    sendTyping(state.selected, true).catch(() => undefined);
  }
}

async function send() {
  const text = byId('text').value.trim();
  if (text === '') return;
  const number = state.selected;
  const [change, quote] = [edited, quoted?.id];
  byId('text').value = '';
  edited = null;
  clearReply();
  toldTyping = 0;
  const sent = await attempt(() => (change ? sendEdit(number, change.id, text) : sendText(number, text, quote)));
  if (!sent && byId('text').value === '') byId('text').value = text;
  onInput();
  scrollToEnd();
}

function attachMenu(anchor) {
  const pick = (kind, accept) => () => {
    pickedKind = kind;
    const input = byId('file-input');
    input.accept = accept;
    input.click();
  };
  openMenu(anchor, [
    menuButton('document', 'Dokumen', pick('document', '')),
    menuButton('picture', 'Foto', pick('image', 'image/*')),
    menuButton('microphone', 'Pesan suara dari berkas', pick('voice', 'audio/*')),
  ]);
}

/** Shows a chosen file with room for a caption before it is sent. */
function offer(file, kind = file.type.startsWith('image/') ? 'image' : file.type.startsWith('audio/') ? 'voice' : 'document') {
  if (file.size > MAX_FILE_BYTES) {
    notify(`Berkas ini ${sizeOf(file.size)}. Paling besar ${sizeOf(MAX_FILE_BYTES)}.`);
    return;
  }
  const url = URL.createObjectURL(file);
  previewed = { file, kind, url };
  byId('file-shown').replaceChildren(
    kind === 'image'
      ? element('img', { src: url, alt: file.name })
      : element(
          'div',
          { class: 'document' },
          icon(kind === 'voice' ? 'microphone' : 'document'),
          element('span', {}, element('strong', {}, file.name), element('small', {}, sizeOf(file.size))),
        ),
  );
  const caption = byId('file-caption');
  caption.value = kind === 'voice' ? '' : byId('text').value;
  caption.hidden = kind === 'voice';
  byId('file-dialog').showModal();
}

function setUpPreview() {
  const dialog = byId('file-dialog');
  byId('file-cancel').onclick = () => dialog.close();
  dialog.onclose = () => {
    if (previewed) URL.revokeObjectURL(previewed.url);
    previewed = null;
  };
  byId('file-form').onsubmit = () => {
    const { file, kind } = previewed;
    const options = { caption: byId('file-caption').value.trim(), quote: quoted?.id };
    const number = state.selected;
    resetComposer();
    void attempt(() => sendFile(number, kind, file, options)).then(scrollToEnd);
  };
}

function setUpDrop() {
  const drop = byId('drop');
  let depth = 0;
  const show = (change) => {
    depth = Math.max(0, depth + change);
    drop.hidden = depth === 0;
  };
  document.addEventListener('dragenter', (event) => event.dataTransfer?.types.includes('Files') && show(1));
  document.addEventListener('dragleave', (event) => event.dataTransfer?.types.includes('Files') && show(-1));
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    depth = 0;
    drop.hidden = true;
    const [file] = event.dataTransfer?.files ?? [];
    if (file && state.selected) offer(file);
  });
  document.addEventListener('paste', (event) => {
    const [file] = event.clipboardData?.files ?? [];
    if (!file || !state.selected) return;
    event.preventDefault();
    offer(file);
  });
}
