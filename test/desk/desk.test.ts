import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addStaff } from '../../api/access/staff.ts';
import { familyBook, fillDemo, shopBook } from '../../dev/demo/fill.ts';
import { testDatabase } from '../database.ts';
import { noBrowser, startBrowser } from './browser.ts';
import { servedDesk } from './served.ts';

/** The desk in a genuine Chromium, on the API and Postgres, over half a year of a family and a shop. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const reason = noBrowser();
const visit = startBrowser(reason);
const { db, owner } = await testDatabase();
const login = { email: 'admin@example.test', password: 'correct horse battery staple' };
/** Fifteen pages, each looked at by axe, on a machine that is busy. */
const walk_ms = 240_000;

let served: Awaited<ReturnType<typeof servedDesk>>;
let session: Awaited<ReturnType<BrowserContext['storageState']>>;

beforeAll(async () => {
  if (reason) return;
  await fillDemo(db, new Date());
  await addStaff(db, { ...login, name: 'Ayu Admin', admin: true });
  served = await servedDesk(db);
}, 180_000);

afterAll(() => served?.close());

const url = (path: string) => new URL(path, served.url).href;

/** Opens a page and waits until what it shows is there. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(url(path));
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root[data-visible]'));
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }>;
      };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations: found } = await checker.run({ runOnly: { type: 'tag', values: tags } });
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
    );
  });
}

const paths = () => [
  `/?book=${familyBook}`,
  '/',
  `/entries?book=${shopBook}`,
  '/inbox?tab=all',
  `/approvals?book=${shopBook}&state=all`,
  `/budgets?book=${familyBook}`,
  `/savings?book=${familyBook}`,
  `/recurring?book=${shopBook}`,
  `/categories?book=${familyBook}`,
  `/members?book=${shopBook}`,
  `/periods?book=${shopBook}`,
  `/transfer?book=${shopBook}`,
  `/audit?book=${shopBook}`,
  '/settings',
  '/nowhere',
];

describe.skipIf(reason !== null)('the desk', { timeout: walk_ms }, () => {
  beforeAll(async () => {
    const { page, close } = await visit();
    await page.goto(url('/'));
    await page.getByLabel('Surel').fill(login.email);
    await page.getByLabel('Kata sandi').first().fill('wrong password altogether');
    await page.getByRole('button', { name: 'Masuk' }).click();
    await page.getByRole('alert').getByText('tidak cocok').waitFor();
    await page.getByLabel('Kata sandi').first().fill(login.password);
    await page.getByRole('button', { name: 'Masuk' }).click();
    await page.getByRole('heading', { name: 'Ringkasan' }).waitFor();
    session = await page.context().storageState();
    await close();
  });

  test('the login is accessible in both schemes', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, close } = await visit({ colorScheme });
      await page.goto(url('/budgets'));
      await page.getByLabel('Surel').waitFor();
      expect(await violations(page)).toEqual([]);
      await close();
    }
  });

  test.each(['light', 'dark'] as const)('every page is accessible and without complaints, %s', async (colorScheme) => {
    const { page, complaints, close } = await visit({ colorScheme, storageState: session });
    const found: Record<string, string[]> = {};
    for (const path of paths()) {
      await open(page, path);
      const here = await violations(page);
      if (here.length > 0) found[path] = here;
    }
    expect(found).toEqual({});
    expect(complaints).toEqual([]);
    await close();
  });

  test('no page is wider than a phone', async () => {
    const { page, close } = await visit({ viewport: { width: 375, height: 780 }, storageState: session });
    const tooWide: string[] = [];
    for (const path of paths()) {
      await open(page, path);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) tooWide.push(`${path} by ${over} px`);
    }
    expect(tooWide).toEqual([]);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Anggaran' }).click();
    await page.getByRole('heading', { name: 'Anggaran', level: 1 }).waitFor();
    await close();
  });

  test('entries are found, opened and chosen by keys alone, and the address says what is shown', async () => {
    const { page, close } = await visit({ storageState: session });
    await open(page, `/entries?book=${shopBook}`);
    await page.keyboard.press('/');
    await page.keyboard.type('kulakan');
    await page.waitForURL(/q=kulakan/);
    const rows = page.locator('[data-row-link]');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('[data-row-link]')].every((link) => link.textContent?.toLowerCase().includes('kulakan')),
    );
    await rows.first().focus();
    await page.keyboard.press('j');
    expect(await rows.nth(1).evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press('x');
    await page.getByText('1 dipilih').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Rincian catatan' }).getByText('Jurnal').waitFor();
    expect(page.url()).toContain('entry=');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForURL((address) => !address.search.includes('entry='));
    await close();
  });

  test('a chosen entry gets another category', async () => {
    const { page, close } = await visit({ storageState: session });
    await open(page, `/entries?book=${familyBook}&category=hiburan&sort=-recordedAt`);
    const first = page.locator('tbody tr').first();
    const note = await first.locator('[data-row-link]').textContent();
    await first.getByRole('checkbox').click();
    const bar = page.getByRole('group', { name: 'Ubah kategori' }).or(page.getByRole('toolbar', { name: 'Ubah kategori' }));
    await bar.getByPlaceholder('Ubah kategori').click();
    await page.getByRole('option', { name: 'Pendidikan' }).click();
    await bar.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('1 catatan diubah').waitFor();
    const { rows } = await owner.query(
      "select category from entry where note = $1 and book_id = $2 and type = 'expense' order by id desc limit 1",
      [note, familyBook],
    );
    expect(rows).toEqual([{ category: 'pendidikan' }]);
    await close();
  });

  test('an entry is booked, corrected and voided at the desk', async () => {
    const { page, close } = await visit({ storageState: session });
    await open(page, `/entries?book=${familyBook}`);
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: 'Catatan baru' });
    await form.getByLabel('Jumlah').fill('125000');
    await form.getByLabel('Keterangan').fill('servis kipas angin');
    await form.getByRole('combobox', { name: 'Kategori' }).or(form.getByLabel('Kategori')).first().click();
    await page.getByRole('option', { name: 'Rumah tangga' }).click();
    await form.getByRole('button', { name: 'Simpan' }).click();
    const panel = page.getByRole('dialog', { name: 'Rincian catatan' });
    await panel.getByText('Rp 125.000').first().waitFor();
    await panel.getByRole('button', { name: 'Koreksi' }).click();
    const correction = page.getByRole('dialog', { name: 'Koreksi catatan' });
    await correction.getByLabel('Jumlah').fill('135000');
    await correction.getByLabel('Alasan').fill('salah baca nota');
    await correction.getByRole('button', { name: 'Simpan' }).click();
    await panel.getByText('Rp 135.000').first().waitFor();
    await panel.getByText('“salah baca nota”').first().waitFor();
    await panel.getByRole('button', { name: 'Batalkan' }).click();
    const sure = page.getByRole('dialog', { name: 'Batalkan catatan ini?' });
    await sure.getByLabel('Alasan').fill('dobel');
    await sure.getByRole('button', { name: 'Batalkan catatan' }).click();
    await panel.getByText('Catatan ini sudah dibatalkan.').waitFor();
    await close();
  });

  test('speaks English when asked, and keeps it', async () => {
    const { page, close } = await visit({ storageState: session });
    await open(page, '/settings');
    await page.getByText('English', { exact: true }).first().click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await open(page, `/entries?book=${familyBook}`);
    await page.getByRole('heading', { name: 'Entries' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await close();
  });

  test('shows its keys', async () => {
    const { page, close } = await visit({ storageState: session });
    await open(page, '/');
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Pintasan papan ketik' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.getByRole('heading', { name: 'Anggaran', level: 1 }).waitFor();
    await close();
  });

  test('a log out shows the login again', async () => {
    const { page, close } = await visit();
    await page.goto(url('/'));
    await page.getByLabel('Surel').fill(login.email);
    await page.getByLabel('Kata sandi').first().fill(login.password);
    await page.getByRole('button', { name: 'Masuk' }).click();
    await page.getByRole('button', { name: /Ayu Admin/ }).click();
    await page.getByRole('menuitem', { name: 'Keluar' }).click();
    await page.getByLabel('Surel').waitFor();
    await close();
  });
});
