import { EventEmitter } from 'node:events';
import { type BinaryNode, proto, type WASocket } from '@whiskeysockets/baileys';
import { expect, it } from 'vitest';
import { parseKeyRing } from '../../database/cipher.ts';
import { type InboundPart, inboundType } from '../session/authState.ts';
import { createCapture } from './capture.ts';
import { decodePart } from './content.ts';

const ring = parseKeyRing(`k:${Buffer.alloc(32, 7).toString('base64')}`);

/** A socket as far as the hook touches it. */
function fakeSocket(handle: (node: BinaryNode) => Promise<void>) {
  const ws = Object.assign(new EventEmitter(), { isOpen: true });
  const kept: InboundPart[] = [];
  const set = async (data: { [inboundType]: Record<string, InboundPart> }) => void kept.push(...Object.values(data[inboundType]));
  ws.on('CB:message', handle);
  const socket = { ws, authState: { keys: { set } } } as unknown as WASocket;
  createCapture({ pool: null as never, ring, session: 's' }).attach(socket, () => {});
  return { ws, kept };
}

const stanza = (id: string, content: BinaryNode[] = []): BinaryNode => ({
  tag: 'message',
  attrs: { id, from: '1@lid' },
  content,
});

it('handles messages one after the other, in the order of arrival', async () => {
  const handled: string[] = [];
  const { ws } = fakeSocket(async ({ attrs }) => {
    await new Promise((resolve) => setTimeout(resolve, attrs.id === 'A' ? 20 : 0));
    handled.push(attrs.id ?? '');
  });
  for (const id of ['A', 'B', 'C']) ws.emit('CB:message', stanza(id));
  await expect.poll(() => handled).toEqual(['A', 'B', 'C']);
});

it('goes on after a message whose handler failed', async () => {
  const handled: string[] = [];
  const { ws } = fakeSocket(async ({ attrs }) => {
    handled.push(attrs.id ?? '');
    if (attrs.id === 'A') throw new Error('broken');
  });
  for (const id of ['A', 'B']) ws.emit('CB:message', stanza(id));
  await expect.poll(() => handled).toEqual(['A', 'B']);
});

it('drops what waits when the socket closes: it was not acknowledged', async () => {
  const handled: string[] = [];
  const { ws } = fakeSocket(async ({ attrs }) => {
    handled.push(attrs.id ?? '');
    ws.isOpen = false;
  });
  for (const id of ['A', 'B']) ws.emit('CB:message', stanza(id));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(handled).toEqual(['A']);
});

it('keeps the stub of a view-once message before the library acknowledges it', async () => {
  const order: string[] = [];
  const { ws, kept } = fakeSocket(async () => void order.push(`handled after ${kept.length} kept`));
  ws.emit('CB:message', stanza('V', [{ tag: 'unavailable', attrs: { type: 'view_once' }, content: undefined }]));
  await expect.poll(() => order).toEqual(['handled after 1 kept']);
  expect(kept[0]).toMatchObject({ sender: '1@lid', waId: 'V', part: 0 });
  expect(decodePart(kept[0]?.plaintext ?? new Uint8Array()).content).toMatchObject({
    kind: 'unsupported',
    unsupported: 'viewOnce',
  });
});

it('keeps no NUL of the names a sender chose', async () => {
  const { ws, kept } = fakeSocket(async () => {});
  const stub = stanza('V\u0000', [{ tag: 'unavailable', attrs: { type: 'view_once' }, content: undefined }]);
  stub.attrs.notify = 'A\u0000na';
  ws.emit('CB:message', stub);
  await expect.poll(() => kept[0]).toMatchObject({ waId: 'V', attrs: { id: 'V', notify: 'Ana' } });
});

it('keeps an unencrypted message before the library handles it', async () => {
  const order: string[] = [];
  const { ws, kept } = fakeSocket(async () => void order.push(`handled after ${kept.length}`));
  const content = Buffer.from(proto.Message.encode({ conversation: 'beli kopi 25rb' }).finish());
  ws.emit('CB:message', stanza('P', [{ tag: 'plaintext', attrs: {}, content }]));
  await expect.poll(() => order).toEqual(['handled after 1']);
  expect(kept).toMatchObject([{ sender: '1@lid', waId: 'P', part: 0 }]);
  expect(decodePart(Buffer.from(kept[0]?.plaintext ?? [])).content).toMatchObject({ kind: 'text', body: 'beli kopi 25rb' });
});
