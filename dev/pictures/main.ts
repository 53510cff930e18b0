import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { projectRoot } from '../../config/paths.ts';
import { say } from '../../language/words/index.ts';
import { stackPaths } from '../stack/paths.ts';
import { findOnPath } from '../stack/provision/program.ts';
import { readState } from '../stack/state.ts';
import { Phone } from '../whatsapp/phone.ts';
import { deskPictures } from './desk.ts';

/**
 * `npm run pictures`: plays a short conversation on the running stack and takes the pictures of the README with the system's
 * Chromium. Nothing in them is drawn: they show what a newcomer sees. The desk is shown with the books of `npm run demo`.
 */
const folder = join(projectRoot, 'docs', 'images');
const greeting = say({ statement: { say: 'greeting' }, locale: 'id' }).slice(0, 20);
const phoneNumber = '6281234567890';
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
];

const state = readState(stackPaths(join(projectRoot, '.catat')).state);
if (!state?.ready || !state.urls.chat || !state.urls.whatsapp) {
  console.error('Start the stack first: npm start');
  process.exit(1);
}
const executablePath = (await findOnPath('chromium')) ?? (await findOnPath('google-chrome'));
if (!executablePath) {
  console.error('Chromium is not on PATH. On Debian: apt-get install chromium');
  process.exit(1);
}

const phone = new Phone(state.urls.whatsapp, phoneNumber);
for (const text of ['beli kopi 25rb sama bensin 50rb', '2 harusnya 55rb', 'ya']) {
  const sent = await phone.sendText(text);
  // The very first message is greeted before it is answered.
  await phone.next(sent, (line) => !line.text?.startsWith(greeting));
}

const browser = await chromium.launch({ executablePath, args: flags });
try {
  await mkdir(folder, { recursive: true });
  await picture(browser, new URL(`/?phone=${phoneNumber}`, state.urls.chat), {
    words: 'Tercatat',
    file: 'chat.png',
    height: 760,
  });
  await picture(browser, await lastRun(state.urls.api), { words: 'Workflow SDK', file: 'run.png', height: 1_340 });
  for (const file of await deskPictures(browser, state.urls.desk, folder)) console.log(`docs/images/${file}`);
} finally {
  await browser.close();
}

/** Takes a picture of `height` pixels once the page shows `words` and has loaded all it asks for. */
async function picture(browser: Browser, url: URL, { words, file, height }: { words: string; file: string; height: number }) {
  const page = await browser.newPage({ viewport: { width: 1_180, height }, deviceScaleFactor: 1.25 });
  await page.goto(url.href);
  await page.getByText(words).last().waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, file) });
  console.log(`docs/images/${file}`);
}

/** The Temporal page of the newest booked message. */
async function lastRun(api: string): Promise<URL> {
  const answered = await fetch(new URL('/v1/entries?limit=1', api), { signal: AbortSignal.timeout(10_000) });
  const { items } = (await answered.json()) as { items: { run: { url: string } | null }[] };
  const run = items[0]?.run;
  if (!run) throw new Error('the conversation booked nothing');
  return new URL(run.url);
}
