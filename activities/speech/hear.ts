import type { Transcript } from '../../database/schema/index.ts';
import type { Locale } from '../../language/locale.ts';
import { failure } from '../failure.ts';
import { type Audio, isSilent } from './audio.ts';
import { withTens, withWholeNumbers } from './figures.ts';
import type { Decoding, Heard, SpeechEngine } from './whisperServer.ts';

/** The ear to trust: beam 5 had the most amounts right (notes on Whisper base: 33 of 60 against 28 greedy). */
const firstDecoding: Decoding = { beamSize: 5, contextMargin: 64 };

/** Without a beam: what both hear alike is likelier there. A wider context too was tried, and fell into loops. */
const secondDecoding: Decoding = { beamSize: 1, contextMargin: 64 };

/** OpenAI's own gate for "no speech": likely none, and the words are guesses. Some servers always answer 0. */
const noSpeechAbove = 0.6;
const guessedBelow = -1;

/**
 * In noise, music and hum Whisper makes up a sentence, another one in each hearing or none at all. Of 37 clips, those of people lie above, those of nothing below; faint speech has words in common.
 */
const avgLogprobBelow = -1.1;

/** More than that is not what a person said in five minutes. */
const maxTextChars = 10_000;

/** Whisper falls into loops; nobody says a word or a syllable more than three times in a row. */
const loops = [/(\b[\p{L}\p{N}]+\b)(?:[\s,.-]+\1\b){3,}/giu, /(\d[.,])\1{3,}\d?/gu];

/**
 * Hears a voice note twice. Both texts are kept where they differ, so that an amount that is heard in two ways is asked about.
 * @throws failures SpeechSilent (silence, noise, music), Unavailable
 */
export async function hearTwice(engine: SpeechEngine, audio: Audio, locale: Locale, signal?: AbortSignal): Promise<Transcript> {
  if (isSilent(audio)) throw failure('SpeechSilent', 'nothing loud enough to be a voice');
  const started = performance.now();
  const first = await engine.hear(audio, locale, firstDecoding, signal);
  const heard = cleanText(first.text);
  if (comparable(heard) === '') throw failure('SpeechSilent', 'no words were heard');
  const second = await engine.hear(audio, locale, secondDecoding, signal);
  if (isNoise(first, second)) throw failure('SpeechSilent', 'two hearings have nothing in common');
  const text = withWholeNumbers(heard);
  const other = withTens(withWholeNumbers(cleanText(second.text)));
  return {
    text,
    alternative: comparable(other) === comparable(text) ? null : other,
    language: locale,
    confidence: confidence(first),
    // A number that was put together is a guess, however sure its figures were.
    numberConfidence: text === heard ? numberConfidence(first) : 0,
    engine: engine.engine,
    model: engine.model,
    ms: Math.round(performance.now() - started),
  };
}

/** Whisper writes sounds in brackets ("[MUSIK]", "(batuk)", "*tepuk tangan*", notes); what is left are words. */
export function cleanText(text: string): string {
  const words = text.replace(/\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|[♪♫]+/g, ' ').replace(/\s+/g, ' ');
  return loops
    .reduce((shorter, loop) => shorter.replace(loop, '$1'), words)
    .trim()
    .slice(0, maxTextChars);
}

function comparable(text: string): string {
  return text.toLowerCase().replace(/(?!(?<=\d)-\d)[^\p{L}\p{N}]/gu, '');
}

/** Told so by the model, nothing in the second hearing, or a doubtful first one that shares no word with it. */
function isNoise(first: Heard, second: Heard): boolean {
  const words = wordsOf(second);
  if (words.size === 0 || (first.noSpeech > noSpeechAbove && first.avgLogprob < guessedBelow)) return true;
  const hasCommon = [...wordsOf(first)].some((word) => words.has(word));
  return first.avgLogprob < avgLogprobBelow && !hasCommon;
}

const wordsOf = ({ text }: Heard): Set<string> =>
  new Set(
    cleanText(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu),
  );

/** Figures, and the words numbers are made of in Indonesian and English. */
const numberWord =
  /\d|^(?:nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|seratus|seribu|sejuta|belas|puluh|ratus|ribu|juta|setengah|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|million|half)\W*$/i;

/** The mean tells nothing of an amount: one misheard figure among ten clear words makes it wrong. */
function numberConfidence({ words }: Heard): number | null {
  const sure = words.filter((word) => numberWord.test(word.text)).map((word) => word.probability);
  return sure.length === 0 ? null : Math.round(Math.min(...sure) * 1000) / 1000;
}

function confidence({ words }: Heard): number {
  if (words.length === 0) return 0;
  const mean = words.reduce((sum, word) => sum + word.probability, 0) / words.length;
  return Math.round(mean * 1000) / 1000;
}
