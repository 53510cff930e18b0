import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { categoriesQuery } from '../api/bookQueries.ts';
import { useLanguage } from '../words/locale.tsx';

/** Names the categories of a book as the book does; without one, by what their slug says. */
export function useCategoryName(book: string | null | undefined): (slug: string | null) => string {
  const { categoryName } = useLanguage();
  const { data } = useQuery({ ...categoriesQuery(book ?? ''), enabled: Boolean(book) });
  const own = useMemo(() => new Map(data?.filter(({ builtIn }) => !builtIn).map(({ slug, name }) => [slug, name])), [data]);
  return useCallback((slug) => own.get(slug ?? '') ?? categoryName(slug), [own, categoryName]);
}
