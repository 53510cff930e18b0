import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { planOutbound } from '../../database/outbox.ts';
import { message } from '../../database/schema/index.ts';
import { startNetwork } from '../../dev/whatsapp/network.ts';
import { Phone } from '../../dev/whatsapp/phone.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { testDatabase } from '../database.ts';
import { until } from './waiting.ts';

/** What a phone shows while Catat works: the typing sign, then the answer, then no sign any more. */

// Genuine servers: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const { db, url } = await testDatabase();
let network: Awaited<ReturnType<typeof startNetwork>>;
let gateway: Gateway;
let ana: Phone;
/** Signs and lines in the order in which the network told of them. */
const seen: string[] = [];
const watching = new AbortController();

interface NetworkEvent {
  type: string;
  typing?: boolean;
  item?: { from: string; text?: string };
}

async function watch(): Promise<void> {
  const response = await fetch(`${network.httpUrl}/events`, { signal: watching.signal });
  let rest = '';
  for await (const chunk of response.body ?? []) {
    const events = (rest + Buffer.from(chunk).toString()).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) if (event.startsWith('data: ')) note(JSON.parse(event.slice('data: '.length)));
  }
}

function note({ type, typing, item }: NetworkEvent): void {
  if (type === 'typing') seen.push(typing ? 'typing' : 'no sign');
  if (type === 'item') seen.push(item?.text ?? '');
}

beforeAll(async () => {
  network = await startNetwork({ dataDir: null });
  gateway = createGateway({
    session: 'main',
    settings: {
      DATABASE_URL: url,
      DATABASE_POOL_MAX: 4,
      WHATSAPP_URL: network.url,
      WHATSAPP_ROOT_KEY: network.rootKeyHex,
      WHATSAPP_SESSION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    },
    startRun: async () => {},
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
  });
  gateway.start();
  const qr = await until('a QR code', () => gateway.session.status.qr);
  const body = JSON.stringify({ qr });
  await fetch(`${network.httpUrl}/link`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await until('an open session', () => gateway.session.openSocket);
  ana = new Phone(network.httpUrl, '6281200000001');
  watch().catch(() => {});
});

afterAll(async () => {
  watching.abort();
  await gateway.stop();
  await network.close();
});

it('is shown while the run works, and ended by the answer', async () => {
  const waId = await ana.sendText('beli kopi 25rb');
  await until('the typing sign', () => seen.includes('typing'));
  const [row] = await db.select().from(message).where(eq(message.waId, waId));
  const planned = await db.transaction((tx) =>
    planOutbound(tx, {
      session: 'main',
      chatId: row?.chatId ?? '',
      effectKey: 'test/answer',
      payload: { kind: 'text', text: 'Catat?' },
    }),
  );
  await gateway.sender.send({ outboundId: planned.id });
  await until('the answer', () => seen.includes('Catat?'));
  await until('the end of the sign', () => seen.at(-1) === 'no sign');
  expect(seen.filter((line, index) => line !== seen[index - 1])).toEqual([
    'beli kopi 25rb',
    'typing',
    'no sign',
    'Catat?',
    'no sign',
  ]);
});

it('is not shown for what takes no reading', async () => {
  const [answer] = await ana.lines(undefined, 0);
  const before = seen.length;
  const waId = await ana.react(answer?.id ?? '', '👍');
  await until('its row', async () => (await db.select().from(message).where(eq(message.waId, waId)))[0]);
  expect(seen.slice(before)).not.toContain('typing');
});
