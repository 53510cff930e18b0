import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noBrowser, startBrowser, type Visit } from '../desk/browser.ts';
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
});
