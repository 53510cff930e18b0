import { pino } from 'pino';
import { createModel } from '../activities/understanding/model.ts';
import { readText } from '../activities/understanding/read.ts';
import { interpret } from '../language/interpret.ts';
import { evaluateMessages, messagesTable, type Read } from './messages.ts';
import { evaluateReceipts, receiptsTable } from './receipts.ts';
import { evaluateVoice, voiceTable } from './voice.ts';

/** Runs a suite over a file or folder; the result is printed as it is with `--json`, else as its table. */
interface Suite {
  /** What the path names. */
  over: string;
  run(path: string, options: { model: string | null }): Promise<{ json: object; table: string }>;
}

/** Where Ollama answers when the environment does not say: its own default. */
const defaultOllama = 'http://127.0.0.1:11434';

const suites: Record<string, Suite> = {
  messages: {
    over: 'FILE.jsonl',
    run: async (path, { model }) => {
      const { read, close } = await readerFor(model);
      try {
        const result = await evaluateMessages(path, read);
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

const usage = `usage: npm run --silent eval -- SUITE PATH [--json] [--model NAME]\n${Object.entries(suites)
  .map(([name, { over }]) => `  ${name} ${over}`)
  .join('\n')}`;

async function main(args: readonly string[]): Promise<void> {
  const at = args.indexOf('--model');
  const model = at >= 0 ? (args[at + 1] ?? null) : null;
  const [name = '', path] = args.filter((arg, index) => !arg.startsWith('--') && (at < 0 || index !== at + 1));
  const suite = Object.hasOwn(suites, name) ? suites[name] : undefined;
  if (!suite || path === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const { json, table } = await suite.run(path, { model });
  console.log(args.includes('--json') ? JSON.stringify(json) : table);
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'the suite failed');
  process.exitCode = 1;
});
