import { describe, expect, test } from 'vitest';
import { createModel } from './model.ts';
import { promptVersion } from './prompt.ts';

/** Loading a model and reading its first prompt on a slow machine. */
const slowMs = 240_000;
/** Longest text a model is asked about, made of what costs most tokens. */
const costly = '🧋₿𝕽'.repeat(54);

const host = process.env.OLLAMA_HOST;
if (!host) process.stderr.write('Skipped: a genuine Ollama; set OLLAMA_HOST and OLLAMA_MODEL to test against one.\n');

describe.skipIf(!host)('a genuine Ollama', () => {
  const log = { info: () => {}, warn: () => {} };
  const model = createModel({ host: host ?? '', name: process.env.OLLAMA_MODEL ?? 'qwen2.5:1.5b', log, answerTimeoutMs: slowMs });

  test('answers within the schema and the context', { timeout: slowMs }, async () => {
    expect(await model.warm()).toBe(true);
    const amounts = [{ value: '18000', quote: '18rb' }];
    const answered = await model.ask({ text: 'ngopi di Tuku 18rb', amounts, dates: [] });
    expect(answered).not.toBeNull();
    const costlyAnswer = await model.ask({ text: costly, amounts, dates: [] });
    for (const { tokens } of [answered, costlyAnswer].flatMap((one) => one ?? [])) {
      expect(tokens).toBeGreaterThan(100);
      expect(tokens).toBeLessThan(2048);
    }
    expect(model.promptVersion).toBe(promptVersion);
    model.close();
  });

  test('a model that is not there is left alone', { timeout: slowMs }, async () => {
    const absent = createModel({ host: host ?? '', name: 'no-such-model', log });
    expect(await absent.warm()).toBe(false);
    expect(absent.state()).toBe('resting');
    absent.close();
  });
});
