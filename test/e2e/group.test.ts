import { expect, test } from 'vitest';
import type { Line } from '../../dev/whatsapp/phone.ts';
import { until } from '../gateway/waiting.ts';
import { patience_ms } from './person.ts';
import { startWorld } from './world.ts';

/** A group from the phones to the ledger and back: socket, inbox, runs of Temporal, steps, send queue. */

const held = startWorld();
const [ana, budi] = ['6281400000001', '6281400000002'];
/** Catat's own number on the local network. */
const catat = '6281100000001';

type GroupLine = Line & { quote?: { id: string; from: string } };

/** A group on the local network. */
class Group {
  readonly id: string;
  readonly #network: string;
  #heard = 0;

  constructor(network: string, id: string) {
    this.#network = network;
    this.id = id;
  }

  static async of(network: string, members: string[]): Promise<Group> {
    const { id } = await call<{ id: string }>(`${network}/groups`, { subject: 'Keluarga', members });
    return new Group(network, id);
  }

  async says(from: string, text: string, quote?: string): Promise<string> {
    const body = { from, text, ...(quote ? { quote } : {}) };
    return (await call<{ id: string }>(`${this.#network}/groups/${this.id}/messages`, body)).id;
  }

  lines(): Promise<GroupLine[]> {
    return call(`${this.#network}/groups/${this.id}/messages?from=catat`);
  }

  /** The very next line of Catat, which must fit. */
  async hears(expected: RegExp): Promise<GroupLine> {
    const line = await until('a line in the group', async () => (await this.lines())[this.#heard], patience_ms);
    expect(line.text).toMatch(expected);
    this.#heard += 1;
    return line;
  }
}

async function call<T>(url: string, body?: object): Promise<T> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, { ...(body && post), signal: AbortSignal.timeout(patience_ms) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

test('a mention is asked about, the answer by quote is booked in the book of the group, and a kill in between loses nothing', async () => {
  const { world } = held;
  const group = await Group.of(world.stack.urls.whatsapp ?? '', [ana, budi]);
  await group.says(ana, 'catat gabung');
  await group.hears(/aku ikut di grup ini/);

  const talk = await group.says(ana, 'nanti malam makan apa?');
  const asked = await group.says(budi, `@${catat} bensin 50rb`);
  const question = await group.hears(/Rp50\.000[\s\S]*Balas \*ya\*/);
  expect(question.quote).toMatchObject({ id: asked, from: budi });

  // Only who was asked can answer.
  const strange = await group.says(ana, 'ya', question.id);
  expect(await world.outcome(strange)).not.toBe('booked');
  expect(await world.rows('select 1 from entry')).toEqual([]);

  const before = world.stack.state().pids.gateway;
  world.stack.kill('gateway', 'SIGKILL');
  await until('the gateway to be back', () => ![undefined, before].includes(world.stack.state().pids.gateway), patience_ms);
  await group.says(budi, 'ya', question.id);
  const said = await group.hears(/^✅ Tercatat/);
  expect(said.quote).toMatchObject({ id: asked, from: budi });
  expect(await world.outcome(asked)).toBe('booked');
  expect(await world.runs(asked)).toHaveLength(1);

  const entries = await world.rows<{ kind: string; amount: string; wa_id: string }>(
    `select b.kind, e.amount::text as amount, m.wa_id from entry e
       join book b on b.id = e.book_id join message m on m.id = e.message_id`,
  );
  expect(entries).toEqual([{ kind: 'group', amount: '5000000', wa_id: asked }]);
  expect(await world.unbalanced()).toEqual([]);
  // What the members say to each other is nobody's business.
  expect(await world.rows('select 1 from message where wa_id = $1', [talk])).toEqual([]);
  const [kept] = await world.rows<{ attrs: object; payload: Buffer | null }>(
    'select attrs, payload from wa_inbound where wa_id = $1 order by part desc limit 1',
    [talk],
  );
  expect(kept).toEqual({ attrs: {}, payload: null });
  await world.settled();
  expect(await group.lines()).toHaveLength(3);
}, 240_000);
