import { expect, it } from 'vitest';
import { Gather } from './gather.ts';

/** A write that ends when told, and what it was given. */
function gated() {
  const groups: string[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  const write = (items: string[]): Promise<void> => {
    groups.push(items);
    return new Promise((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve())));
  };
  return { groups, ends, write };
}

it('what comes while a write is under way goes together in the next one', async () => {
  const { groups, ends, write } = gated();
  const gather = new Gather(write, () => false);
  const first = gather.add('a');
  await expect.poll(() => groups).toEqual([['a']]);
  const later = [gather.add('b'), gather.add('c')];
  ends[0]?.();
  await first;
  await expect.poll(() => groups).toEqual([['a'], ['b', 'c']]);
  ends[1]?.();
  await Promise.all(later);
});

it('nobody hears of success before the write that holds their own item has ended', async () => {
  const { groups, ends, write } = gated();
  const gather = new Gather(write, () => false);
  const heard: string[] = [];
  for (const item of ['a', 'b']) void gather.add(item).then(() => heard.push(item));
  await expect.poll(() => groups).toEqual([['a', 'b']]);
  expect(heard).toEqual([]);
  ends[0]?.();
  await expect.poll(() => heard).toEqual(['a', 'b']);
});

it('all of a write that failed hear of it, and the next ones are tried again', async () => {
  let down = true;
  const gather = new Gather<string>(
    async () => {
      if (down) throw new Error('away');
    },
    () => false,
  );
  expect(await Promise.allSettled([gather.add('a'), gather.add('b')])).toMatchObject([
    { status: 'rejected', reason: { message: 'away' } },
    { status: 'rejected', reason: { message: 'away' } },
  ]);
  down = false;
  await gather.add('c');
});

it('an item that is refused takes no other with it', async () => {
  const written: string[] = [];
  const gather = new Gather<string>(
    async (items) => {
      if (items.includes('bad')) throw new Error('refused');
      written.push(...items);
    },
    (error) => (error as Error).message === 'refused',
  );
  const outcomes = await Promise.allSettled(['a', 'bad', 'b'].map((item) => gather.add(item)));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(written).toEqual(['a', 'b']);
});
