import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addStaff } from '../../api/access/staff.ts';
import { familyBook, shopBook } from '../../dev/demo/fill.ts';
import { deskOfTwoBooks, dialog, pick, row, save, told, violations } from './house.ts';

/** What finance staff do on each page, click by click; every form on the way is looked at by axe. */
const desk = await deskOfTwoBooks();
const journey_ms = 120_000;

const upload = async (page: Page, statement: string) => {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Pilih berkas CSV' }).click(),
  ]);
  await chooser.setFiles({ name: 'mutasi.csv', mimeType: 'text/csv', buffer: Buffer.from(statement) });
};

describe.skipIf(desk.reason !== null)('at the desk', { timeout: journey_ms }, () => {
  test('a budget is made, changed and removed', async () => {
    const { page, close } = await desk.at(`/budgets?book=${familyBook}`);
    await page.getByRole('button', { name: 'Buat anggaran' }).click();
    const form = dialog(page, 'Buat anggaran');
    await form.getByLabel('Jumlah').fill('750000');
    await pick(form, 'Kategori', 'Kesehatan');
    expect(await violations(page)).toEqual([]);
    await save(page);
    const card = page.getByRole('region', { name: 'Kesehatan' });
    await card.getByText('dari Rp 750.000').waitFor();
    await card.getByRole('button', { name: 'Ubah: Kesehatan' }).click();
    await page.getByRole('menuitem', { name: 'Ubah' }).click();
    await dialog(page, 'Ubah').getByLabel('Jumlah').fill('900000');
    await save(page);
    await card.getByText('dari Rp 900.000').waitFor();
    await card.getByRole('button', { name: 'Ubah: Kesehatan' }).click();
    await page.getByRole('menuitem', { name: 'Hapus' }).click();
    await dialog(page, 'Hapus anggaran Kesehatan?').getByRole('button', { name: 'Hapus' }).click();
    await card.waitFor({ state: 'detached' });
    await close();
  });

  test('a savings goal is made, and money goes in and out', async () => {
    const { page, close } = await desk.at(`/savings?book=${familyBook}`);
    await page.getByRole('button', { name: 'Buat tujuan' }).click();
    const form = dialog(page, 'Buat tujuan');
    await form.getByLabel('Nama').fill('Sepeda Dewi');
    await form.getByLabel('Target').fill('2000000');
    expect(await violations(page)).toEqual([]);
    await save(page);
    const card = page.getByRole('region', { name: 'Sepeda Dewi' });
    await card.getByRole('button', { name: 'Setor' }).click();
    await dialog(page, 'Setor: Sepeda Dewi').getByLabel('Jumlah').fill('500000');
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await card.getByText('25%').waitFor();
    await card.getByRole('button', { name: 'Tarik' }).click();
    await dialog(page, 'Tarik: Sepeda Dewi').getByLabel('Jumlah').fill('100000');
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await card.getByText('20%').waitFor();
    await close();
  });

  test('a recurring entry is added, paused, taken up again and removed', async () => {
    const { page, close } = await desk.at(`/recurring?book=${shopBook}`);
    await page.getByRole('button', { name: 'Tambah catatan rutin' }).click();
    const form = dialog(page, 'Tambah catatan rutin');
    await form.getByLabel('Keterangan').fill('internet toko');
    await form.getByLabel('Jumlah').fill('350000');
    await pick(form, 'Kategori', 'Pulsa & data');
    expect(await violations(page)).toEqual([]);
    await save(page);
    const line = row(page, 'internet toko');
    const menu = (item: string) =>
      line
        .getByRole('button', { name: 'Ubah: internet toko' })
        .click()
        .then(() => page.getByRole('menuitem', { name: item }).click());
    await line.getByText('Rp 350.000').waitFor();
    await menu('Jeda');
    await line.getByText('Dijeda').waitFor();
    await menu('Lanjutkan');
    await line.getByText('Dijeda').waitFor({ state: 'detached' });
    await menu('Hapus');
    await dialog(page, 'Hapus internet toko dari catatan rutin?').getByRole('button', { name: 'Hapus' }).click();
    await line.waitFor({ state: 'detached' });
    await close();
  });

  test('a category and a wallet are added, renamed and put away', async () => {
    const { page, close } = await desk.at(`/categories?book=${familyBook}`);
    await page.getByRole('button', { name: 'Tambah kategori' }).click();
    await dialog(page, /Tambah kategori/)
      .getByLabel('Nama')
      .fill('Kursus renang');
    await save(page);
    await row(page, 'Kursus renang').getByText('buatan sendiri').waitFor();
    await page.getByRole('button', { name: 'Tambah dompet' }).click();
    const form = dialog(page, 'Tambah dompet');
    await form.getByLabel('Nama').fill('OVO');
    await form.getByLabel('Saldo awal').fill('250000');
    expect(await violations(page)).toEqual([]);
    await save(page);
    await row(page, 'OVO').getByText('Rp 250.000').waitFor();
    await page.getByRole('button', { name: 'Ubah: OVO' }).click();
    await page.getByRole('menuitem', { name: 'Ubah nama' }).click();
    await dialog(page, 'Ubah nama').getByLabel('Nama').fill('OVO Sari');
    await save(page);
    await row(page, 'OVO Sari').waitFor();
    await page.getByRole('button', { name: 'Ubah: OVO Sari' }).click();
    await page.getByRole('menuitem', { name: 'Arsipkan' }).click();
    await row(page, 'OVO Sari').getByText('Diarsipkan').waitFor();
    await close();
  });

  test('a month is closed and opened again, and the trail tells it', async () => {
    const { page, close } = await desk.at(`/periods?book=${familyBook}`);
    const month = page.getByRole('row').nth(2);
    await month.getByRole('button', { name: 'Tutup sementara' }).click();
    const sure = dialog(page, /^Tutup sementara: /);
    await sure.getByLabel('Alasan').fill('sudah dicocokkan dengan rekening');
    expect(await violations(page)).toEqual([]);
    await sure.getByRole('button', { name: 'Tutup sementara' }).click();
    await month.getByRole('cell', { name: 'Ditutup sementara', exact: true }).waitFor();
    await month.getByRole('button', { name: 'Buka lagi' }).click();
    const again = dialog(page, /^Buka lagi: /);
    await again.getByLabel('Alasan').fill('nota susulan');
    await again.getByRole('button', { name: 'Buka lagi' }).click();
    await month.getByRole('cell', { name: 'Terbuka', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Jejak audit' }).click();
    await row(page, 'Alasan: nota susulan').getByRole('cell', { name: 'Ayu Admin', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Periksa keutuhan' }).click();
    await page.getByText(/^Utuh: [\d.]+ baris diperiksa/).waitFor();
    expect(await violations(page)).toEqual([]);
    await pick(page, 'Perihal', 'Tutup buku');
    await page.waitForURL(/subject=period/);
    await close();
  });

  test('somebody is invited, added, given another role and sent away', async () => {
    await addStaff(desk.db, { email: 'tono@example.test', password: 'correct horse battery staple', name: 'Tono', admin: false });
    const { page, close } = await desk.at(`/members?book=${shopBook}`);
    await page.getByRole('button', { name: 'Buat undangan' }).click();
    await save(page, 'Buat undangan');
    await page.getByRole('alert').getByText('Salin kode undangan ini').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Tambah anggota' }).click();
    await dialog(page, 'Tambah anggota').getByLabel('Surel').fill('tono@example.test');
    await save(page);
    const line = row(page, 'tono@example.test');
    await line.getByText('Keuangan').waitFor();
    await line.getByRole('button', { name: 'Ubah: Tono' }).click();
    await page.getByRole('menuitem', { name: 'Auditor' }).click();
    await line.getByText('Auditor').waitFor();
    await line.getByRole('button', { name: 'Ubah: Tono' }).click();
    await page.getByRole('menuitem', { name: 'Keluarkan' }).click();
    await dialog(page, 'Keluarkan Tono?').getByRole('button', { name: 'Keluarkan' }).click();
    await line.waitFor({ state: 'detached' });
    await close();
  });

  test('a file is asked for, and a bank statement is read and booked without what is there already', async () => {
    const { page, close } = await desk.at(`/transfer?book=${familyBook}`);
    await pick(page, 'Bentuk', 'Beancount');
    await page.getByRole('button', { name: 'Buat berkas' }).click();
    await row(page, 'Beancount').getByLabel('Menunggu').waitFor();
    const day = new Date().toISOString().slice(0, 10).split('-').reverse().join('/');
    const statement = `Tanggal;Deskripsi;Jumlah\n${day};PARKIR MALL;-Rp15.000\n${day};BIAYA ADM;-Rp6.500\n`;
    await upload(page, statement);
    await row(page, 'PARKIR MALL').waitFor();
    expect(await violations(page)).toEqual([]);
    await page
      .getByLabel(/^Rekening/)
      .first()
      .click();
    await page.getByRole('option', { name: /^BCA/ }).click();
    await page.getByRole('button', { name: 'Catat 2 baris' }).click();
    await told(page, '2 baris dicatat');
    const { rows } = await desk.owner.query("select count(*)::int as n from entry where book_id = $1 and source = 'import'", [
      familyBook,
    ]);
    expect(rows).toEqual([{ n: 2 }]);
    await close();
  });

  test('a statement of an unknown bank is read by its columns; what a locked month keeps out is told row by row', async () => {
    const { page, close } = await desk.at(`/transfer?book=${shopBook}`);
    const today = new Date().toISOString().slice(0, 10);
    const longAgo = new Date(Date.now() - 120 * 86_400_000).toISOString().slice(0, 10);
    await upload(page, `Tgl;Uraian;Keluar;Masuk\n${today};LAKBAN BESAR;21.000;\n${longAgo};PLASTIK LAMA;34.000;\n`);
    const mapping = page.getByRole('form', { name: 'Kolom mutasi' });
    await mapping.getByText('belum dikenal').waitFor();
    expect(await violations(page)).toEqual([]);
    await mapping.getByRole('button', { name: 'Baca berkas' }).click();
    await row(page, 'LAKBAN BESAR').getByText('Rp 21.000').waitFor();
    await page
      .getByLabel(/^Rekening/)
      .first()
      .click();
    await page.getByRole('option', { name: /^BRI/ }).click();
    await page.getByRole('button', { name: 'Catat 2 baris' }).click();
    await told(page, '1 baris belum dicatat');
    await row(page, 'PLASTIK LAMA').getByText('sudah dikunci').waitFor();
    await row(page, 'LAKBAN BESAR').waitFor({ state: 'detached' });
    await upload(page, 'bukan mutasi');
    await told(page, 'bukan mutasi CSV');
    await close();
  });

  test('what is typed slowly into the filters stays, and is cleared at once', async () => {
    const { page, close } = await desk.at(`/entries?book=${shopBook}`);
    const search = page.getByRole('searchbox');
    await search.click();
    for (const part of ['kul', 'akan']) {
      await page.keyboard.type(part);
      await page.waitForURL((address) => (address.searchParams.get('q') ?? '').endsWith(part));
    }
    expect(await search.inputValue()).toBe('kulakan');
    await page.getByRole('button', { name: 'Saring', exact: true }).click();
    await page.getByLabel('Jumlah minimum').fill('500000');
    await page.waitForURL(/min=500000/);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Hapus saringan' }).click();
    await page.waitForURL((address) => !/[?&](q|min)=/.test(address.search));
    // Longer than a field waits before the address follows it.
    await page.waitForTimeout(500);
    expect(page.url()).not.toMatch(/[?&](q|min)=/);
    expect(await search.inputValue()).toBe('');
    await close();
  });

  test('a message that waits for an approval asks nobody to confirm it again', async () => {
    const { rows } = await desk.owner.query<{ id: string }>(
      `update message set stage = 'asking' where id = (select e.message_id from entry e where e.book_id = $1 and e.message_id is not null limit 1)
       returning id`,
      [shopBook],
    );
    const id = rows[0]?.id;
    await desk.owner.query(
      `insert into question (id, message_id, chat_id, contact_id, workflow_id, revision, wa_id, entries)
       select gen_random_uuid(), id, chat_id, contact_id, workflow_id, 99, 'waits-for-approval', '[]' from message where id = $1`,
      [id],
    );
    await desk.owner.query(
      `insert into approval (id, book_id, entries, amount, currency, requested_by, source, message_id, needed)
       select gen_random_uuid(), book_id, entries, amount, currency, requested_by, 'chat', $1, 1 from approval where book_id = $2 and state = 'approved' limit 1`,
      [id, shopBook],
    );
    const { page, close } = await desk.at(`/inbox?book=${shopBook}&message=${id}`);
    await page.getByRole('alert').getByText('Menunggu persetujuan').waitFor();
    expect(await page.getByRole('button', { name: 'Konfirmasi' }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Lihat persetujuan' }).click();
    await page.getByRole('heading', { name: 'Persetujuan', level: 1 }).waitFor();
    await page.goto(desk.url(`/inbox?book=${familyBook}`));
    await page.getByText('Tidak ada pertanyaan terbuka').waitFor();
    await close();
  });

  test('a request is approved with a word, and then stands in the books', async () => {
    const { page, close } = await desk.at(`/approvals?book=${shopBook}`);
    const card = page.getByRole('region', { name: 'kulakan minyak satu pikap' });
    await card.getByText('diminta Hendra Kusuma').waitFor();
    await card.getByRole('button', { name: 'Setujui' }).click();
    const sure = dialog(page, 'Setujui permintaan ini?');
    await sure.getByLabel('Komentar').fill('Stok memang menipis.');
    expect(await violations(page)).toEqual([]);
    await sure.getByRole('button', { name: 'Setujui' }).click();
    await card.waitFor({ state: 'detached' });
    await page.getByText('Semua', { exact: true }).last().click();
    await card.getByText('“Stok memang menipis.”').waitFor();
    const { rows } = await desk.owner.query("select count(*)::int as n from entry where note = 'kulakan minyak satu pikap'");
    expect(rows).toEqual([{ n: 1 }]);
    await close();
  });

  test('a report leads to the entries behind a figure', async () => {
    const { page, close } = await desk.at(`/reports?book=${shopBook}`);
    await page.getByRole('tab', { name: 'Per anggota' }).click();
    await page.waitForURL(/report=members/);
    await page.getByRole('row', { name: /^Total/ }).waitFor();
    await page.getByRole('link', { name: 'Rina Hartono' }).click();
    await page.getByRole('heading', { name: 'Catatan', level: 1 }).waitFor();
    expect(page.url()).toMatch(/member=/);
    await page.getByRole('button', { name: 'Saring (1)' }).click();
    await page.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value === 'Rina Hartono'));
    expect(await violations(page)).toEqual([]);
    await page.goBack();
    await page.getByRole('tab', { name: 'Neraca saldo' }).click();
    const total = await page.getByRole('row').last().getByRole('cell').allTextContents();
    expect(total[2]).toBe(total[3]);
    await close();
  });

  test('a person gets a copy of their data, and is forgotten for a reason', async () => {
    const { page, close } = await desk.at(`/privacy?book=${shopBook}`);
    await row(page, 'Rudi').getByRole('button', { name: 'Salinan data' }).click();
    const wishes = page.getByRole('region', { name: 'Permintaan' });
    await wishes.getByText('Salinan data: Rudi').waitFor();
    await wishes.getByLabel('Menunggu').waitFor();
    await row(page, 'Rudi').getByRole('button', { name: 'Lupakan' }).click();
    const sure = dialog(page, 'Lupakan Rudi?');
    await sure.getByLabel('Alasan').fill('sudah tidak bekerja di toko');
    expect(await violations(page)).toEqual([]);
    await sure.getByRole('button', { name: 'Lupakan' }).click();
    await wishes.getByText('Dilupakan: Rudi').waitFor();
    await wishes.getByText('sudah tidak bekerja di toko').waitFor();
    await close();
  });

  test('a key is made, shown once and revoked', async () => {
    const { page, close } = await desk.at('/settings');
    await page.getByRole('button', { name: 'Buat kunci' }).click();
    await dialog(page, 'Buat kunci').getByLabel('Nama').fill('Laporan mingguan');
    expect(await violations(page)).toEqual([]);
    await save(page, 'Buat kunci');
    const key = await page.getByRole('alert').locator('code').textContent();
    expect(key).toMatch(/^ck_/);
    const answered = await fetch(desk.url('/v1/books'), { headers: { authorization: `Bearer ${key}` } });
    expect(answered.status).toBe(200);
    await row(page, 'Laporan mingguan').getByRole('button', { name: 'Cabut' }).click();
    await dialog(page, 'Cabut kunci ini?').getByRole('button', { name: 'Cabut' }).click();
    await row(page, 'Laporan mingguan').getByText('Dicabut').waitFor();
    const refused = await fetch(desk.url('/v1/books'), { headers: { authorization: `Bearer ${key}` } });
    expect(refused.status).toBe(401);
    await close();
  });

  test('a second factor is switched on, asked for, and switched off; a password is changed', async () => {
    const person = { email: 'wati@example.test', password: 'correct horse battery staple', name: 'Wati', admin: false };
    await addStaff(desk.db, person);
    const { page, close } = await desk.visit();
    await desk.logIn(page, person);
    await page.getByRole('link', { name: 'Pengaturan' }).click();
    const factor = page.getByRole('region', { name: 'Faktor kedua' });
    await factor.getByLabel('Kata sandi').first().fill(person.password);
    await factor.getByRole('button', { name: 'Aktifkan' }).click();
    await factor.getByRole('img').waitFor();
    expect(await violations(page)).toEqual([]);
    const secret = (await factor.locator('code').textContent()) ?? '';
    await factor.getByLabel('Kode dari aplikasi').fill(new TOTP({ secret }).generate());
    await factor.getByRole('button', { name: 'Aktifkan' }).click();
    await factor.getByText('Aktif', { exact: true }).waitFor();
    const refused = await fetch(desk.url('/v1/auth/login'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: person.email, password: person.password }),
    });
    expect(refused.status).toBe(401);
    await factor.getByLabel('Kata sandi').first().fill(person.password);
    await factor.getByRole('button', { name: 'Matikan' }).click();
    await factor.getByRole('button', { name: 'Aktifkan' }).waitFor();
    await page.getByLabel('Kata sandi sekarang').first().fill('not the password');
    await page.getByLabel('Kata sandi baru').first().fill('another long and good one');
    await page.getByRole('button', { name: 'Ganti kata sandi' }).click();
    await told(page, 'Kata sandinya tidak cocok');
    await page.getByLabel('Kata sandi sekarang').first().fill(person.password);
    await page.getByLabel('Kata sandi baru').first().fill('another long and good one');
    await page.getByRole('button', { name: 'Ganti kata sandi' }).click();
    await told(page, 'Kata sandi diganti');
    await close();
  });
});
