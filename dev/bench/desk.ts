import { type Browser, chromium } from 'playwright-core';
import { findOnPath } from '../stack/provision/program.ts';
import { type Timing, timing } from './statistics.ts';

/** What a person waits for who opens the desk for the first time. */
export interface DeskLoad {
  /** From the navigation to a page with its figures, whose main thread is idle. */
  interactive: Timing;
  /** On the wire until the figures stand there, compressed: page, scripts, styles, font. */
  kilobytes: number;
  /** The same with what follows by itself, the charts. */
  kilobytes_all: number;
}

/** First visits in browsers that know nothing yet. */
const visits = 7;
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const viewport = { width: 1_360, height: 900 };
const patience_ms = 60_000;

/** Measures first loads of the overview in the system's Chromium. @throws when there is none, or the desk does not show */
export async function desk(url: string): Promise<DeskLoad> {
  const executablePath = (await findOnPath('chromium')) ?? (await findOnPath('google-chrome'));
  if (!executablePath) throw new Error('Chromium is not on PATH; on Debian: apt-get install chromium');
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const loads: FirstLoad[] = [];
    for (let visit = 0; visit < visits; visit++) loads.push(await firstLoad(browser, url));
    const last = loads.at(-1);
    if (!last) throw new RangeError('nothing was measured');
    const { kilobytes, kilobytes_all } = last;
    return { interactive: timing(loads.map(({ ms }) => ms)), kilobytes, kilobytes_all };
  } finally {
    await browser.close();
  }
}

interface FirstLoad {
  ms: number;
  kilobytes: number;
  kilobytes_all: number;
}

async function firstLoad(browser: Browser, url: string): Promise<FirstLoad> {
  const context = await browser.newContext({ viewport, locale: 'id-ID' });
  try {
    const page = await context.newPage();
    const wire = await context.newCDPSession(page);
    await wire.send('Network.enable');
    let bytes = 0;
    const assets = new Set<string>();
    wire.on('Network.responseReceived', ({ requestId, response }) => {
      if (!new URL(response.url).pathname.startsWith('/v1/')) assets.add(requestId);
    });
    wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (assets.has(requestId)) bytes += encodedDataLength;
    });
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction(() => document.querySelector('h1') && document.querySelector('[data-name=expense]'), null, {
      polling: 'raf',
      timeout: patience_ms,
    });
    const kilobytes = Math.round(bytes / 1_000);
    const ms = await page.evaluate(() => new Promise<number>((resolve) => requestIdleCallback(() => resolve(performance.now()))));
    await page.waitForLoadState('networkidle');
    return { ms, kilobytes, kilobytes_all: Math.round(bytes / 1_000) };
  } finally {
    await context.close();
  }
}
