import type { Statement } from '../statement.ts';

/** How one kind of statement is said; `today` as in `Utterance`. */
export type Said<S extends Statement['say']> = (statement: Extract<Statement, { say: S }>, today?: string) => string;

/** A sentence for everything Catat ever says. */
export type Phrases = { [S in Statement['say']]: Said<S> };
