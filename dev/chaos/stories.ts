import { formatMoney } from '../../language/money.ts';
import { say } from '../../language/words/index.ts';
import type { Line } from '../whatsapp/phone.ts';

/** What a person does with one purchase, from sending it to its end. */
export interface Story {
  sends: 'text' | 'photo' | 'voice';
  /** Done to the sent message before its question is answered: at once or once the question is heard. */
  change?: 'edit' | 'sealed edit' | 'revoke';
  /** Answer to the question about the first amount: a quoting text, a reaction, or another amount. */
  first?: 'ya' | 'batal' | '👍' | 'other amount';
  /** Whether the question about the other amount is answered with yes. */
  other?: 'ya';
  ends: 'booked' | 'cancelled' | 'unheard';
  /** Messages of a hundred. */
  share: number;
}

/** Mostly what people do every day, and a share of everything else they can do. */
export const stories = {
  yes: { sends: 'text', first: 'ya', ends: 'booked', share: 62 },
  no: { sends: 'text', first: 'batal', ends: 'cancelled', share: 10 },
  thumb: { sends: 'text', first: '👍', ends: 'booked', share: 7 },
  correction: { sends: 'text', first: 'other amount', other: 'ya', ends: 'booked', share: 7 },
  edit: { sends: 'text', change: 'edit', other: 'ya', ends: 'booked', share: 5 },
  sealedEdit: { sends: 'text', change: 'sealed edit', other: 'ya', ends: 'booked', share: 3 },
  revoke: { sends: 'text', change: 'revoke', ends: 'cancelled', share: 4 },
  photo: { sends: 'photo', first: 'ya', ends: 'booked', share: 1 },
  // The stack of a chaos run has no speech engine: a voice note ends in one honest failure.
  voice: { sends: 'voice', ends: 'unheard', share: 1 },
} as const satisfies Record<string, Story>;

export type StoryName = keyof typeof stories;
export const storyNames = Object.keys(stories) as StoryName[];
export const storyOf = (name: StoryName): Story => stories[name];

/** The amount that stands in the ledger at the end, null when none does. */
export function bookedAmount({ story, amount, other }: { story: StoryName; amount: number; other: number }): number | null {
  const { ends, other: answered } = storyOf(story);
  if (ends !== 'booked') return null;
  return answered ? other : amount;
}

const rupiah = (amount: number): string => formatMoney(String(amount), 'IDR', 'id');
const said = (statement: Parameters<typeof say>[0]['statement']): string => say({ statement, locale: 'id' });
const saying =
  (text: string) =>
  (line: Line): boolean =>
    line.text === text;
/** Begins with the same line. */
function beginning(text: string): (line: Line) => boolean {
  const [first = ''] = text.split('\n');
  return (line) => (line.text ?? '').startsWith(first);
}

/** The kinds of lines Catat writes in a run. */
export const isQuestion = ({ text = '' }: Line): boolean => /Balas \*ya\*/.test(text);
export const isBooked = beginning(said({ say: 'booked', entries: [] }));
export const isCancelled = saying(said({ say: 'cancelled' }));
export const isUnheard = saying(said({ say: 'failure', failure: 'SpeechOff' }));
/** Comes only while a photo or a voice note takes long, now and then. */
export const isProgress = ({ text = '' }: Line): boolean => /^Masih ku(baca|dengarkan)/.test(text);
export const isAbout =
  (amount: number) =>
  ({ text = '' }: Line): boolean =>
    text.includes(rupiah(amount));
