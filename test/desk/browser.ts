import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { projectRoot } from '../../config/paths.ts';

/** Where Debian puts Chromium. */
const executablePath = '/usr/bin/chromium';
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const desk: BrowserContextOptions = { viewport: { width: 1_360, height: 900 }, locale: 'id-ID', timezoneId: 'Asia/Jakarta' };
/** A machine that is busy with other tests. */
const patience_ms = 30_000;

/** Why the desk cannot be looked at here; null when it can. */
export function noBrowser(): string | null {
  if (!existsSync(executablePath)) return 'Chromium is not at /usr/bin/chromium. On Debian: apt-get install chromium';
  if (!existsSync(join(projectRoot, 'dist', 'web', 'index.html'))) return 'The desk is not built: npm run build';
  return null;
}

/** A page of the desk, and what its console complained about. */
export interface Visit {
  page: Page;
  complaints: string[];
  close(): Promise<void>;
}

/** Chromium for the tests of one file; without it `reason` is printed and they are skipped. */
export function startBrowser(reason: string | null) {
  let browser: Browser;
  if (reason) console.warn(`Not tested in a browser: ${reason}`);
  else {
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: flags });
    });
    afterAll(() => browser?.close());
  }
  return async (options: BrowserContextOptions = {}): Promise<Visit> => {
    const context = await browser.newContext({ ...desk, ...options });
    context.setDefaultTimeout(patience_ms);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    return { page, complaints, close: () => context.close() };
  };
}
