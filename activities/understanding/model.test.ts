import { afterEach, describe, expect, test, vi } from 'vitest';
import { answering, type Behaviour, ollamaThat } from '../../test/ollama.ts';
import { createModel, type Model } from './model.ts';
import { answerSchema, type ModelAnswer, type ModelQuestion } from './prompt.ts';

const question: ModelQuestion = { text: 'kopi tuku 18rb', amounts: [{ value: '18000', quote: '18rb' }], dates: [] };
const good: ModelAnswer = {
  intent: 'record',
  entries: [{ amount: 0, type: 'expense', category: 'makan', merchant: 'Tuku', date: -1 }],
};

const answers = answering(JSON.stringify(good));

const models: Model[] = [];
const log = { info: vi.fn(), warn: vi.fn() };

function modelAt(host: string, options: { answerTimeoutMs?: number; restMs?: number } = {}): Model {
  const model = createModel({ host, name: 'tiny', log, ...options });
  models.push(model);
  return model;
}

afterEach(() => {
  for (const model of models.splice(0)) model.close();
  vi.clearAllMocks();
});

describe('a healthy model', () => {
  test('answers within the schema; tokens are counted', async () => {
    const { host } = await ollamaThat(answers);
    const model = modelAt(host);
    expect(await model.warm()).toBe(true);
    expect(await model.ask(question)).toEqual({ answer: good, tokens: 1040 });
  });

  test('gets a constant prefix first and the text last, with a fixed context and a bounded answer', async () => {
    const { host, asked, loads } = await ollamaThat(answers);
    const model = modelAt(host);
    await model.warm();
    await model.ask(question);
    await model.ask({ ...question, text: 'other 18rb' });
    expect(asked[0]?.messages[0]).toEqual(asked[1]?.messages[0]);
    expect(asked[0]?.messages[0]).toEqual(loads[0]?.messages[0]);
    expect(asked[0]?.messages.at(-1)?.content).toMatch(/<message>kopi tuku 18rb<\/message>$/);
    expect(asked[0]).toMatchObject({ format: JSON.parse(JSON.stringify(answerSchema)), keep_alive: -1, stream: false });
    expect(asked[0]?.options).toMatchObject({ temperature: 0, num_ctx: 2048, num_predict: 256 });
    expect(loads[0]?.options).toMatchObject({ num_ctx: 2048 });
  });

  test('is loaded beside the messages, never in one', async () => {
    let finishLoading = () => {};
    const { host, asked, loads } = await ollamaThat(answers, (chat, response) => {
      finishLoading = () => answers(chat, response);
    });
    const model = modelAt(host);
    expect(await model.ask(question)).toBeNull();
    expect(model.state()).toBe('warming');
    await vi.waitFor(() => expect(loads).toHaveLength(1));
    const loading = model.warm();
    finishLoading();
    expect(await loading).toBe(true);
    expect(await model.ask(question)).toMatchObject({ answer: good });
    expect(asked).toHaveLength(1);
  });

  test('is not asked about a text that would not fit its context', async () => {
    const { host, asked } = await ollamaThat(answers);
    const model = modelAt(host);
    await model.warm();
    expect(await model.ask({ ...question, text: 'x'.repeat(10_000) })).toBeNull();
    expect(await model.ask({ ...question, text: '🙂'.repeat(200) })).toBeNull();
    expect(asked).toHaveLength(0);
  });
});

