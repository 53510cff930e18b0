import type { Words } from '../words/id.ts';

export type EntrySide = 'expense' | 'income';

/** Slugs of the default list that are income; the others are expenses. */
const incomeSlugs = ['gaji', 'bonus', 'usaha', 'hadiah', 'investasi', 'refund', 'lainnya_masuk'];

/** Categories for a select, expenses first. */
export function categoryGroups(words: Words, categoryName: (slug: string) => string, side?: EntrySide) {
  const option = (value: string) => ({ value, label: categoryName(value) });
  const slugs = Object.keys(words.categories);
  const groups = [
    { side: 'expense', group: words.types.expense, items: slugs.filter((slug) => !incomeSlugs.includes(slug)).map(option) },
    { side: 'income', group: words.types.income, items: incomeSlugs.map(option) },
  ];
  return groups.filter((group) => !side || group.side === side).map(({ group, items }) => ({ group, items }));
}
