import type { Locale } from '../locale.ts';
import type { Statement, Utterance } from '../statement.ts';
import { english } from './en.ts';
import { capped } from './format.ts';
import { indonesian } from './id.ts';
import type { Phrases } from './phrases.ts';

const phrases: Record<Locale, Phrases> = { id: indonesian, en: english };

function phrase<S extends Statement['say']>(words: Phrases, statement: Extract<Statement, { say: S }>, today?: string): string {
  const said: Phrases[S] = words[statement.say as S];
  return said(statement, today);
}

/** The sentence for a statement, in the person's language: plain text with WhatsApp formatting, under 3,500 characters. */
export function say({ statement, locale, today }: Utterance): string {
  return capped(phrase(phrases[locale], statement, today));
}
