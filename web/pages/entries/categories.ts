import type { Words } from '../../words/id.ts';

/** Slugs of the default list by side; the API refuses any other. */
const incomeSlugs = ['gaji', 'bonus', 'usaha', 'hadiah', 'investasi', 'refund', 'lainnya_masuk'];

/** Every category for a select, expenses first. */
export function categoryGroups(words: Words, categoryName: (slug: string) => string) {
  const option = (value: string) => ({ value, label: categoryName(value) });
  const slugs = Object.keys(words.categories);
  return [
    { group: words.types.expense, items: slugs.filter((slug) => !incomeSlugs.includes(slug)).map(option) },
    { group: words.types.income, items: incomeSlugs.map(option) },
  ];
}
