import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../../gateway/session/quiet.ts';
import { startWhatsAppServer } from '@openclaw/crabline';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { expect, it, onTestFinished, vi } from 'vitest';
import { parseKeyRing } from '../../database/cipher.ts';
import { connect } from '../../database/pool.ts';
import { message, waInbound, waSession } from '../../database/schema/index.ts';
import { createGateway } from '../../gateway/gateway.ts';
import { loadAuthState } from '../../gateway/session/authState.ts';
import type { MessageRun } from '../../workflows/contracts.ts';
import { testDatabase } from '../database.ts';
import { until } from './waiting.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A server written by others: it does not pair, and what it delivers is not encrypted beyond the Noise channel. */
const own = { number: '15550000001', session: 'main' };
const ana = '15551230001@s.whatsapp.net';
const { db, url } = await testDatabase();
const keys = `test:${randomBytes(32).toString('base64')}`;

/** The credentials of a device that was paired before. */
async function pair(): Promise<void> {
  const { pool, close } = connect({ url, max: 2, name: 'pairing', onIdleError: () => {} });
  await db.insert(waSession).values({ id: own.session });
  const auth = await loadAuthState({
    pool,
    ring: parseKeyRing(keys),
    session: own.session,
    epoch: 0n,
    onFailure: () => {},
    onInbound: () => {},
  });
  Object.assign(auth.creds, { me: { id: `${own.number}:1@s.whatsapp.net` }, account: {}, registered: true });
  await auth.saveCreds();
  await auth.close();
  await close();
}

it('an independent server: the gateway connects, and a text becomes one row and one run', async () => {
  const recorderPath = join(tmpdir(), `crabline-${randomBytes(6).toString('hex')}.jsonl`);
  const server = await startWhatsAppServer({ selfJid: `${own.number}@s.whatsapp.net`, recorderPath });
  const { adminToken, endpoints } = server.manifest;
  await pair();
  const runs: MessageRun[] = [];
  const gateway = createGateway({
    session: own.session,
    settings: {
      DATABASE_URL: url,
      DATABASE_POOL_MAX: 4,
      WHATSAPP_URL: endpoints.baileysWebSocketUrl,
      WHATSAPP_SESSION_KEYS: keys,
    },
    startRun: async (run) => void runs.push(run),
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
  });
  onTestFinished(async () => {
    await gateway.stop();
    await server.close();
    rmSync(recorderPath, { force: true });
  });
  gateway.start();
  await until('an open session', () => gateway.session.openSocket);

  const response = await fetch(endpoints.adminInboundUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` },
    body: JSON.stringify({ chatJid: ana, senderJid: ana, text: 'beli kopi 25rb', messageId: 'CRAB0001' }),
  });
  expect(response.status, await response.text()).toBe(200);
  const row = await until('the row', async () => (await db.select().from(message).where(eq(message.waId, 'CRAB0001')))[0]);
  expect(row).toMatchObject({ kind: 'text', body: 'beli kopi 25rb', stage: 'received' });
  await until('dispatch', async () => (await db.select().from(waInbound)).every(({ dispatchedAt }) => dispatchedAt));
  expect(runs).toMatchObject([{ messageId: row.id, session: own.session, kind: 'text' }]);
});
