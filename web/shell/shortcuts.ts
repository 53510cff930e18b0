import { useMantineColorScheme } from '@mantine/core';
import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { places } from './navigation.ts';

/** So long after g the next letter still counts. */
const sequence_ms = 1_200;
/** The field `/` leads to, if the page has one. */
export const searchField = 'search-field';

/** Keys that work on every page: g and a letter to go, / to search, t for the theme, ? for help. */
export function useGoTo(onHelp: () => void): void {
  const navigate = useNavigate();
  const { toggleColorScheme } = useMantineColorScheme();
  const startedAt = useRef(0);
  const goTo = places.map(
    ({ to, key }): HotkeyItem => [
      key,
      () => {
        if (Date.now() - startedAt.current > sequence_ms) return;
        startedAt.current = 0;
        void navigate({ to });
      },
      { preventDefault: false },
    ],
  );
  useHotkeys([
    ['g', () => (startedAt.current = Date.now()), { preventDefault: false }],
    ...goTo,
    ['/', () => document.getElementById(searchField)?.focus()],
    ['shift+?', onHelp],
    ['shift+T', () => toggleColorScheme()],
  ]);
}
