import type { Amount } from './amounts.ts';
import type { DateMention } from './dates.ts';
import { promisesIn } from './promises.ts';
import type { Token } from './tokens.ts';
import { withoutI } from './verbs.ts';

/** A message cut into what can be told apart: its tokens, numbers, days. */
export interface Message {
  text: string;
  tokens: readonly Token[];
  amounts: readonly Amount[];
  dates: readonly DateMention[];
  /** Token places that amounts of money cover, and those that days, times and promises of repayment cover. */
  money: ReadonlySet<number>;
  dated: ReadonlySet<number>;
  /** Those of promises of repayment alone. */
  promised: ReadonlySet<number>;
}

/** Puts a message together from its parts. */
export const messageOf = (
  text: string,
  tokens: readonly Token[],
  amounts: readonly Amount[],
  dates: readonly DateMention[],
): Message => {
  const money = amounts.filter((amount) => amount.kind === 'money');
  const promised = promisesIn(tokens, dates, money[0]?.last ?? Number.POSITIVE_INFINITY);
  const aside = placesOf(promised);
  return {
    text,
    tokens,
    amounts,
    dates: dates.filter((date) => !aside.has(date.first)),
    money: placesOf(money),
    dated: placesOf([...dates, ...promised]),
    promised: aside,
  };
};

/** A stretch of tokens, both ends included. */
export interface Clause {
  first: number;
  last: number;
}

const hardMarks = new Set([',', ';', '+', '&', '•', '|', '·', '–', '—']);
/** Words that join two purchases when there is an amount before and after them. */
const joiners = new Set(['dan', 'sama', 'and', 'plus', 'dengan', 'juga', 'ditambah', 'tambah', 'karo', 'jeung', 'sarta']);
/** Words that go on to the next purchase. */
const onward = new Set('terus lalu kemudian then habis lanjut abistu abisitu trus selanjutnya next tuluy njur bar'.split(' '));

/** Cuts a message into clauses at punctuation, line ends and joining words. */
export function splitClauses({ tokens, amounts, dated }: Message): Clause[] {
  const money = new Set(amounts.filter((amount) => amount.kind === 'money').map((amount) => amount.last));
  const inAmount = placesOf(amounts);
  const lastMoney = amounts.findLast((amount) => amount.kind === 'money')?.last ?? -1;
  const clauses: Clause[] = [];
  let first = 0;
  let hasMoney = false;
  tokens.forEach((_, index) => {
    const free = !inAmount.has(index) && !dated.has(index);
    const cuts = free && cutsHere(tokens, index, hasMoney && index < lastMoney);
    if (cuts) {
      if (index > first) clauses.push({ first, last: index - 1 });
      first = index + 1;
      hasMoney = false;
    }
    hasMoney ||= money.has(index);
  });
  if (tokens.length > first) clauses.push({ first, last: tokens.length - 1 });
  // The numbers of a list tell nothing.
  return clauses.filter((clause) =>
    tokens
      .slice(clause.first, clause.last + 1)
      .some((token, offset) => token.kind === 'word' || money.has(clause.first + offset)),
  );
}

function cutsHere(tokens: readonly Token[], index: number, between: boolean): boolean {
  const token = tokens[index];
  if (!token) return false;
  if (token.kind === 'break' || hardMarks.has(token.norm)) return true;
  if (token.kind === 'mark') return cutsAtMark(token, tokens[index - 1], tokens[index + 1], between);
  if (token.norm === 'habis') return between && tokens[index + 1]?.norm === 'itu';
  return between && (joiners.has(token.norm) || onward.has(token.norm));
}

/** Marks that cut only in some places: a bullet, a full stop, the colon of a heading. */
function cutsAtMark(token: Token, before: Token | undefined, after: Token | undefined, between: boolean): boolean {
  const lineStart = before === undefined || before.kind === 'break';
  const gluedAfter = after?.glued ?? false;
  switch (token.norm) {
    case ':':
      return !between && !(gluedAfter && after?.kind !== 'word');
    case '-':
    case '*':
      return lineStart || (between && !token.glued && !gluedAfter);
    case '.':
    case '!':
    case '?':
      return !gluedAfter;
    case '/':
      return between && !token.glued;
    default:
      return false;
  }
}

/** All token places that mentions cover. */
export function placesOf(mentions: readonly { first: number; last: number }[]): Set<number> {
  const places = new Set<number>();
  for (const { first, last } of mentions) for (let place = first; place <= last; place++) places.add(place);
  return places;
}

/** Whether a mention lies within a clause. */
export const within = (mention: { first: number }, clause: Clause): boolean =>
  mention.first >= clause.first && mention.first <= clause.last;

/** The words of a clause, without numbers, days and marks. */
export function wordsOf({ tokens, money, dated }: Message, { first, last }: Clause): string[] {
  return tokens
    .slice(first, last + 1)
    .flatMap((token, offset) =>
      token.kind === 'word' && !money.has(first + offset) && !dated.has(first + offset) ? [withoutI(token.norm)] : [],
    );
}

/** Words of a line that patterns look at; more are no longer chat. */
const lineWords = 60;

/** Clauses as a line of words with "#" for money and no days, to be matched by patterns. Cut at a bounded number of words. */
export function lineOf({ tokens, money, dated }: Message, clauses: readonly Clause[]): string {
  const words: string[] = [];
  for (const { first, last } of clauses) {
    for (let index = first; index <= last && words.length < lineWords; index++) {
      const word = money.has(index)
        ? '#'
        : dated.has(index) || tokens[index]?.kind !== 'word'
          ? null
          : withoutI(tokens[index]?.norm ?? '');
      if (word && !(word === '#' && words.at(-1) === '#')) words.push(word);
    }
  }
  return words.join(' ');
}

/** Clauses as such a line, with their days, which tell as well ("sekarang", "tadi"). */
export const spokenLine = (message: Message, clauses: readonly Clause[]): string =>
  lineOf({ ...message, dated: message.promised }, clauses);

/** The whole message as such a line. */
export const wholeLine = (message: Message): string => spokenLine(message, [{ first: 0, last: message.tokens.length - 1 }]);
