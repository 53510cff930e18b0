import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noBrowser, startBrowser, type Visit } from '../desk/browser.ts';
import { voiceNote, voiceRate } from '../voiceNote.ts';
import { patience_ms } from './person.ts';
import { startWorld } from './world.ts';

/** Phone and desk at once: what one does, the other sees, without a reload. */
const reason = noBrowser();
const question = /Balas \*ya\*/;
const booked = /^✅/;
const limit_ms = 120_000;

describe.skipIf(reason !== null)('the desk beside the phone', () => {
  const held = startWorld();
  const visit = startBrowser(reason);
  let desk: Visit;

  beforeAll(async () => {
    desk = await visit();
    await desk.page.goto(`${held.world.stack.urls.desk}inbox`);
    await desk.page.getByRole('heading', { name: 'Kotak masuk' }).waitFor();
    await desk.page.getByRole('status', { name: 'Terhubung langsung' }).waitFor();
  });
  afterAll(() => desk?.close());

  test(
    'a question shows up by itself, is confirmed at the desk, and the phone is told',
    async () => {
      const { page } = desk;
      const ani = held.world.stranger();
      const sent = await ani.says('beli kopi 25rb');
      await ani.hears(/Catat/);
      await ani.hears(question);
      await page.getByRole('link', { name: /beli kopi 25rb/ }).click();
      await page.getByText('Yang akan dicatat').waitFor();
      await page.getByRole('button', { name: 'Konfirmasi' }).click();
      await ani.hears(booked);
      await page.getByText('Tercatat').first().waitFor();
      const [entry] = await held.world.entriesOf(sent);
      expect(entry).toMatchObject({ amount: '25000', category: 'makan' });
      await page.getByRole('link', { name: 'Lihat catatan' }).click();
      const panel = page.getByRole('dialog', { name: 'Rincian catatan' });
      await panel.getByText('Rp 25.000').first().waitFor();
      await panel.getByText('beli kopi 25rb').waitFor();
      await page.keyboard.press('Escape');
    },
    limit_ms,
  );

  test(
    'what the phone confirms is in the open list at once; what the desk rejects is not booked',
    async () => {
      const { page, complaints } = desk;
      const budi = await held.world.person();
      await page.goto(`${held.world.stack.urls.desk}entries`);
      await page.getByRole('status', { name: 'Terhubung langsung' }).waitFor();
      await budi.says('bensin 50rb');
      await budi.hears(question);
      await budi.says('ya');
      await budi.hears(booked);
      await page.getByRole('link', { name: 'bensin' }).waitFor();

      const refused = await budi.says('sewa gedung 9jt');
      await budi.hears(question);
      await page.goto(`${held.world.stack.urls.desk}inbox`);
      await page.getByRole('link', { name: /sewa gedung 9jt/ }).click();
      await page.getByRole('button', { name: 'Tolak' }).click();
      await page.getByRole('dialog', { name: 'Tolak pesan ini?' }).getByRole('button', { name: 'Tolak' }).click();
      await budi.hears(/./);
      expect(await held.world.outcome(refused)).toBe('cancelled');
      expect(await held.world.entriesOf(refused)).toEqual([]);
      expect(complaints).toEqual([]);
    },
    limit_ms,
  );

  test(
    'what needs an approval is confirmed in the chat, approved at the desk, and both see it at once',
    async () => {
      const { page, complaints } = desk;
      const citra = await held.world.person();
      const first = await citra.says('beli pulpen 5rb');
      await citra.hears(question);
      await citra.says('ya');
      await citra.hears(booked);
      const [pen] = await held.world.entriesOf(first);
      await held.world.put(`/v1/books/${pen?.bookId}/approval-policy`, { rules: [{ minAmount: '1000000', approvers: 1 }] });

      await page.goto(`${held.world.stack.urls.desk}approvals`);
      await page.getByRole('status', { name: 'Terhubung langsung' }).waitFor();
      const sent = await citra.says('beli kulkas 4,5jt');
      await citra.hears(question);
      await citra.says('ya');
      await citra.hears(/Menunggu persetujuan/);
      const card = page.getByRole('region', { name: /kulkas/ });
      await card.getByRole('button', { name: 'Setujui' }).click();
      const sure = page.getByRole('dialog', { name: 'Setujui permintaan ini?' });
      await sure.getByLabel('Komentar').fill('Yang lama memang rusak.');
      await sure.getByRole('button', { name: 'Setujui' }).click();
      await card.waitFor({ state: 'detached' });
      const told = await citra.hears(/Disetujui dan tercatat/);
      expect(told.text).toContain('Yang lama memang rusak.');
      const [entry] = await held.world.entriesOf(sent);
      expect(entry).toMatchObject({ amount: '4500000' });
      expect(complaints).toEqual([]);
    },
    limit_ms,
  );

  test(
    'a voice note nobody could hear is among the failed at once, and is run again from there',
    async () => {
      const { page } = desk;
      const dewi = await held.world.person();
      await dewi.says('beli permen 2rb');
      await dewi.hears(question);
      await dewi.says('ya');
      await dewi.hears(booked);
      await page.goto(`${held.world.stack.urls.desk}inbox?tab=failed`);
      await page.getByRole('status', { name: 'Terhubung langsung' }).waitFor();
      const sent = await dewi.sends({ kind: 'voice', bytes: voiceNote(new Float32Array(voiceRate)), fileName: 'catatan.ogg' });
      await dewi.hears(/tidak bisa kudengar/);
      await page.getByRole('link', { name: /Suara/ }).click();
      await page.getByRole('alert').getByText('Gagal').first().waitFor();
      const before = await held.world.runs(sent);
      await page.getByRole('button', { name: 'Proses lagi' }).click();
      await expect.poll(async () => (await held.world.runs(sent)).length, { timeout: patience_ms }).toBe(before.length + 1);
      await page.getByRole('alert').getByText('Gagal').first().waitFor();
      expect(await held.world.entriesOf(sent)).toEqual([]);
    },
    limit_ms,
  );
});
