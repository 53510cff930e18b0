import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { familyBook, shopBook } from '../../dev/demo/fill.ts';
import { deskOfTwoBooks, open, violations, wear } from './house.ts';

const desk = await deskOfTwoBooks();
/** Every page, looked at by axe, on a machine that is busy. */
const walk_ms = 240_000;
const phone = { width: 375, height: 780 };
const screen = { width: 1_360, height: 900 };
/** What another scheme can break. */
const ofColours = ['color-contrast'];

const paths = [
  `/?book=${familyBook}`,
  '/',
  `/entries?book=${shopBook}`,
  '/inbox?tab=all',
  `/approvals?book=${shopBook}&state=all`,
  ...['categories', 'members', 'merchants', 'balance', 'quality'].map((report) => `/reports?book=${shopBook}&report=${report}`),
  `/budgets?book=${familyBook}`,
  `/savings?book=${familyBook}`,
  `/recurring?book=${shopBook}`,
  `/categories?book=${familyBook}`,
  `/members?book=${shopBook}`,
  `/periods?book=${shopBook}`,
  `/transfer?book=${shopBook}`,
  `/audit?book=${shopBook}`,
  `/privacy?book=${shopBook}`,
  '/settings',
  '/nowhere',
];

describe.skipIf(desk.reason !== null)('the desk', { timeout: walk_ms }, () => {
  test('every page is accessible in both schemes, without complaints, and no wider than a phone', async () => {
    const { page, complaints, close } = await desk.at('/');
    const found: Record<string, string[]> = {};
    const note = (key: string, wrong: string[]) => {
      if (wrong.length > 0) found[key] = wrong;
    };
    for (const path of paths) {
      await wear(page, 'light');
      await page.setViewportSize(screen);
      await open(page, desk.url(path));
      note(path, await violations(page));
      await wear(page, 'dark');
      note(`${path} dark`, await violations(page, ofColours));
      await page.setViewportSize(phone);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      note(`${path} on a phone`, over > 0 ? [`${over} px too wide`] : []);
      note(`${path} in its tables on a phone`, await cutOff(page));
    }
    expect(found).toEqual({});
    expect(complaints).toEqual([]);
    await close();
  });

  test('the login tells what is wrong, and is accessible in both schemes', async () => {
    const { page, close } = await desk.visit();
    await desk.logIn(page, { email: desk.login.email, password: 'wrong password altogether' });
    await page.getByRole('alert').getByText('tidak cocok').waitFor();
    expect(await violations(page)).toEqual([]);
    await wear(page, 'dark');
    expect(await violations(page, ofColours)).toEqual([]);
    await close();
  });

  test('a menu leads to the pages on a phone', async () => {
    const { page, close } = await desk.at('/', { viewport: phone });
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Anggaran' }).click();
    await page.getByRole('heading', { name: 'Anggaran', level: 1 }).waitFor();
    await close();
  });

  test('entries are found, opened and chosen by keys alone, and the address says what is shown', async () => {
    const { page, close } = await desk.at(`/entries?book=${shopBook}`);
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
    const { page, close } = await desk.at(`/entries?book=${familyBook}&category=hiburan&sort=-recordedAt`);
    const first = page.locator('tbody tr').first();
    const note = await first.locator('[data-row-link]').textContent();
    await first.getByRole('checkbox').click();
    const bar = page
      .getByRole('group', { name: 'Ubah yang dipilih' })
      .or(page.getByRole('toolbar', { name: 'Ubah yang dipilih' }));
    await bar.getByPlaceholder('Ubah kategori').click();
    await page.getByRole('option', { name: 'Pendidikan' }).click();
    await bar.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('1 catatan diubah').waitFor();
    const { rows } = await desk.owner.query(
      "select category from entry where note = $1 and book_id = $2 and type = 'expense' order by id desc limit 1",
      [note, familyBook],
    );
    expect(rows).toEqual([{ category: 'pendidikan' }]);
    await close();
  });

  test('an entry is booked, corrected and voided at the desk', async () => {
    const { page, close } = await desk.at(`/entries?book=${familyBook}`);
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
    const { page, close } = await desk.at('/settings');
    await page.getByText('English', { exact: true }).first().click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await open(page, desk.url(`/entries?book=${familyBook}`));
    await page.getByRole('heading', { name: 'Entries' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await close();
  });

  test('shows its keys', async () => {
    const { page, close } = await desk.at('/');
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
    const { page, close } = await desk.visit();
    await desk.logIn(page);
    await page.getByRole('button', { name: /Ayu Admin/ }).click();
    await page.getByRole('menuitem', { name: 'Keluar' }).click();
    await page.getByLabel('Surel').waitFor();
    await close();
  });
});

/** Texts of a table that lie over each other or past its edge. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('table')].flatMap((table) => {
      const edge = table.parentElement?.getBoundingClientRect().right ?? 0;
      return [...table.querySelectorAll('td, th')]
        .filter((cell) => cell.getBoundingClientRect().right > edge + 1)
        .map((cell) => `${cell.textContent} is cut off`);
    }),
  );
