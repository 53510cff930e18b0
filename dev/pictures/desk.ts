import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import sharp from 'sharp';
import { familyBook, shopBook } from '../demo/fill.ts';

interface Shot {
  file: string;
  path: string;
  /** The page shows what it should once this text is there. */
  words: string;
  options?: BrowserContextOptions;
}

const wide: BrowserContextOptions = { viewport: { width: 1_360, height: 900 }, deviceScaleFactor: 1.25 };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 800 }, deviceScaleFactor: 2 };
const dark: BrowserContextOptions = { ...wide, colorScheme: 'dark' };

/** What `docs/desk.md` shows; the books are those of `npm run demo`. */
const shots: readonly Shot[] = [
  {
    file: 'desk-overview.png',
    path: `/?book=${familyBook}&month=2026-10`,
    words: 'Arus kas',
    options: { viewport: { width: 1_360, height: 1_120 } },
  },
  { file: 'desk-overview-dark.png', path: `/?book=${shopBook}&month=2026-10`, words: 'Arus kas', options: dark },
  { file: 'desk-entries.png', path: `/entries?book=${shopBook}`, words: 'penjualan' },
  { file: 'desk-approvals.png', path: `/approvals?book=${shopBook}&state=all`, words: 'kulakan' },
  { file: 'desk-reports.png', path: `/reports?book=${shopBook}&report=balance`, words: 'Total' },
  { file: 'desk-budgets.png', path: `/budgets?book=${familyBook}`, words: 'sisa' },
  { file: 'desk-phone.png', path: `/entries?book=${familyBook}`, words: 'Wijaya', options: phone },
];

/** Flat colours and text: as many tell the same picture in a third of the bytes. */
const palette = { palette: true, colours: 128, effort: 10 } as const;

/** Takes the pictures of the desk. With a receipt waiting in the inbox it is shown there, and booked receipts in their entry. */
export async function deskPictures(browser: Browser, desk: string, folder: string): Promise<string[]> {
  const taken: string[] = [];
  const take = async ({ file, path, words, options }: Shot) => {
    const context = await browser.newContext({ ...wide, ...options, locale: 'id-ID', timezoneId: 'Asia/Jakarta' });
    const page = await context.newPage();
    await page.goto(new URL(path, desk).href);
    await page.getByText(words).first().waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => document.fonts.ready.then(() => {}));
    await sharp(await page.screenshot())
      .png(palette)
      .toFile(join(folder, file));
    taken.push(file);
    await context.close();
  };
  for (const shot of shots) await take(shot);
  const receipt = await newestReceipt(desk, 'asking');
  if (receipt) await take({ file: 'desk-inbox.png', path: `/inbox?message=${receipt.id}`, words: 'Yang terbaca' });
  const booked = await newestReceipt(desk, 'booked');
  const entry = booked && (await entryOf(desk, booked.id));
  if (entry) await take({ file: 'desk-entry.png', path: `/entries?entry=${entry}`, words: 'Yang terbaca' });
  return taken;
}

const patience_ms = 10_000;

async function ask<Answer>(desk: string, path: string): Promise<Answer> {
  const response = await fetch(new URL(path, desk), { signal: AbortSignal.timeout(patience_ms) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Answer;
}

async function newestReceipt(desk: string, stage: 'asking' | 'booked'): Promise<{ id: string } | undefined> {
  const { items } = await ask<{ items: { id: string }[] }>(desk, `/v1/messages?kind=image&stage=${stage}&limit=1`);
  return items[0];
}

async function entryOf(desk: string, messageId: string): Promise<string | undefined> {
  const { entryIds } = await ask<{ entryIds: string[] }>(desk, `/v1/messages/${messageId}`);
  return entryIds[0];
}
