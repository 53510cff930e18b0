import type { Reader } from '../locale.ts';
import { parseReply } from './answer.ts';
import type { Reply } from './reply.ts';

/** What is kept of the reason, in characters. */
const reason_max = 500;

const polite = String.raw`(?:[\s,]+(?:ya|iya|yes|oke?|kak|pak|bu|bos|mas|mbak|min|aja|saja|deh|dong|lah|it|this|please|tolong|semua(?:nya)?))*\W*`;
const approving = new RegExp(
  String.raw`^(?:(?:ya|iya|oke?|yes)[\s,]+)?(?:acc|approved?|(?:di)?setuju(?:i|in)?|agreed?)${polite}$`,
  'iu',
);
/** A word that can mean nothing else may be followed by its reason at once; "tidak" only where it is set off. */
const refusing =
  /^(?:(?:(?:di|aku |saya )?tolak|reject(?:ed)?|declined?|tidak setuju|(?:gak|ga|nggak|enggak) setuju)\b(?:\s*[,;:.–-]?\s*(?:karena|krn|soalnya|because)?)|(?:tidak|nggak|enggak|ngga|gak|ga|no|jangan)\b\s*(?:[,;:–-]\s*(?:karena|krn|soalnya|because)?|karena|krn|soalnya|because))\s*/iu;

/** Reads a yes or no to an approval, with the reason of the no; null when the text is neither. */
export function readApproval(text: string, reader: Reader): Reply | null {
  const said = parseReply(text, { entries: [] }, reader);
  if (said?.kind === 'yes' || said?.kind === 'no') return said;
  const line = text.trim();
  if (approving.test(line)) return { kind: 'yes' };
  const refused = refusing.exec(line);
  if (!refused) return null;
  const because = line.slice(refused[0].length).replace(/\s+/g, ' ').trim().slice(0, reason_max);
  return because === '' ? { kind: 'no' } : { kind: 'no', because };
}
