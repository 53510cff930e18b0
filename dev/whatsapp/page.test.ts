import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { BaileysClient } from './baileysClient.ts';
import { type Network, startNetwork } from './network.ts';

/** Where Debian puts Chromium; without it these tests have nothing to run in. */
const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

describe.skipIf(!existsSync(CHROMIUM))('the chat page', () => {
  let browser: Browser;
  let net: Network;
  let client: BaileysClient;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    vi.spyOn(console, 'info').mockImplementation(() => undefined);
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    net = await startNetwork({ dataDir: null, links: [{ label: 'Temporal', url: 'http://127.0.0.1:1/' }] });
    client = new BaileysClient(net);
    await client.connect();
    errors = [];
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(net.httpUrl);
    await page.waitForSelector('.empty');
  });
  afterEach(async () => {
    await page.close();
    await client.disconnect();
    await net.close();
    expect(errors).toEqual([]);
  });

  it('sends a suggestion, shows the answer with a quote, a reaction and ticks', async () => {
    await page.click('.chip');
    const heard = await client.next(({ message }) => message?.conversation === 'beli kopi 25rb sama bensin 50rb');
    const jid = heard.key.remoteJid as string;
    await client.socket.readMessages([heard.key]);
    await page.waitForSelector('.row.own .ticks.read');
    await client.socket.sendPresenceUpdate('composing', jid);
    await page.waitForSelector('#partner-state.typing');
    await client.socket.sendMessage(jid, { text: 'Kopi *Rp25.000*? <b>' }, { quoted: heard });
    await page.waitForSelector('.row.other .quote');
    expect(await page.textContent('.row.other .text')).toBe('Kopi Rp25.000? <b>');
    expect(await page.textContent('.row.other .text strong')).toBe('Rp25.000');
    await page.hover('.row.other .bubble');
    await page.click('.row.other .more');
    await page.click('#menu .quick button');
    await page.waitForSelector('.row.other .reactions');
    await client.next(({ message }) => message?.reactionMessage?.text === '👍');
    await page.dblclick('.row.other .meta');
    await page.fill('#text', 'ya');
    await page.press('#text', 'Enter');
    const yes = await client.heard('ya');
    expect(yes.message?.extendedTextMessage?.contextInfo?.stanzaId).toBeTruthy();
  });

  it('records a voice note as OGG/Opus', async () => {
    await page.click('#record');
    await page.waitForFunction(() => document.getElementById('record-time')?.textContent === '0:01');
    await page.click('#record-send');
    const voice = await client.next(({ message }) => message?.audioMessage != null);
    expect(voice.message?.audioMessage).toMatchObject({ ptt: true, mimetype: 'audio/ogg; codecs=opus' });
    await page.waitForSelector('.row.own .voice');
  });

  it('shows a chosen photo before it is sent, with its caption', async () => {
    await page.click('#attach');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('#menu button:has-text("Foto")')]);
    const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    await chooser.setFiles({ name: 'struk.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') });
    await page.waitForSelector('#file-shown img');
    await page.fill('#file-caption', 'struk');
    await page.click('#file-form button[type=submit]');
    await client.next(({ message }) => message?.imageMessage?.caption === 'struk');
    await page.waitForSelector('.row.own .picture img');
  });

  it('plays several phones and counts what is unread', async () => {
    await page.click('.chip');
    const heard = await client.next(({ message }) => message?.conversation != null);
    await page.click('#add-phone');
    await page.click('#phone-form button[type=submit]');
    await page.waitForSelector('.phone.selected:has-text("Budi")');
    await client.socket.sendMessage(heard.key.remoteJid as string, { text: 'Sudah dicatat' });
    await page.waitForSelector('.phone:has-text("Ana") .unread');
    await page.click('.phone:has-text("Ana")');
    await page.waitForSelector('.row.other:has-text("Sudah dicatat")');
    await page.waitForFunction(() => document.querySelector('.unread') === null);
    expect(await page.textContent('#links')).toContain('Temporal');
  });
});
