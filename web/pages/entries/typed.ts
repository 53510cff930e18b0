import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

/** Typing pauses that long before the list follows. */
const typing_ms = 250;

/** A field whose value is in the address: shows what is typed at once, lets the address follow, and follows it when it changes elsewhere. */
export function useTyped(
  value: string | undefined,
  apply: (value: string | undefined) => void,
): [text: string, type: (text: string) => void] {
  const given = value ?? '';
  const [text, setText] = useState(given);
  const [seen, see] = useState(given);
  const [applied, setApplied] = useState(given);
  if (given !== seen) {
    see(given);
    if (given !== applied) {
      setText(given);
      setApplied(given);
    }
  }
  const follow = useDebouncedCallback((next: string) => {
    setApplied(next);
    apply(next || undefined);
  }, typing_ms);
  return [
    text,
    (next) => {
      // A field that is left tells its value again: nothing was typed.
      if (next === text) return;
      setText(next);
      follow(next.trim());
    },
  ];
}
