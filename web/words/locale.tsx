import { createContext, type ReactNode, startTransition, use, useContext, useEffect, useMemo, useState } from 'react';
import { createFormat, type Format, type Locale } from './format.ts';
import { id, type Words } from './id/index.ts';

let english: Promise<Words> | undefined;

/** English is a file of its own, fetched once: most never need it. Where it does not arrive, the words stay Indonesian. */
function englishWords(): Promise<Words> {
  english ??= import('./en/index.ts').then(
    ({ en }) => en,
    () => id,
  );
  return english;
}

/** Where the browser remembers the language. */
const stored = 'catat.locale';

export interface Language {
  locale: Locale;
  words: Words;
  format: Format;
  setLocale(locale: Locale): void;
  /** Display name of a category: of the default list, or a slug of one's own as it reads best. */
  categoryName(slug: string | null): string;
}

const LanguageContext = createContext<Language | null>(null);

function firstLocale(): Locale {
  const known = localStorage.getItem(stored);
  if (known === 'id' || known === 'en') return known;
  return navigator.languages.some((tag) => tag.startsWith('id')) || !navigator.language.startsWith('en') ? 'id' : 'en';
}

// On their way while the page is still being built.
if (firstLocale() === 'en') void englishWords();

/** Gives the pages their words and the way numbers and dates are written; suspends until the words are there. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [locale, changeLocale] = useState(firstLocale);
  const spoken = locale === 'id' ? id : use(englishWords());
  useEffect(() => {
    document.documentElement.lang = locale;
    localStorage.setItem(stored, locale);
  }, [locale]);
  const language = useMemo<Language>(() => {
    const categoryName = (slug: string | null) => {
      if (slug === null) return spoken.types.transfer;
      return spoken.categories[slug] ?? slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('_', ' ');
    };
    // The old words stay until the new ones are there.
    const setLocale = (next: Locale) => startTransition(() => changeLocale(next));
    return { locale, words: spoken, format: createFormat(locale), setLocale, categoryName };
  }, [locale, spoken]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** The language of the desk. @throws outside of {@link LanguageProvider} */
export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('no language around this component');
  return language;
}
