import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadMediaMessage, normalizeMessageContent, type WAMessage } from '@whiskeysockets/baileys';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SealedEdit } from '../../gateway/inbox/content.ts';
import { openEdit } from '../../gateway/inbox/edit.ts';
import { BaileysClient } from './baileysClient.ts';
import type { ChatItem, Group } from './model.ts';
import { type Network, startNetwork } from './network.ts';

const ANA = '628123456789';
const BUDI = '628123456780';
const CATAT = '6281100000001';
const ONE_SECOND_MS = 1_000;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(() => {
  // libsignal prints sessions through these.
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function network(dataDir: string | null = null): Promise<Network> {
  const started = await startNetwork({ dataDir });
  closers.push(() => started.close());
  return started;
}

async function linked(on: Network): Promise<BaileysClient> {
  const client = new BaileysClient(on);
  await client.connect();
  closers.push(() => client.disconnect().catch(() => undefined));
  return client;
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'whatsapp-'));
  closers.push(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function call<T>(on: Network, method: string, path: string, body?: unknown): Promise<T> {
  const init = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${on.httpUrl}${path}`, { method, ...init });
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as T;
}

const say = async (on: Network, number: string, text: string, more: object = {}): Promise<string> =>
  (await call<{ id: string }>(on, 'POST', `/phones/${number}/messages`, { text, ...more })).id;

const upload = async (
  on: Network,
  path: string,
  bytes: Buffer,
  fields: Record<string, string>,
  name = 'file',
): Promise<string> => {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${on.httpUrl}${path}`, { method: 'POST', body: form });
  expect(response.status, await response.clone().text()).toBe(200);
  return ((await response.json()) as { id: string }).id;
};

const lines = (on: Network, owner: string, query = ''): Promise<ChatItem[]> =>
  call(on, 'GET', `/phones/${owner}/messages${query}`);

const chatJid = ({ key }: WAMessage): string => key.remoteJid as string;

/** Waits until the lines of a phone satisfy a condition; each look is a request. */
const see = (on: Network, number: string, condition: (items: ChatItem[]) => boolean): Promise<void> =>
  vi.waitFor(async () => expect(condition(await lines(on, number))).toBe(true), { timeout: 10 * ONE_SECOND_MS, interval: 20 });

describe('a phone and a gateway', () => {
  it('pairs, logs in and talks both ways, with ticks', async () => {
    const net = await network();
    const client = await linked(net);
    const id = await say(net, ANA, 'beli kopi 25rb');
    const heard = await client.heard('beli kopi 25rb');
    expect(heard.key.id).toBe(id);
    expect(chatJid(heard)).toMatch(/@lid$/);
    expect(heard.key.remoteJidAlt).toBe(`${ANA}@s.whatsapp.net`);
    expect(heard.message?.messageContextInfo?.messageSecret).toHaveLength(32);
    const waiting = lines(net, ANA, `?after=${id}&wait=10&from=catat`);
    const sent = await client.socket.sendMessage(chatJid(heard), { text: 'Kopi Rp25.000, betul?' });
    expect(await waiting).toMatchObject([{ id: sent?.key.id, from: CATAT, text: 'Kopi Rp25.000, betul?' }]);
    await client.until(() => client.acks.some((ack) => ack.id === sent?.key.id && ack.error === undefined));
    await client.socket.readMessages([heard.key]);
    await see(net, ANA, ([first]) => first?.status === 'read');
    await call(net, 'POST', `/phones/${ANA}/read`, { messageIds: [sent?.key.id] });
    await client.until(() => client.updates.some((update) => update.id === sent?.key.id && update.status === 4));
  });

  it('carries quotes, reactions, edits and revokes in both directions', async () => {
    const net = await network();
    const client = await linked(net);
    await say(net, ANA, 'halo');
    const hello = await client.heard('halo');
    const question = await client.socket.sendMessage(chatJid(hello), { text: 'Betul?' }, { quoted: hello });
    const questionId = question?.key.id as string;
    await see(net, ANA, (items) => items.some(({ id, quote }) => id === questionId && quote?.id === hello.key.id));
    await say(net, ANA, 'ya', { quote: questionId });
    const yes = await client.heard('ya');
    expect(yes.message?.extendedTextMessage?.contextInfo?.stanzaId).toBe(questionId);
    await call(net, 'POST', `/phones/${ANA}/reactions`, { messageId: questionId, emoji: '👍' });
    const reaction = await client.next(({ message }) => message?.reactionMessage != null);
    expect(reaction.message?.reactionMessage).toMatchObject({ text: '👍', key: { id: questionId, fromMe: true } });
    await call(net, 'POST', `/phones/${ANA}/edits`, { messageId: yes.key.id, text: 'tidak' });
    const edit = await client.next(({ message }) => normalizeMessageContent(message)?.protocolMessage?.type === 14);
    expect(normalizeMessageContent(edit.message)?.protocolMessage?.editedMessage?.conversation).toBe('tidak');
    await call(net, 'POST', `/phones/${ANA}/edits`, { messageId: yes.key.id, text: 'mungkin', sealed: true });
    const sealed = await client.next(({ message }) => message?.secretEncryptedMessage != null);
    const { targetMessageKey, encPayload, encIv } = sealed.message?.secretEncryptedMessage ?? {};
    const sealedEdit: SealedEdit = {
      kind: 'sealed-edit',
      targetWaId: targetMessageKey?.id as string,
      payload: encPayload as Uint8Array,
      iv: encIv as Uint8Array,
    };
    const secret = Buffer.from(yes.message?.messageContextInfo?.messageSecret as Uint8Array).toString('base64');
    const opened = openEdit(sealedEdit, secret, [chatJid(hello)]);
    expect(opened?.body).toBe('mungkin');
    await call(net, 'POST', `/phones/${ANA}/revokes`, { messageId: yes.key.id });
    await client.next(({ message }) => message?.protocolMessage?.type === 0 && message.protocolMessage.key?.id === yes.key.id);
    await client.socket.sendMessage(chatJid(hello), { react: { text: '✅', key: hello.key } });
    await client.socket.sendMessage(chatJid(hello), {
      text: 'Betul begini?',
      edit: question?.key as NonNullable<WAMessage['key']>,
    });
    await see(net, ANA, (items) => items.some(({ reaction: mine }) => mine?.messageId === hello.key.id && mine?.emoji === '✅'));
    await see(net, ANA, (items) =>
      items.some(({ edit: change, text }) => change?.messageId === questionId && text === 'Betul begini?'),
    );
  });

  it('sends files that Baileys opens, in every envelope', async () => {
    const net = await network();
    const client = await linked(net);
    const bytes = Buffer.from('%PDF-1.4 struk belanja');
    const path = `/phones/${ANA}/messages`;
    const files: [Record<string, string>, 'imageMessage' | 'documentMessage'][] = [
      [{ kind: 'image', caption: 'struk' }, 'imageMessage'],
      [{ kind: 'image', viewOnce: 'true' }, 'imageMessage'],
      [{ kind: 'document', caption: 'struk' }, 'documentMessage'],
      [{ kind: 'document' }, 'documentMessage'],
    ];
    for (const [fields, part] of files) {
      const id = await upload(net, path, bytes, fields, 'struk.pdf');
      const heard = await client.next(({ key }) => key.id === id);
      const content = normalizeMessageContent(heard.message)?.[part];
      expect(content?.directPath).toMatch(/^\/v\//);
      expect(content?.caption || undefined).toBe(fields.caption);
      // With a direct path Baileys asks for https; the address in `url` is the same file.
      Object.assign(content ?? {}, { directPath: null });
      expect(await downloadMediaMessage(heard, 'buffer', {})).toEqual(bytes);
    }
  });

  it('shows a file of the gateway', async () => {
    const net = await network();
    const client = await linked(net);
    await say(net, ANA, 'laporan');
    const jid = chatJid(await client.heard('laporan'));
    const document = Buffer.from('tanggal,jumlah\n2026-11-23,25000\n');
    await client.sendDocument(jid, document, 'laporan.csv');
    await see(net, ANA, (items) => items.at(-1)?.media?.fileName === 'laporan.csv');
    const url = (await lines(net, ANA)).at(-1)?.media?.url ?? '';
    expect(Buffer.from(await (await fetch(net.httpUrl + url)).arrayBuffer())).toEqual(document);
  });

  it('keeps messages while the gateway is away and delivers them in order', async () => {
    const net = await network();
    await say(net, ANA, 'sebelum ada gateway');
    const client = await linked(net);
    await client.heard('sebelum ada gateway');
    await client.disconnect();
    for (const number of [1, 2, 3]) await say(net, ANA, `pesan ${number}`);
    expect((await lines(net, ANA)).slice(1).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
    await client.connect();
    await client.heard('pesan 3');
    expect(client.messages.slice(1).map(({ message }) => message?.conversation)).toEqual(['pesan 1', 'pesan 2', 'pesan 3']);
    await vi.waitFor(async () => expect(await call(net, 'GET', '/admin/queue')).toEqual([]));
  });

  it('shows one bubble for a message that is sent again under its id', async () => {
    const net = await network();
    const client = await linked(net);
    await say(net, ANA, 'halo');
    const jid = chatJid(await client.heard('halo'));
    for (const text of ['Sekali', 'Sekali']) await client.socket.sendMessage(jid, { text }, { messageId: 'CATAT0001' });
    await client.until(() => client.acks.filter(({ id }) => id === 'CATAT0001').length === 2);
    expect((await lines(net, ANA)).filter(({ id }) => id === 'CATAT0001')).toHaveLength(1);
  });

  it('sends again what a gateway cannot decrypt', async () => {
    const net = await network();
    const client = await linked(net);
    await say(net, ANA, 'satu');
    await client.socket.sendMessage(chatJid(await client.heard('satu')), { text: 'balasan' });
    await say(net, ANA, 'dua');
    await client.heard('dua');
    client.forgetSessions();
    await say(net, ANA, 'tiga');
    await client.heard('tiga');
    await vi.waitFor(async () => expect(await call(net, 'GET', '/admin/queue')).toEqual([]));
  });
});

describe('two gateways', () => {
  it('are linked to numbers of their own and hear only their own messages', async () => {
    const net = await network();
    const first = await linked(net);
    const second = new BaileysClient(net);
    second.number = '6281100000002';
    await second.connect();
    closers.push(() => second.disconnect());
    await say(net, ANA, 'untuk yang kedua', { to: '6281100000002' });
    await say(net, ANA, 'untuk Catat');
    const heard = await second.heard('untuk yang kedua');
    await first.heard('untuk Catat');
    await second.socket.sendMessage(chatJid(heard), { text: 'dari yang kedua' });
    await see(net, ANA, (items) => items.at(-1)?.from === '6281100000002');
    expect([first.messages.length, second.messages.length]).toEqual([1, 1]);
  });
});

describe('a new device', () => {
  it('gets the history of its own phone, so that it does not wait for it', async () => {
    const net = await network();
    const id = await say(net, ANA, 'sebelum ditautkan');
    const client = await linked(net);
    const started = performance.now();
    await client.until(() => client.auth.creds.accountSyncCounter === 1);
    expect((await client.next(({ key }) => key.id === id)).message?.conversation).toBe('sebelum ditautkan');
    expect(performance.now() - started).toBeLessThan(10 * ONE_SECOND_MS);
  });
});

describe('a group', () => {
  it('carries texts both ways with sender keys', async () => {
    const net = await network();
    const client = await linked(net);
    const group = await call<Group>(net, 'POST', '/groups', { subject: 'Keluarga', members: [ANA, BUDI] });
    expect(group.members).toEqual([ANA, BUDI, CATAT]);
    for (const text of ['satu', 'dua']) {
      await call(net, 'POST', `/groups/${group.id}/messages`, { from: ANA, text });
      const heard = await client.heard(text);
      expect(heard.key).toMatchObject({ remoteJid: group.id, participantAlt: `${ANA}@s.whatsapp.net` });
    }
    for (const text of ['jawab satu', 'jawab dua']) await client.socket.sendMessage(group.id, { text });
    await vi.waitFor(async () => {
      const items = await call<ChatItem[]>(net, 'GET', `/groups/${group.id}/messages?from=catat`);
      expect(items.map(({ text }) => text)).toEqual(['jawab satu', 'jawab dua']);
    });
  });
});

describe('a restart', () => {
  it('keeps devices, sessions, the queue and the chats, also after a kill', async () => {
    const [before, after] = [await folder(), await folder()];
    const net = await network(before);
    const client = await linked(net);
    await say(net, ANA, 'satu');
    await client.socket.sendMessage(chatJid(await client.heard('satu')), { text: 'balasan' });
    await see(net, ANA, (items) => items.length === 2);
    await client.disconnect();
    await say(net, ANA, 'saat mati');
    // What a killed process leaves is what the files hold now, without any orderly end.
    await cp(before, after, { recursive: true });
    const second = await network(after);
    expect(second.rootKeyHex).toBe(net.rootKeyHex);
    await client.connect(second);
    await client.heard('saat mati');
    expect((await lines(second, ANA)).map(({ text }) => text)).toEqual(['satu', 'balasan', 'saat mati']);
    await client.socket.sendMessage(chatJid(await client.heard('saat mati')), { text: 'masih ada' });
    await see(second, ANA, (items) => items.at(-1)?.text === 'masih ada');
  });
});

describe('faults on purpose', () => {
  it('refuses a message with a code and shows it to nobody', async () => {
    const net = await network();
    const client = await linked(net);
    await say(net, ANA, 'halo');
    const jid = chatJid(await client.heard('halo'));
    await call(net, 'PUT', '/admin/faults', { nacks: ['463'] });
    const sent = await client.socket.sendMessage(jid, { text: 'ditolak' });
    await client.until(() => client.acks.some(({ id, error }) => id === sent?.key.id && error === '463'));
    expect(await lines(net, ANA)).toHaveLength(1);
  });

  it('holds acknowledgements, redelivers and ends streams with a code', async () => {
    const net = await network();
    const client = await linked(net);
    const id = await say(net, ANA, 'halo');
    const heard = await client.heard('halo');
    await call(net, 'PUT', '/admin/faults', { holdAcks: true });
    const sent = await client.socket.sendMessage(chatJid(heard), { text: 'Ya?' });
    await see(net, ANA, (items) => items.length === 2);
    expect(client.acks).toEqual([]);
    await call(net, 'PUT', '/admin/faults', { holdAcks: false });
    await client.until(() => client.acks.some((ack) => ack.id === sent?.key.id));
    const heardTwice = client.stanza(id);
    expect(await call(net, 'POST', '/admin/redeliver', { id })).toEqual({ redelivered: true });
    await heardTwice;
    await call(net, 'POST', '/admin/drop', { code: '503' });
    await client.until(() => client.closes.includes(503));
    await client.connect();
    const other = new BaileysClient(net);
    Object.assign(other.auth, client.auth);
    await other.connect();
    await client.until(() => client.closes.includes(440));
    await other.disconnect();
    await client.connect();
    await call(net, 'POST', '/admin/unlink', {});
    await client.until(() => client.closes.includes(401));
  });
});

describe('messages held on purpose', () => {
  it('arrive newest first, and each decrypts', async () => {
    const net = await network();
    const client = await linked(net);
    await call(net, 'PUT', '/admin/faults', { holdDelivery: true });
    const texts = ['satu', 'dua', 'tiga'];
    for (const text of texts) await say(net, ANA, text);
    expect(client.messages).toEqual([]);
    await call(net, 'PUT', '/admin/faults', { holdDelivery: false });
    await client.until(() => client.messages.length === texts.length);
    expect(client.messages.map(({ message }) => normalizeMessageContent(message)?.conversation)).toEqual(texts.toReversed());
  });
});

describe('many at once', () => {
  it('brings 200 messages of 50 phones, each once and in the order of its phone', async () => {
    const net = await network(await folder());
    const client = await linked(net);
    const phones = Array.from({ length: 50 }, (_, index) => `62812000${1000 + index}`);
    await Promise.all(
      phones.map(async (phone) => {
        for (const number of [1, 2, 3, 4]) await say(net, phone, `${phone} ${number}`);
      }),
    );
    await client.until(() => client.messages.length === 200);
    for (const phone of phones) {
      const texts = client.messages
        .flatMap(({ message }) => message?.conversation ?? [])
        .filter((text) => text.startsWith(phone));
      expect(texts).toEqual([1, 2, 3, 4].map((number) => `${phone} ${number}`));
    }
  });
});

describe('bad requests', () => {
  it.each([
    ['/phones/abc/messages', { text: 'x' }, 400],
    [`/phones/${ANA}/messages`, { txt: 'x' }, 400],
    [`/phones/${ANA}/messages`, { text: '' }, 400],
    [`/phones/${ANA}/messages`, { text: 'x', quote: 'nowhere' }, 404],
    [`/phones/${ANA}/messages`, { text: 'x', to: '6281999999999' }, 404],
    [`/phones/${CATAT}/messages`, { text: 'x' }, 409],
    [`/phones/${ANA}/reactions`, { messageId: 'nowhere', emoji: '👍' }, 404],
    ['/groups/1@g.us/messages', { from: ANA, text: 'x' }, 404],
    ['/link', { qr: 'hello' }, 400],
    ['/link', { qr: 'a,YQ==,YQ==,YQ==' }, 404],
  ])('%s %j answers %i', async (path, body, status) => {
    const net = await network();
    const response = await fetch(net.httpUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(status);
    expect(((await response.json()) as { error: string }).error.length).toBeGreaterThan(10);
  });

  it('refuses other sites', async () => {
    const net = await network();
    const response = await fetch(`${net.httpUrl}/phones/${ANA}/messages`, {
      method: 'POST',
      headers: { origin: 'https://example.com', 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'x' }),
    });
    expect(response.status).toBe(400);
  });
});
