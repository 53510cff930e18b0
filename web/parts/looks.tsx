import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import type { Locale } from '../words/format.ts';
import { useLanguage } from '../words/locale.tsx';

interface ChoiceProps {
  size?: 'xs' | 'sm';
}

/** Which language the desk speaks. */
export function LanguageChoice({ size = 'sm' }: ChoiceProps) {
  const { words, locale, setLocale } = useLanguage();
  return (
    <SegmentedControl
      fullWidth
      size={size}
      aria-label={words.user.language}
      value={locale}
      onChange={(value) => setLocale(value as Locale)}
      data={[
        { value: 'id', label: 'Indonesia' },
        { value: 'en', label: 'English' },
      ]}
    />
  );
}

/** Light, dark, or as the system has it. */
export function SchemeChoice({ size = 'sm' }: ChoiceProps) {
  const { words } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      size={size}
      aria-label={words.user.appearance}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as typeof colorScheme)}
      data={[
        { value: 'light', label: words.user.light },
        { value: 'dark', label: words.user.dark },
        { value: 'auto', label: words.user.auto },
      ]}
    />
  );
}
