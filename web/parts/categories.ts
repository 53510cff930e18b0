import type { Category } from '../api/bookQueries.ts';
import type { Words } from '../words/id/index.ts';

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

/** The same with what a book calls its own; archived categories are offered no more. */
export function ownCategoryGroups(
  categories: readonly Category[],
  words: Words,
  categoryName: (slug: string) => string,
  side?: EntrySide,
) {
  const offered = categories.filter(({ archivedAt, kind }) => archivedAt === null && (!side || kind === side));
  return (['expense', 'income'] as const).map((kind) => ({
    group: words.types[kind],
    items: offered
      .filter((category) => category.kind === kind)
      .map(({ slug, name, builtIn }) => ({ value: slug, label: builtIn ? categoryName(slug) : name })),
  }));
}
