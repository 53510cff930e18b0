import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { familyBook, shopBook } from '../../dev/demo/fill.ts';
import { act, deskOfTwoBooks, dialog, pick, row, save, told, violations } from './house.ts';

/** What is kept in order after it was booked: corrections, tags, names, goals, what comes again. */
const desk = await deskOfTwoBooks();
const journey_ms = 120_000;

const panel = (page: Page) => dialog(page, 'Rincian catatan');
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Ubah yang dipilih' }).or(page.getByLabel('Ubah yang dipilih'));

/** An entry of a book that came by chat, on a day of the year. */
async function fromChat(book: string, between: [string, string]): Promise<{ id: string; note: string; evidence: object[] }> {
  const { rows } = await desk.owner.query(
    `select id, note, evidence from entry where book_id = $1 and source = 'chat' and type = 'expense' and voided_by is null
       and occurred_on between $2 and $3 and jsonb_array_length(evidence) > 1 order by occurred_on desc, id limit 1`,
    [book, ...between],
  );
  return rows[0];
}

describe.skipIf(desk.reason !== null)('keeping a book at the desk', { timeout: journey_ms }, () => {
  test('a correction changes what was changed: the rest keeps its day and what it rests on', async () => {
    const { id, evidence } = await fromChat(shopBook, ['2000-01-01', '2100-01-01']);
    const { page, close } = await desk.at(`/entries?book=${shopBook}&entry=${id}`);
    await panel(page).getByRole('button', { name: 'Koreksi' }).click();
    const form = dialog(page, 'Koreksi catatan');
    await form.getByLabel('Alasan').fill('salah kategori');
    expect(await form.getByRole('button', { name: 'Simpan' }).isDisabled()).toBe(true);
    await form.getByLabel('Toko').fill('Toko Sinar');
    await form.getByRole('button', { name: 'Simpan' }).click();
    await panel(page).getByText('“salah kategori”').first().waitFor();
    const { rows } = await desk.owner.query('select merchant, evidence from entry where corrects = $1', [id]);
    const amountOf = (list: { field: string }[]) => list.filter(({ field }) => field === 'amount');
    expect(rows[0].merchant).toBe('Toko Sinar');
    expect(amountOf(rows[0].evidence)).toEqual(amountOf(evidence as { field: string }[]));
    await close();
  });

  test('what lies in a locked month is corrected today, and the form says so', async () => {
    const { rows: locked } = await desk.owner.query(
      "select month::text as month from period where book_id = $1 and state = 'locked' order by month desc limit 1",
      [shopBook],
    );
    const first: string = locked[0].month;
    const { id } = await fromChat(shopBook, [first, `${first.slice(0, 8)}28`]);
    const { page, close } = await desk.at(`/entries?book=${shopBook}&entry=${id}`);
    await panel(page).getByRole('button', { name: 'Koreksi' }).click();
    const form = dialog(page, 'Koreksi catatan');
    await form.getByText('sudah dikunci: pembalikan dan penggantinya dicatat hari ini').waitFor();
    expect(await violations(page)).toEqual([]);
    await form.getByLabel('Keterangan').fill('nota susulan');
    await form.getByLabel('Alasan').fill('keterangan keliru');
    await form.getByRole('button', { name: 'Simpan' }).click();
    await panel(page).getByText('nota susulan').first().waitFor();
    const { rows } = await desk.owner.query('select occurred_on >= current_date - 1 as today from entry where corrects = $1', [
      id,
    ]);
    expect(rows).toEqual([{ today: true }]);
    await close();
  });

  test('of chosen entries those that can get the category get it; the others stay chosen, and say why', async () => {
    const { page, close } = await desk.at(`/entries?book=${shopBook}&from=${new Date().toISOString().slice(0, 8)}01&source=chat`);
    const take = async (category: string) => {
      const line = page.locator('tbody tr').filter({ hasText: category }).first();
      await line.getByRole('checkbox').click();
    };
    await take('Usaha');
    await take('Stok barang');
    await page.getByText('2 dipilih').waitFor();
    await bar(page).getByPlaceholder('Ubah kategori').click();
    await page.getByRole('option', { name: 'Kerja' }).click();
    expect(await violations(page)).toEqual([]);
    await bar(page).getByRole('button', { name: 'Simpan' }).click();
    await told(page, '1 catatan diubah');
    await told(page, '1 catatan tidak diubah dan masih dipilih');
    await told(page, 'Kategori itu tidak ada');
    await page.getByText('1 dipilih').waitFor();
    await close();
  });

  test('tags are given without replacing the entry, lead to its fellows, and are renamed everywhere', async () => {
    const { id } = await fromChat(familyBook, ['2000-01-01', '2100-01-01']);
    const { page, close } = await desk.at(`/entries?book=${familyBook}&entry=${id}`);
    await panel(page).getByRole('button', { name: /tag$/ }).click();
    await panel(page)
      .getByRole('textbox', { name: 'Tag' })
      .or(panel(page).getByRole('combobox', { name: 'Tag' }))
      .first()
      .fill('Mudik');
    await page.keyboard.press('Enter');
    expect(await violations(page)).toEqual([]);
    await panel(page).getByRole('button', { name: 'Simpan' }).click();
    await panel(page).getByRole('link', { name: '#mudik' }).click();
    await page.waitForURL(/tag=mudik/);
    await page.getByText('1 catatan', { exact: true }).waitFor();
    await page.goto(desk.url(`/categories?book=${familyBook}`));
    await act(row(page, '#mudik'), 'mudik', 'Ubah nama');
    await dialog(page, 'Ubah nama').getByLabel('Nama').fill('lebaran 2026');
    await save(page);
    await row(page, '#lebaran 2026').getByRole('link', { name: '1' }).waitFor();
    const { rows } = await desk.owner.query('select voided_by from entry where id = $1', [id]);
    expect(rows).toEqual([{ voided_by: null }]);
    await close();
  });

  test('a savings goal is changed, put away and taken out again', async () => {
    const { page, close } = await desk.at(`/savings?book=${shopBook}`);
    const card = page.getByRole('region', { name: 'Renovasi kios' });
    await card.getByRole('button', { name: 'Ubah: Renovasi kios' }).press('Enter');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await act(card, 'Renovasi kios', 'Ubah');
    const form = dialog(page, 'Ubah: Renovasi kios');
    await form.getByLabel('Target').fill('18000000');
    expect(await violations(page)).toEqual([]);
    await save(page);
    await card.getByText('dari Rp 18.000.000').waitFor();
    await act(card, 'Renovasi kios', 'Arsipkan');
    await card.waitFor({ state: 'detached' });
    await page.getByLabel('Tampilkan 1 yang diarsipkan').click();
    await act(card, 'Renovasi kios', 'Pakai lagi');
    await card.getByText('Diarsipkan').waitFor({ state: 'detached' });
    await card.getByRole('button', { name: 'Setor' }).waitFor();
    await close();
  });

  test('what comes again costs more from its next date on', async () => {
    const { page, close } = await desk.at(`/recurring?book=${shopBook}`);
    await act(row(page, 'sewa kios pasar'), 'sewa kios pasar', 'Ubah');
    const form = dialog(page, 'Ubah: sewa kios pasar');
    await form.getByLabel('Jumlah').fill('1400000');
    expect(await violations(page)).toEqual([]);
    await save(page);
    await row(page, 'sewa kios pasar').getByText('Rp 1.400.000').waitFor();
    const { rows } = await desk.owner.query("select template from recurring where template->>'note' = 'sewa kios pasar'");
    expect(rows[0].template).toMatchObject({ amount: '1400000', tags: ['sewa'] });
    await close();
  });

  test('a book gets another name, which the frame shows at once', async () => {
    const { page, close } = await desk.at(`/settings?book=${familyBook}`);
    const card = page.getByRole('region', { name: 'Buku: Keluarga Wijaya' });
    await card.getByLabel('Nama').fill('Keluarga Wijaya Baru');
    await pick(card, 'Zona waktu', 'WITA (Makassar)');
    await card.getByRole('button', { name: 'Simpan' }).click();
    await page.getByRole('region', { name: 'Buku: Keluarga Wijaya Baru' }).waitFor();
    expect(await page.getByLabel('Buku', { exact: true }).first().inputValue()).toBe('Keluarga Wijaya Baru');
    const { rows } = await desk.owner.query('select timezone from book where id = $1', [familyBook]);
    expect(rows).toEqual([{ timezone: 'Asia/Makassar' }]);
    await close();
  });

  test('entries are gone through one after the other beside the list', async () => {
    const { page, close } = await desk.at(`/entries?book=${shopBook}`);
    await page.locator('[data-row-link]').first().click();
    await panel(page).getByRole('button', { name: 'Catatan berikutnya (j)' }).waitFor();
    const opened = new URL(page.url()).searchParams.get('entry') ?? '';
    await page.keyboard.press('j');
    await page.waitForURL((address) => !address.search.includes(opened));
    await panel(page).getByRole('button', { name: 'Catatan sebelumnya (k)' }).click();
    await page.waitForURL((address) => address.search.includes(opened));
    await close();
  });

  test('a figure of a month leads to its entries, and the report to its files', async () => {
    const { page, close } = await desk.at(`/reports?book=${shopBook}`);
    await row(page, 'Utilitas').getByRole('link').nth(1).click();
    await page.waitForURL(/category=utilitas/);
    expect(page.url()).toMatch(/from=(\d{4}-\d\d)-01&to=\1-\d\d/);
    await page.goBack();
    await page.getByRole('link', { name: 'Unduh' }).click();
    await page.getByRole('heading', { name: 'Ekspor & impor', level: 1 }).waitFor();
    expect(page.url()).toMatch(/from=\d{4}-\d\d-01/);
    await close();
  });
});
