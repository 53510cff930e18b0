import { writeFile } from 'node:fs/promises';
import { classify, type Linear } from '../../language/classifier/classify.ts';
import { claimSamples, heldOutClaims, learnClaims } from './claims.ts';
import { classesOf, phrases, type Sample, seeded, varied } from './corpus.ts';
import { learn } from './logistic.ts';
import { originFile, originOf, seed, variants, weightsFile, writtenFile } from './origin.ts';
import { heldOutRequests, learnRequests, requestSamples } from './requests.ts';

/** Every so many phrases one is held out to see what the classifier makes of words it never saw. */
const heldOut = 10;
/** From here on a guess is taken. */
const shown = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

const types = ['expense', 'income'] as const;

function train(type: 'expense' | 'income', samples: readonly Sample[]): Linear<string> {
  const random = seeded(seed);
  const all = samples.flatMap((sample) => [sample, ...Array.from({ length: variants }, () => varied(sample, random))]);
  return learn(classesOf(type), all, random);
}

/** Accuracy on phrases held out, by the confidence asked for. */
function report(type: 'expense' | 'income'): void {
  const random = seeded(seed);
  const all = phrases(type).map((sample) => ({ sample, key: random() }));
  const test = all.filter(({ key }) => key < 1 / heldOut).map(({ sample }) => sample);
  const model = train(
    type,
    all.filter(({ key }) => key >= 1 / heldOut).map(({ sample }) => sample),
  );
  const guesses = test.map((sample) => ({ sample, guess: classify(model, sample.words) }));
  for (const least of shown) {
    const sure = guesses.filter(({ guess }) => guess !== null && guess.probability >= least);
    const right = sure.filter(({ sample, guess }) => guess?.label === sample.label).length;
    console.info(
      `${type} ${least}: ${sure.length} of ${test.length} answered, ${((100 * right) / Math.max(1, sure.length)).toFixed(1)} % right`,
    );
  }
}

const encoded = ({ scale, steps }: Linear<string>): string =>
  `{\n    scale: ${scale},\n    steps:\n      '${Buffer.from(steps.buffer).toString('base64')}',\n  }`;

/** Lines doubted, by the likelihood asked for, each judged by a classifier that never saw its batch. */
function reportClaims(): void {
  const judged = heldOutClaims(messages, seed);
  const share = (label: string, least: number): string => {
    const own = judged.filter(({ sample }) => sample.label === label);
    return `${((100 * own.filter(({ open }) => open >= least).length) / own.length).toFixed(1)} % of ${own.length}`;
  };
  for (const least of shown.slice(1))
    console.info(`claim ${least}: doubts ${share('open', least)} open, ${share('told', least)} told`);
}

/** Guesses of what a message is about, by the probability asked for, each by a classifier that never saw its batch. */
function reportRequests(): void {
  const judged = heldOutRequests(asked, seed);
  for (const least of shown) {
    const sure = judged.filter(({ probability }) => probability >= least);
    const right = sure.filter(({ sample, label }) => sample.right.includes(label)).length;
    console.info(
      `request ${least}: ${sure.length} of ${asked.length} answered, ${((100 * right) / sure.length).toFixed(1)} % right`,
    );
  }
}

const messages = claimSamples(writtenFile);
const asked = requestSamples(writtenFile);
for (const type of types) report(type);
reportClaims();
reportRequests();
const models = [
  ...types.map((type) => [type, train(type, phrases(type))] as const),
  ['claim', learnClaims(messages, seed)] as const,
  ['request', learnRequests(asked, seed)] as const,
].map(([name, model]) => `  ${name}: ${encoded(model)},\n`);
const text = `/** Made by \`npm run classifier:train\` from the lexicon and our own messages; not to be edited. */\nexport const weights = {\n${models.join('')}};\n`;
await writeFile(weightsFile, text);
await writeFile(originFile, `${JSON.stringify(originOf(text), null, 2)}\n`);
console.info(`${weightsFile}: ${text.length} bytes`);
