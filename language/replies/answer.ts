import { localDate } from '../calendar.ts';
import type { Reader } from '../locale.ts';
import { amountsIn } from '../reading/amounts.ts';
import { type Message, messageOf } from '../reading/clauses.ts';
import { findDates } from '../reading/dates.ts';
import { tokenize } from '../reading/tokens.ts';
import { isQuestion } from '../records/unsaid.ts';
import { isHostile } from '../requests/chatter.ts';
import { commandLine, type Line } from '../requests/commandLine.ts';
import { readEdit } from '../requests/edits.ts';
import { correctionsIn, ordinals, smallOf } from './changes.ts';
import { firstDoubtful } from './corrections.ts';
import type { Change, Reply, ReplyContext } from './reply.ts';

/** Longest text that is looked at as an answer, in characters; answers are short. */
const answerLimit = 300;

const yes: Reply = { kind: 'yes' };
const no: Reply = { kind: 'no' };

const yesWords = new Set(
  'ya y iya iye yoi yo yup yap yep yes yeah ok oke okay okey oks okeh sip siap betul bener benar btul gas gass gaskeun lanjut simpan save catat correct right confirm confirmed yess boleh setuju cocok pas bungkus deal 👍 ✅ ❤ 👌 🙏 ☑ ✔ 💯 ok ye sure'.split(
    ' ',
  ),
);
const noWords = new Set(
  'tidak g no nope batal batalin batalkan cancel gajadi gakjadi gausah jangan hapus stop 👎 ❌ ✖ skip nggak'.split(' '),
);
const fillers = new Set(
  'dong deh aja nih kok lah kak min bot banget sekali usah perlu dicatat dicatet disimpan sudah semua semuanya itu nya mas mbak gan bro please pls thanks makasih terima kasih catat simpan jadi sih it that all lanjut bang ya tolong thank you ️'.split(
    ' ',
  ),
);

/** Emoji people react with, without skin tones and variation selectors. */
const yesEmoji = new Set(['👍', '✅', '❤', '👌', '🙏', '☑', '✔', '💯', '🫡', '🆗']);
const noEmoji = new Set(['👎', '❌', '✖', '🚫', '🙅', '⛔']);

/** What a reaction answers; null when the emoji says neither yes nor no. */
export function parseReaction(emoji: string): Reply | null {
  const bare = emoji
    .slice(0, 16)
    .replace(/\p{EMod}|\uFE0F|\u200D|♂|♀/gu, '')
    .trim();
  if (yesEmoji.has(bare)) return yes;
  return noEmoji.has(bare) ? no : null;
}

/**
 * Reads the answer to a question about a draft: yes, no, a pick, corrections. Null when the text is none: a record of its own, another
 * request, a question. When in doubt it is none, so that nothing is confirmed or changed by accident. Without entries, before a
 * question is known, only a plain yes or no can be told from a message of its own.
 */
export function parseReply(text: string, context: ReplyContext, reader: Reader): Reply | null {
  if (text.length > answerLimit) return null;
  const reaction = parseReaction(text);
  if (reaction) return reaction;
  const tokens = tokenize(text);
  const dates = findDates(tokens, reader);
  const message = messageOf(text, tokens, amountsIn(text, tokens, dates), dates);
  const line = commandLine(message);
  if (!line || line.words.length === 0 || isHostile(message)) return null;
  const said = verdict(line);
  if (said || context.entries.length === 0) return said;
  return pick(message, line, context) ?? correctionsIn(message, context, reader) ?? editOf(line, message, context, reader);
}

/** "yang barusan itu masuknya kesehatan": what would change the last booking changes what is asked about. */
function editOf(line: Line, message: Message, { entries }: ReplyContext, reader: Reader): Reply | null {
  const open = message.amounts.some(({ kind, doubt, weak }) => kind === 'money' && doubt !== null && !weak);
  if (entries.length !== 1 || open || isQuestion(message.text, line.text)) return null;
  const edit = readEdit(line, message, localDate(reader.now, reader.timezone));
  if (edit?.intent !== 'edit') return null;
  const changes = Object.entries(edit.set).map(([field, value]) => ({ op: 'set', line: null, field, value }) as Change);
  return changes.length > 0 ? { kind: 'correct', changes } : null;
}

/** A plain yes or no, with nothing else said. */
function verdict(line: Line): Reply | null {
  const words = line.words.map((word) => word.replace(/(\p{L})\1+$/u, '$1'));
  const [first = '', ...rest] = words;
  const agrees = words.some((word) => yesWords.has(word));
  const refuses = words.some((word) => noWords.has(word));
  const all = words.every((word) => yesWords.has(word) || noWords.has(word) || fillers.has(word));
  if (!all || (!agrees && !refuses)) return words.join(' ') === 'tidak jadi' ? no : null;
  if (!refuses) return yes;
  if (first === 'tidak' && ['benar', 'bener', 'betul', 'pas', 'cocok'].includes(rest[0] ?? '')) return null;
  if (first === 'jangan' && !agrees) return no;
  return noWords.has(first) || !agrees || words.includes('batal') ? no : null;
}

/** "1", "yang pertama", "yang 150rb", "pilih 2": one of the readings offered. */
function pick({ amounts }: Message, line: Line, { entries }: ReplyContext): Reply | null {
  const offered = entries[firstDoubtful(entries)]?.alternatives ?? [];
  if (offered.length === 0) return null;
  const ordinal =
    /^(?:yang |pilih |opsi |nomor |no |pilihan |option |the )*(pertama|satu|first|kedua|dua|second|ketiga|tiga|third|1|2|3|4|5)(?: aja| ya| dong| deh| one)*$/.exec(
      line.text.replace(/#/g, String(smallOf(line, amounts))),
    )?.[1];
  const option = ordinal === undefined ? null : (ordinals.get(ordinal) ?? Number(ordinal));
  if (option !== null && option >= 1 && option <= offered.length) return { kind: 'choose', option };
  const money = amounts.filter((amount) => amount.kind === 'money');
  const only = money[0];
  if (
    money.length !== 1 ||
    !only ||
    !/^(?:yang |iya |ya |pilih |maksud(?:nya)? )*#(?: aja| ya| dong| deh| yang benar)*$/.test(line.text)
  )
    return null;
  const literal = only.alternatives.length > 0 ? only.alternatives : [only.value ?? 0];
  const chosen = offered.findIndex((value) => literal.includes(Number(value)));
  const bare = only.weak && literal.some((value) => offered.includes(String(value)));
  if (chosen < 0 || (only.doubt !== null && !bare)) return null;
  return { kind: 'choose', option: chosen + 1 };
}