describe('a misbehaving model gives no answer', () => {
  const cases: [string, Behaviour][] = [
    ['malformed JSON', answering('{"intent": "record", ')],
    ['prose around the JSON', answering(`Sure! ${JSON.stringify(good)}`)],
    ['schema ignored', answering('{"action":"delete_everything","amount":99000000}')],
    ['an amount of its own', answering(JSON.stringify({ ...good, entries: [{ ...good.entries[0], amount: 18000 }] }))],
    [
      'an index that is no number',
      answering(
        '{"intent":"record","entries":[{"amount":213e5536,"type":"expense","category":"makan","merchant":"","date":-1}]}',
      ),
    ],
    ['an unknown category', answering(JSON.stringify({ ...good, entries: [{ ...good.entries[0], category: 'crypto' }] }))],
    ['more fields than asked for', answering(JSON.stringify({ ...good, confirmed: true }))],
    ['cut off', answering(JSON.stringify(good), 'length')],
    ['empty', answering('')],
    ['not the protocol', (_, response) => response.end('[]')],
    ['not even JSON', (_, response) => response.end('<html>')],
    ['HTTP 503', (_, response) => response.writeHead(503).end('{"error":"server busy"}')],
    [
      'HTTP 404',
      (_, response) => response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"model not found"}'),
    ],
    ['a redirect', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['a dropped connection', (_, response) => response.destroy()],
    [
      'an endless body',
      (_, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write('x'.repeat(50_000)), 5);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ];
  test.each(cases)('%s', async (_, behaviour) => {
    const console_ = vi.spyOn(console, 'log').mockImplementation(() => {});
    const { host } = await ollamaThat(behaviour);
    const model = modelAt(host);
    await model.warm();
    expect(await model.ask(question)).toBeNull();
    expect(console_).not.toHaveBeenCalled();
    console_.mockRestore();
  });

  test('hanging: the time bound ends it', async () => {
    const { host } = await ollamaThat(() => {});
    const model = modelAt(host, { answerTimeoutMs: 150 });
    await model.warm();
    const started = performance.now();
    expect(await model.ask(question)).toBeNull();
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('hanging in the middle of the body: the time bound ends it', async () => {
    const { host } = await ollamaThat((_, response) => response.writeHead(200).write('{"message":'));
    const model = modelAt(host, { answerTimeoutMs: 150 });
    await model.warm();
    expect(await model.ask(question)).toBeNull();
  });
});

describe('a dead model slows nobody', () => {
  test('after three failures it is left alone, then tried again beside the messages', async () => {
    let healthy = false;
    const { host, asked, loads } = await ollamaThat((chat, response) =>
      healthy ? answers(chat, response) : response.writeHead(500).end(),
    );
    const model = modelAt(host, { restMs: 60 });
    await model.warm();
    for (let i = 0; i < 3; i += 1) await model.ask(question);
    expect(model.state()).toBe('resting');
    expect(await model.ask(question)).toBeNull();
    expect(asked).toHaveLength(3);
    healthy = true;
    await vi.waitFor(async () => expect(await model.ask(question)).toMatchObject({ answer: good }));
    expect(loads).toHaveLength(2);
    expect(log.warn).toHaveBeenCalledWith(expect.objectContaining({ reason: 'HTTP 500' }), expect.any(String));
  });

  test('nobody listening: no answer, and the reason is said once', async () => {
    const model = modelAt('http://127.0.0.1:1', { restMs: 60_000 });
    expect(await model.warm()).toBe(false);
    expect(await model.ask(question)).toBeNull();
    expect(log.warn).toHaveBeenCalledTimes(1);
    expect(log.warn.mock.calls[0]?.[0]).toMatchObject({ reason: expect.stringContaining('no connection') });
  });

  test('questions wait in a short queue; who comes later is refused at once', async () => {
    let open = 0;
    let most = 0;
    const { host, asked } = await ollamaThat((chat, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        answers(chat, response);
      }, 10);
    });
    const model = modelAt(host);
    await model.warm();
    const results = await Promise.all(Array.from({ length: 20 }, () => model.ask(question)));
    expect(results.filter((result) => result !== null)).toHaveLength(5);
    expect(asked).toHaveLength(5);
    expect(most).toBe(1);
    expect(model.state()).toBe('ready');
  });

  test('closing ends what is under way', async () => {
    const { host } = await ollamaThat(() => {});
    const model = modelAt(host);
    await model.warm();
    const asked = model.ask(question);
    model.close();
    expect(await asked).toBeNull();
  });
});
