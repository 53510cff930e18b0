import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createModel } from '../activities/understanding/model.ts';
import { readText } from '../activities/understanding/read.ts';
import { interpret } from '../language/interpret.ts';
import { seeded } from './classifier/corpus.ts';
import { dataFolder, dataOf, suiteNames } from './data.ts';
import { drawReceipts } from './drawn/draw.ts';
import { type Alter, evaluateMessages, messagesTable, type Read } from './messages.ts';
import { evaluateReceipts, receiptsTable } from './receipts.ts';
import { keep, readKept } from './results.ts';
import { slipped } from './slips.ts';
import { evaluateVoice, voiceTable } from './voice.ts';

/** Runs a suite over a file or folder; the result is printed as it is with `--json`, else as its table. */
interface Suite {
  /** What the path names. */
  over: string;
  run(path: string, options: Options): Promise<{ json: object; table: string }>;
}

interface Options {
  /** Name of an Ollama model, null = rules alone. */
  model: string | null;
  /** Seed of slips of the thumb put into the messages, null = as they are. */
  slips: number | null;
}

/** Where Ollama answers when the environment does not say: its own default. */
const defaultOllama = 'http://127.0.0.1:11434';

const suites: Record<(typeof suiteNames)[number], Suite> = {
  messages: {
    over: 'FILE.jsonl',
    run: async (path, { model, slips }) => {
      const { read, close } = await readerFor(model);
      try {
        const result = await evaluateMessages(path, read, slips === null ? undefined : slipsOf(slips));
        return { json: { ...result, model }, table: messagesTable(result) };
      } finally {
        close();
      }
    },
  },
  receipts: {
    over: 'FOLDER',
    run: async (path) => {
      const result = await evaluateReceipts(path);
      return { json: result, table: receiptsTable(result) };
    },
  },
  voice: {
    over: 'FOLDER',
    run: async (path) => {
      const result = await evaluateVoice(path);
      return { json: result, table: voiceTable(result) };
    },
  },
};

/** One slip of the thumb in every text, the same for the same seed. */
function slipsOf(seed: number): Alter {
  const random = seeded(seed);
  return (text, quoted) => slipped(text, quoted, random);
}

/** Rules alone, or rules with a model of the Ollama server asked about what they are unsure of. */
async function readerFor(name: string | null): Promise<{ read: Read; close: () => void }> {
  if (name === null) return { read: async (text, reader) => interpret(text, reader), close: () => {} };
  const model = createModel({ host: process.env.OLLAMA_HOST || defaultOllama, name, log: pino({ level: 'silent' }) });
  if (!(await model.warm())) {
    model.close();
    throw new Error(`Ollama has no model ${name} ready; start it or set OLLAMA_HOST`);
  }
  return { read: (text, reader) => readText(text, reader, model), close: () => model.close() };
}

/** How to call, which data are at hand, and the last kept figures. */
async function usage(): Promise<string> {
  const found = suiteNames.flatMap((name) => dataOf(name) ?? []);
  const kept = (await readKept()).map(
    ({ suite, data, model, date, commit }) => `  ${suite} over ${data} by ${model}, ${date}, ${commit}`,
  );
  return [
    'usage: npm run --silent eval -- SUITE [PATH] [--json] [--model NAME] [--slips SEED] [--drawn [--seed S] [--n N]] [--keep]',
    ...suiteNames.map((name) => `  ${name} ${suites[name].over}`),
    '--model  also ask this model of the Ollama server (messages only); OLLAMA_HOST says where it is',
    '--slips  put one slip of the thumb into every message (messages only; not kept)',
    '--drawn  draw receipts nobody has seen into a temporary folder, or PATH, and read them: --seed S (1), --n N (30)',
    '--keep   write the figures to evals/results; the tests fail when they fall later',
    found.length > 0 ? 'data found (PATH may be left out):' : `no data found: set CATAT_EVALS, or put them into ${dataFolder()}`,
    ...found.map((path) => `  ${path}`),
    'kept results:',
    ...(kept.length > 0 ? kept : ['  none']),
  ].join('\n');
}

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      keep: { type: 'boolean' },
      drawn: { type: 'boolean' },
      model: { type: 'string' },
      slips: { type: 'string' },
      seed: { type: 'string', default: '1' },
      n: { type: 'string', default: '30' },
    },
  });
  const [name, given] = positionals;
  const suiteName = suiteNames.find((one) => one === name);
  const isDrawn = values.drawn && suiteName === 'receipts';
  const path = given ?? (suiteName && (isDrawn ? drawnFolder(values.seed, values.n) : dataOf(suiteName)));
  if (!suiteName || !path) {
    console.error(await usage());
    process.exitCode = 2;
    return;
  }
  if (isDrawn) await drawReceipts(path, Number(values.seed), Number(values.n));
  const { json, table } = await suites[suiteName].run(path, {
    model: values.model ?? null,
    slips: values.slips === undefined ? null : Number(values.slips),
  });
  console.log(values.json ? JSON.stringify(json) : table);
  if (values.keep && values.slips === undefined) console.error(`kept in ${await keep(suiteName, path, json)}`);
}

/** Pictures of a seed stay where they can be looked at. */
const drawnFolder = (seed: string, count: string): string => join(tmpdir(), `catat-receipts-seed${seed}-n${count}`);

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'the suite failed');
  process.exitCode = 1;
});
