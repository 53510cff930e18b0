import { keysBeside } from '../language/reading/slips.ts';

/** Words from this length on are slipped in. */
const slippedLetters = 4;

const beside = (letter: string, random: () => number): string => {
  const keys = keysBeside.get(letter.toLowerCase()) ?? letter;
  return keys[Math.floor(random() * keys.length)] ?? letter;
};

/** What a thumb does to a word at one of its places. */
const slips: readonly ((word: string, at: number, random: () => number) => string)[] = [
  (word, at) => word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2),
  (word, at) => word.slice(0, at) + word.slice(at + 1),
  (word, at) => word.slice(0, at + 1) + word.slice(at),
  (word, at, random) => word.slice(0, at) + beside(word[at] ?? '', random) + word.slice(at + 1),
];

/**
 * A text with one slip of the thumb in one of its words, at any letter: two letters swapped, one missing, doubled, or the key beside it. Words of what is to
 * be quoted from the text (names, notes) stay as they are, and so does a text without another word of four letters.
 */
export function slipped(text: string, quoted: readonly string[], random: () => number): string {
  const kept = quoted.join(' ').toLowerCase();
  const words = [...text.matchAll(/[a-z]+/gi)].filter(
    ([word]) => word.length >= slippedLetters && !kept.includes(word.toLowerCase()),
  );
  const chosen = words[Math.floor(random() * words.length)];
  const slip = slips[Math.floor(random() * slips.length)];
  if (!chosen || !slip) return text;
  const [word] = chosen;
  const at = Math.floor(random() * word.length);
  return text.slice(0, chosen.index) + slip(word, at, random) + text.slice(chosen.index + word.length);
}
