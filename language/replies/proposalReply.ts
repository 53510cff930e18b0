import type { DraftEntry } from '../interpretation.ts';
import type { Reader } from '../locale.ts';
import type { Amendment, BookedEntry, Proposal } from '../proposal.ts';
import { tokenize } from '../reading/tokens.ts';
import { parseReply } from './answer.ts';
import { readApproval } from './approvalReply.ts';
import { ordinals } from './changes.ts';
import type { Reply, ReplyContext } from './reply.ts';

/** An entry of the books as a draft, so that corrections of both are read alike. */
export const draftOf = ({ id: _, ...entry }: BookedEntry): DraftEntry => ({
  ...entry,
  currency: 'IDR',
  alternatives: [],
  items: [],
  evidence: [],
  doubts: [],
});

/** Stands for an entry of which only is known that there is one: tells whether a text would correct it. */
export const blankDraft: DraftEntry = draftOf({
  id: '',
  type: 'expense',
  amount: '1',
  category: 'lainnya',
  occurredOn: '1970-01-01',
  merchant: null,
  note: '',
});

/** Reads an answer to what is proposed; null when the text is none. */
export function readReply(text: string, proposal: Proposal, reader: Reader): Reply | null {
  switch (proposal.kind) {
    case 'record':
      return (
        (proposal.twins.length > 0 ? twinAnswer(text) : null) ??
        corrected(text, proposal, reader) ??
        verdictNaming(text, proposal.entries, reader)
      );
    case 'amend': {
      const entries = proposal.amendments.map(({ entry, set }) => draftOf({ ...entry, ...set }));
      return corrected(text, { entries }, reader);
    }
    case 'pick':
      return picked(text, proposal.among) ?? parseReply(text, { entries: [] }, reader);
    case 'command':
      return parseReply(text, { entries: [] }, reader);
    case 'approval':
      return verdictNaming(text, proposal.entries, reader) ?? readApproval(text, reader);
  }
}

/** Longer than this is no answer, in words. */
const answerWords_max = 8;

const wordsOf = (text: string): string[] =>
  tokenize(text.slice(0, 200)).flatMap(({ kind, norm }) => (kind === 'word' || kind === 'number' ? [norm] : []));

/** How a correction begins that says first what is wrong: "oh bukan, 35rb", "bukan hari ini, kemarin". */
const denial =
  /^\W*(?:(?:oh|eh|ah|aduh|duh|maaf|sorry|ups|lho|loh)[ ,]+)?(?:bukan|salah|tidak|nggak|ngga|gak|ga|no|not)\b[^,;\n]{0,40}[,;\n]\s*/i;

function corrected(text: string, { entries, wallets, categories }: ReplyContext, reader: Reader): Reply | null {
  const reply = parseReply(text, { entries, wallets, categories }, reader);
  if (reply || !denial.test(text)) return reply;
  const rest = parseReply(text.replace(denial, ''), { entries, wallets, categories }, reader);
  return rest?.kind === 'correct' ? rest : null;
}

/** "ya yang gojek", "batal kopi": a yes or no that names what it is about. */
function verdictNaming(text: string, entries: readonly DraftEntry[], reader: Reader): Reply | null {
  const own = new Set(entries.flatMap(({ note, merchant }) => wordsOf(`${note} ${merchant ?? ''}`)));
  const words = wordsOf(text);
  if (words.length > answerWords_max || !words.some((word) => own.has(word))) return null;
  const rest = words.filter((word) => !own.has(word) && word !== 'yang' && word !== 'the');
  const said = parseReply(rest.join(' '), { entries: [] }, reader);
  return said?.kind === 'yes' || said?.kind === 'no' ? said : null;
}

const small = new Set(
  'ya iya iyaa yes kok sih dong deh itu ini yang memang emang beneran kak min lah aja saja kan please it is'.split(' '),
);
const another = new Set('beda berbeda lain lainnya different another separate other pisah terpisah'.split(' '));
const bookIt =
  /^(?:catat|catet|simpan|masukin|masukkan|book|tetap catat|tetep catat|tetap|tetep)(?: (?:juga|aja|saja|lagi|it|too|dua duanya|keduanya|tetap|semua(?:nya)?))+$/;
const same = new Set('sama samaan dobel double duplikat duplicate same'.split(' '));

/** "beda", "catat juga", "sama", "bukan": whether something was told before. */
function twinAnswer(text: string): Reply | null {
  const words = wordsOf(text);
  if (words.length === 0 || words.length > answerWords_max) return null;
  const said = words.filter((word) => !small.has(word));
  const line = said.join(' ');
  if (bookIt.test(line)) return { kind: 'different', book: true };
  const telling = said.filter(
    (word) => !['tidak', 'bukan', 'not', 'no', 'transaksi', 'catat', 'juga', 'simpan', 'one'].includes(word),
  );
  const negated = said.some((word) => ['tidak', 'bukan', 'not', 'no'].includes(word));
  if (telling.length > 0 && telling.every((word) => another.has(word)))
    return negated ? { kind: 'same' } : { kind: 'different', book: true };
  if (telling.length > 0 && telling.every((word) => same.has(word)))
    return negated ? { kind: 'different', book: true } : { kind: 'same' };
  // A bare "no" to "is it the same?" says that it is not, but not that it shall be booked.
  return ['tidak', 'bukan', 'no', 'not'].includes(line) ? { kind: 'different', book: false } : null;
}

/** "2", "yang pertama", "yang kopi": one of those listed. */
function picked(text: string, among: readonly Amendment[]): Reply | null {
  const words = wordsOf(text).filter(
    (word) =>
      !['yang', 'nomor', 'no', 'nomer', 'pilih', 'the', 'number', 'ya', 'aja', 'itu', 'one', 'hapus', 'ubah'].includes(word),
  );
  const [only = ''] = words;
  const option = words.length === 1 ? (ordinals.get(only) ?? (/^\d{1,2}$/.test(only) ? Number(only) : null)) : null;
  if (option !== null) return option >= 1 && option <= among.length ? { kind: 'choose', option } : null;
  const hits = among.flatMap(({ entry }, index) => {
    const own = new Set(wordsOf(`${entry.note} ${entry.merchant ?? ''}`));
    return words.length > 0 && words.every((word) => own.has(word)) ? [index + 1] : [];
  });
  return hits.length === 1 && hits[0] !== undefined ? { kind: 'choose', option: hits[0] } : null;
}
