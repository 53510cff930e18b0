import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { beforeAll } from 'vitest';
import { addStaff } from '../../api/access/staff.ts';
import { fillDemo } from '../../dev/demo/fill.ts';
import { testDatabase } from '../database.ts';
import { noBrowser, startBrowser, type Visit } from './browser.ts';
import { servedDesk } from './served.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.2, A and AA. */
const wcag = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
/** Half a year of two books, on a machine that is busy. */
const filling_ms = 180_000;
const login = { email: 'admin@example.test', password: 'correct horse battery staple' };

/** The desk in a genuine Chromium, on the API and Postgres, over half a year of a family and a shop. Call it at the top of a file. */
export async function deskOfTwoBooks() {
  const reason = noBrowser();
  const visit = startBrowser(reason);
  const { db, owner } = await testDatabase();
  let served: Awaited<ReturnType<typeof servedDesk>>;
  let session: Awaited<ReturnType<BrowserContext['storageState']>>;

  const url = (path: string) => new URL(path, served.url).href;

  /** Logs in on the page of a new visit. */
  const logIn = async (page: Page, { email, password } = login): Promise<void> => {
    await page.goto(url('/'));
    await page.getByLabel('Surel').fill(email);
    await page.getByLabel('Kata sandi').first().fill(password);
    await page.getByRole('button', { name: 'Masuk' }).click();
  };

  beforeAll(async () => {
    if (reason) return;
    await fillDemo(db, new Date());
    await addStaff(db, { ...login, name: 'Ayu Admin', admin: true });
    served = await servedDesk(db);
    const { page, close } = await visit();
    await logIn(page);
    await page.getByRole('heading', { name: 'Ringkasan' }).waitFor();
    session = await page.context().storageState();
    await close();
    return () => served.close();
  }, filling_ms);

  return {
    reason,
    db,
    owner,
    login,
    url,
    logIn,
    /** A visit of nobody in particular. */
    visit,
    /** A visit of the administrator, on a page of the desk that shows what it has to show. */
    at: async (path: string, options: BrowserContextOptions = {}): Promise<Visit> => {
      const made = await visit({ storageState: session, ...options });
      await open(made.page, url(path));
      return made;
    },
  };
}

/** Opens a page and waits until what it shows is there. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root[data-visible]'));
}

/** What axe finds against what is shown now; with `rules` against those alone. */
export async function violations(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  await atRest(page);
  return page.evaluate(
    async (runOnly) => {
      const { axe: checker } = globalThis as unknown as {
        axe: {
          run(options: object): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }>;
        };
      };
      const { violations: found } = await checker.run({ runOnly, resultTypes: ['violations'] });
      return found.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
      );
    },
    rules ? { type: 'rule', values: rules } : wcag,
  );
}

/** Changes the scheme of what is shown. */
export async function wear(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.waitForFunction((wanted) => document.documentElement.dataset.mantineColorScheme === wanted, scheme);
}

/** Waits for what moves or fades to be where it goes; what turns for ever is left to turn. */
const atRest = (page: Page) =>
  page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY,
      ),
  );

/** Takes an option of a select. */
export async function pick(within: Page | Locator, label: string, option: string): Promise<void> {
  await within
    .getByLabel(new RegExp(`^${label}`))
    .first()
    .click();
  const page = 'page' in within ? within.page() : within;
  await page.getByRole('option', { name: option, exact: true }).click();
}

export const dialog = (page: Page, name: string | RegExp): Locator => page.getByRole('dialog', { name });

/** Sends the form of the open dialog. */
export const save = (page: Page, name = 'Simpan'): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

/** Waits until the desk says so. */
export const told = (page: Page, words: string): Promise<void> => page.getByRole('alert').getByText(words).first().waitFor();

export const row = (page: Page, words: string): Locator => page.getByRole('row').filter({ hasText: words });

/** Takes an item of the menu of a row or card. */
export async function act(within: Page | Locator, of: string, item: string): Promise<void> {
  await within.getByRole('button', { name: `Ubah: ${of}` }).click();
  const page = 'page' in within ? within.page() : within;
  await page.getByRole('menuitem', { name: item }).click();
}
