import { expect, test } from 'vitest';
import { readOnce } from '../database/flight.ts';
import { coffee, openedBook, refusalOf } from '../test/book.ts';
import { testDatabase } from '../test/database.ts';
import { editEntry } from './edit.ts';
import { type EntryFilter, type EntrySort, listEntries, listEntryLines, type Read, runMark } from './entries.ts';
import { addAttachment, addComment, addTags, setTags } from './notes.ts';
import { listTags, renameTag } from './tags.ts';
import { openWallet } from './wallets.ts';

const { db } = await testDatabase();

const opened = () => openedBook(db);

test('tags, comments and files raise the version of an entry and stay with its corrections', async () => {
  const book = await opened();
  const id = await book.create(coffee({ tags: ['a'] }));
  expect(await book.detail(id)).toMatchObject({ version: 1, hasAttachment: false });
  const at = { bookId: book.id, entryId: id };
  await book.run((tx) => addTags(tx, { ...at, tags: ['B'] }));
  await book.run((tx) => addComment(tx, { ...at, author: book.owner, body: 'struknya?' }));
  const file = {
    ...at,
    bucket: 'b',
    key: 'k',
    sha256: 'f'.repeat(64),
    bytes: 5,
    mime: 'image/jpeg',
    fileName: 'struk.jpg',
    addedBy: book.owner,
  };
  const added = await book.run((tx) => addAttachment(tx, file));
  expect((await book.run((tx) => addAttachment(tx, file))).id).toBe(added.id);
  expect(await book.detail(id)).toMatchObject({ version: 4, hasAttachment: true, tags: ['a', 'b'] });
  await book.run((tx) => setTags(tx, { ...at, tags: ['b', 'c'] }));
  const { entryId } = await book.run((tx, origin) => editEntry(tx, { ...origin, entryId: id, set: { amount: '1' } }));
  const after = await book.detail(entryId);
  expect([after.comments.length, after.attachments.length, after.tags]).toEqual([1, 1, ['b', 'c']]);
  const [, tagC] = await book.run((tx) => listTags(tx, book.id)).then((tags) => tags.filter(({ name }) => name !== 'a'));
  expect(tagC).toMatchObject({ name: 'c', entries: 1 });
  expect(await refusalOf(book.run((tx) => renameTag(tx, { bookId: book.id, tagId: tagC!.id, name: 'b' })))).toBe('NameTaken');
});

test('a line that is sent on as it is holds what the view holds', async () => {
  const book = await opened();
  await book.run(async (tx, origin) => {
    for (const currency of ['JPY', 'KWD'] as const)
      await openWallet(tx, { ...origin, name: currency, currency, openedOn: '2026-10-01' });
  });
  await book.create(coffee({ amount: '25000.50', note: 'kopi "susu" \\ é 😀\u2028\tdua\nbaris', merchant: "Toko 'A'" }));
  await book.create(coffee({ amount: '1500', wallet: 'wallet:jpy', currency: 'JPY', tags: ['dinas'] }));
  await book.create(coffee({ amount: '0.005', wallet: 'wallet:kwd', currency: 'KWD' }));
  await book.create({
    ...coffee({ amount: '9' }),
    type: 'transfer',
    wallet: 'wallet:jpy',
    toWallet: 'wallet:kwd',
    toAmount: '0.250',
    category: null,
  });
  const [views, lines] = await book.run(async (tx, { bookId }) => {
    const page = { filter: { bookId }, limit: 10 };
    const read: Read = (query, options) => readOnce(db, { 'app.book': bookId }, query, options);
    return [await listEntries(tx, page), await listEntryLines(read, page)] as const;
  });
  expect(lines.next).toBeNull();
  const runs = lines.json.replaceAll(runMark, '');
  const read = JSON.parse(`[${runs}]`).map(({ run, ...line }: { run: string | null }) => ({ ...line, workflowId: run }));
  expect(read).toEqual(JSON.parse(JSON.stringify(views.map(({ position, ...view }) => ({ ...view, value: undefined })))));
});

test('lists filter by everything, and every order pages through each entry once', async () => {
  const book = await opened();
  await book.run((tx, origin) => openWallet(tx, { ...origin, name: 'BCA', openedOn: '2026-10-01' }));
  for (let count = 0; count < 12; count += 1)
    await book.create(
      coffee({
        amount: String(10_000 + (count % 3) * 1_000),
        occurredOn: `2026-10-0${1 + (count % 4)}`,
        wallet: count % 2 ? 'wallet:bca' : 'wallet:tunai',
        category: count % 3 ? 'makan' : 'transport',
        merchant: count % 4 ? null : 'Warung 100%',
        note: `kopi ${count}`,
        tags: count === 5 ? ['lembur'] : [],
      }),
    );
  const list = (filter: EntryFilter, more: { sort?: EntrySort; limit?: number } = {}) =>
    book.run((tx, { bookId }) => listEntries(tx, { filter: { bookId, ...filter }, limit: 50, ...more }));
  const count = async (filter: EntryFilter) => (await list(filter)).length;
  expect(await count({ wallet: 'wallet:bca' })).toBe(6);
  expect(await count({ category: 'transport', from: '2026-10-02', to: '2026-10-03' })).toBe(2);
  expect(await count({ merchant: 'WARUNG 100%' })).toBe(3);
  expect(await count({ text: '100%' })).toBe(3);
  expect(await count({ text: 'Kopi 1' })).toBe(3);
  expect(await count({ tag: 'Lembur' })).toBe(1);
  expect(await count({ min: '11000', max: '11000' })).toBe(4);
  expect(await count({ member: book.owner, source: 'desk', currency: 'IDR', type: 'expense' })).toBe(12);
  expect(await count({ hasAttachment: true })).toBe(0);
  for (const by of ['occurredOn', 'recordedAt', 'amount'] as const)
    for (const descending of [true, false]) {
      const sort = { by, descending };
      const whole = (await list({}, { sort })).map(({ id }) => id);
      const paged: string[] = [];
      for (let after = undefined as Awaited<ReturnType<typeof list>>[number]['position'] | undefined; ; ) {
        const page = await book.run((tx, { bookId }) => listEntries(tx, { filter: { bookId }, sort, after, limit: 5 }));
        paged.push(...page.map(({ id }) => id));
        after = page.at(-1)?.position;
        if (page.length < 5) break;
      }
      expect(paged).toEqual(whole);
      expect(new Set(paged).size).toBe(12);
    }
});
