import { describe, expect, test } from 'vitest';
import type { PhoneFile } from '../../dev/whatsapp/phone.ts';
import type { Locale } from '../../language/locale.ts';
import type { Statement } from '../../language/statement.ts';
import { say } from '../../language/words/index.ts';
import { lockedPdf } from '../pdf.ts';
import { voiceNote, voiceRate } from '../voiceNote.ts';
import type { Person } from './person.ts';
import { startWorld } from './world.ts';

/** Whatever comes in: one clear sentence in the language of the sender, one run, nothing booked. */
const held = startWorld({ voice: true });
const question = /Balas \*ya\*/;
const booked = /^✅/;

const megabyte = 1024 * 1024;
const noise = (bytes: number): Uint8Array => Buffer.alloc(bytes, 'catat');
const jpegHead = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), noise(2_000)]);
const silence = () => voiceNote(new Float32Array(3 * voiceRate));

/** The answer to be expected, word for word. */
const inWords = (statement: Statement, locale: Locale): string => say({ statement, locale });

/** Sends one bad thing and checks the one answer, the one run, and the book. */
async function answersOnce(person: Person, sent: Promise<string>, expected: string): Promise<void> {
  const { world } = held;
  const waId = await sent;
  expect((await person.hears(/./)).text).toBe(expected);
  await person.hearsNothingMore();
  expect(await world.runs(waId)).toHaveLength(1);
  const { id } = await world.message(waId);
  expect(await world.rows('select 1 from question where message_id = $1', [id])).toEqual([]);
  expect(await world.entriesOf(waId)).toEqual([]);
}

/** What is sent, and what is said to it in each language. */
const texts: [string, string, Statement][] = [
  ['nothing but spaces', '   ', { say: 'empty' }],
  ['emoji only', '🎉🎉🔥', { say: 'wordless', waiting: false }],
  ['more than 10,000 characters', 'kopi 25rb, '.repeat(1_000), { say: 'failure', failure: 'TextTooLong' }],
];

const files: [string, () => PhoneFile, Statement][] = [
  ['a sticker', () => ({ kind: 'sticker', bytes: noise(5_000), fileName: 's.webp' }), { say: 'unsupported', what: 'sticker' }],
  ['a video', () => ({ kind: 'video', bytes: noise(50_000), fileName: 'v.mp4' }), { say: 'unsupported', what: 'video' }],
  ['an unknown document', () => ({ kind: 'document', bytes: zip, fileName: 'a.zip' }), failed('MediaUnsupported')],
  ['an oversize document', () => ({ kind: 'document', bytes: noise(21 * megabyte), fileName: 'a.pdf' }), failed('MediaTooLarge')],
  ['an oversize photo', () => ({ kind: 'image', bytes: noise(17 * megabyte), fileName: 'a.jpg' }), failed('MediaTooLarge')],
  [
    'a corrupt photo',
    () => ({ kind: 'image', bytes: Buffer.concat([jpegHead, noise(9_000)]), fileName: 'a.jpg' }),
    failed('MediaCorrupt'),
  ],
  ['a locked PDF', () => ({ kind: 'document', bytes: lockedPdf(), fileName: 'a.pdf' }), failed('DocumentLocked')],
  ['a silent voice note', () => ({ kind: 'voice', bytes: silence(), fileName: 'a.ogg' }), failed('SpeechSilent')],
];

function failed(failure: Extract<Statement, { say: 'failure' }>['failure']): Statement {
  return { say: 'failure', failure };
}

describe.each<Locale>(['id', 'en'])('answered in %s', (locale) => {
  let known: Promise<Person> | undefined;
  const person = () => {
    known ??= held.world.person(locale);
    return known;
  };

  test.each(texts)('%s', async (_, text, statement) => {
    const ani = await person();
    await answersOnce(ani, ani.says(text), inWords(statement, locale));
  });

  test.each(files)('%s', async (_, file, statement) => {
    const ani = await person();
    await answersOnce(ani, ani.sends(file()), inWords(statement, locale));
  });
});

describe('answers at the wrong time', () => {
  test('"ya" when nothing is open', async () => {
    const ani = await held.world.person();
    await answersOnce(ani, ani.says('ya'), inWords({ say: 'nothing_open' }, 'id'));
  });

  test.each([
    ['booked', 'ya'],
    ['cancelled', 'batal'],
  ] as const)('a reply to a question that is %s', async (state, word) => {
    const { world } = held;
    const ani = await world.person();
    const sent = await ani.says('beli kopi 25rb');
    const { id } = await ani.hears(question);
    await ani.says(word);
    await ani.hears(state === 'booked' ? booked : /batal/i);
    await answersOnce(ani, ani.says('ya', id), inWords({ say: 'question_closed', state }, 'id'));
    expect(await world.entriesOf(sent)).toHaveLength(state === 'booked' ? 1 : 0);
  });

  test('"batal" said twice takes back nothing that was booked before', async () => {
    const { world } = held;
    const ani = await world.person();
    const sent = await ani.says('beli kopi 25rb');
    await ani.hears(question);
    await ani.says('ya');
    await ani.hears(booked);
    await ani.says('beli bakso 15rb');
    await ani.hears(question);
    await ani.says('batal');
    await ani.hears(/batal/i);
    await answersOnce(ani, ani.says('batal'), inWords({ say: 'nothing_open' }, 'id'));
    expect(await world.entriesOf(sent)).toMatchObject([{ amount: '25000', voidedBy: null }]);
  });

  test('a reply to a question that has expired', async () => {
    const { world } = held;
    const ani = await world.person();
    const sent = await ani.says('beli kopi 25rb');
    const { id } = await ani.hears(question);
    // Expiry itself takes a day; the time-skipping test of the run shows it. Here its row says that it came.
    await world.rows("update question set state = 'expired', closed_at = now() where wa_id = $1", [id]);
    await answersOnce(ani, ani.says('ya', id), inWords({ say: 'question_closed', state: 'expired' }, 'id'));
    expect(await world.entriesOf(sent)).toEqual([]);
  });

  test('"ya" with two questions open: asked which, nothing booked', async () => {
    const { world } = held;
    const ani = await world.person();
    const first = await ani.says('beli kopi 25rb');
    await ani.hears(question);
    const second = await ani.says('beli bakso 15rb');
    await ani.hears(question);
    await ani.says('ya');
    const { text } = await ani.hears(/2 pertanyaan/);
    expect(text).toMatch(/kopi/i);
    expect(text).toMatch(/bakso/i);
    await ani.hearsNothingMore();
    expect([...(await world.entriesOf(first)), ...(await world.entriesOf(second))]).toEqual([]);
  });

  test('an answer that means nothing, to a quoted question', async () => {
    const { world } = held;
    const ani = await world.person();
    const sent = await ani.says('beli kopi 25rb');
    const { id } = await ani.hears(question);
    await ani.says('hmm gimana ya bingung', id);
    await ani.hears(/Maaf/);
    await ani.hearsNothingMore();
    expect(await world.entriesOf(sent)).toEqual([]);
    await ani.says('ya', id);
    await ani.hears(booked);
    expect(await world.entriesOf(sent)).toHaveLength(1);
  });
});
