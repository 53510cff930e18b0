import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { CipherError } from '../../database/cipher.ts';
import type { MessageRun } from '../../workflows/contracts.ts';
import type { Logger } from '../libraryLog.ts';
import { pause_ms } from '../session/states.ts';
import { isDataError } from './dataError.ts';
import { isEarly } from './early.ts';
import {
  type InboundRow,
  type Readable,
  type RecordContext,
  type Recorded,
  readInbound,
  recordInbound,
  sentAt,
  Undecodable,
} from './record.ts';
import { recordKnown } from './recordKnown.ts';

/** Rows read at once; also the bound of rows in memory. */
const page_rows = 100;
/** A wake-up can be missed only by a fault; the sweep finds what it left. */
const sweep_ms = 2_000;
/** Starts of different chats side by side. A start takes the Temporal server some 10 ms. */
const lanes_max = 16;
/** While stanzas still wait to be captured: they come first, since WhatsApp waits for their receipts and the runs do not get lost. */
const lanesBehind_max = 2;

export interface DispatcherOptions extends RecordContext {
  pool: pg.Pool;
  /** Starts the run of a message; throws while Temporal is away. */
  startRun(run: MessageRun & { workflowId: string }): Promise<void>;
  /** True while stanzas wait to be captured. */
  isCaptureBehind(): boolean;
  /** Told once a message is durable and its run exists, with the time of its capture. */
  onDispatched(recorded: Recorded, receivedAt: Date): void;
  log: Logger;
}

/**
 * Carries captured messages to their runs: recorded one after the other in the order of capture, started side by side with the
 * order kept within a chat. A row stays until its run exists, so Postgres or Temporal being away only delays it.
 */
export class Dispatcher {
  private readonly options: DispatcherOptions;
  private readonly stopping = new AbortController();
  private wakeUp: () => void = () => {};
  private woken = false;
  /** Rows that wait for the message they are about; looked at again when another one was recorded, or after a rest. */
  private readonly early = new Set<number>();
  private work: Promise<void> = Promise.resolve();

  constructor(options: DispatcherOptions) {
    this.options = options;
  }

  start(): void {
    this.work = this.run();
  }

  /** Call after each commit of inbound parts. */
  wake(): void {
    this.woken = true;
    this.wakeUp();
  }

  /** Ends after the page under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wakeUp();
    await this.work;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      this.woken = false;
      try {
        const rows = await this.read();
        await this.dispatch(rows);
        failures = 0;
        if (rows.length === 0) {
          await this.rest();
          this.early.clear();
        }
      } catch (error) {
        const pause = pause_ms('soon', failures++);
        const cause = error instanceof Error ? error.name : 'unknown';
        this.options.log.warn(
          { session: this.options.session, error: cause, pause_ms: Math.round(pause) },
          'dispatch will be tried again',
        );
        await sleep(pause, undefined, { signal: this.stopping.signal }).catch(() => {});
      }
    }
  }

  /** Sleeps until woken or until the sweep is due. */
  private async rest(): Promise<void> {
    if (this.woken || this.stopping.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, sweep_ms);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wakeUp = () => {};
  }

  private async read(): Promise<InboundRow[]> {
    const { pool, session } = this.options;
    const { rows } = await pool.query<InboundRow>({
      name: 'wa-undispatched',
      text: `select seq::float8 as seq, sender, wa_id as "waId", part, attrs, payload, received_at as "receivedAt"
             from wa_inbound where session = $1 and dispatched_at is null and seq <> all($3::bigint[]) order by seq limit $2`,
      values: [session, page_rows, [...this.early]],
    });
    // As far as the server's clock tells; what it does not tell apart stays in the order of capture.
    return rows.sort((a, b) => sentAt(a).getTime() - sentAt(b).getTime());
  }

  /** Throws when any row has to be tried again; what is done is marked all the same. */
  private async dispatch(rows: InboundRow[]): Promise<void> {
    const lanes = new Lanes(() => (this.options.isCaptureBehind() ? lanesBehind_max : lanes_max));
    const done: InboundRow[] = [];
    const dropped = new Set<InboundRow>();
    let failure: unknown;
    const known = await this.recordKnown(rows);
    for (const row of rows) {
      let recorded: Recorded | NoRun;
      try {
        recorded = known.get(row) ?? (await this.record(row));
      } catch (error) {
        failure = error;
        break;
      }
      if (recorded === 'early') this.early.add(row.seq);
      if (recorded === 'early' || recorded === 'set-aside') continue;
      if (recorded === 'no-message') {
        done.push(row);
        dropped.add(row);
        continue;
      }
      const message = recorded;
      await lanes.add(message.chatId, async () => {
        await this.startRun(message, row.receivedAt);
        done.push(row);
      });
    }
    failure = (await lanes.settle()) ?? failure;
    if (done.length > 0) {
      await this.mark(done, dropped);
      this.early.clear();
    }
    if (failure) throw failure;
  }

  private async startRun(recorded: Recorded, receivedAt: Date): Promise<void> {
    const { session, startRun, onDispatched } = this.options;
    const { messageId, workflowId, kind } = recorded;
    if (recorded.needsRun) await startRun({ messageId, session, kind, workflowId });
    onDispatched(recorded, receivedAt);
  }

  /** The usual ones of a page at once. What is missing in the answer goes its own way, and so does each if one is refused. */
  private async recordKnown(rows: InboundRow[]): Promise<Map<InboundRow, Recorded>> {
    try {
      return await recordKnown(
        this.options,
        rows.flatMap((row) => {
          const readable = this.readOrLeave(row);
          return readable ? [{ row, readable }] : [];
        }),
      );
    } catch (error) {
      if (!isDataError(error)) throw error;
      return new Map();
    }
  }

  /** Null for what is no message, or cannot be read: that comes out again in its turn. */
  private readOrLeave(row: InboundRow): Readable | null {
    try {
      return readInbound(this.options, row);
    } catch {
      return null;
    }
  }

  /** What cannot be decoded or stored would block all behind it, so it is set aside, payload and all. */
  private async record(row: InboundRow): Promise<Recorded | NoRun> {
    try {
      const readable = readInbound(this.options, row);
      if (readable && (await isEarly(this.options, row, readable))) return 'early';
      return (readable && (await recordInbound(this.options, row, readable))) ?? 'no-message';
    } catch (error) {
      // A key ring without the key, or Postgres away: another time.
      if (!isRowAtFault(error)) throw error;
      this.options.log.error({ waId: row.waId, seq: row.seq }, 'captured message cannot be recorded, set aside');
      await this.options.pool.query(
        'update wa_inbound set dispatched_at = now(), attempts = attempts + 1 where session = $1 and seq = $2',
        [this.options.session, row.seq],
      );
      return 'set-aside';
    }
  }

  /**
   * The payload has become a message row, or is nobody's business: only the key stays, for redelivery, and who in a group has the
   * file of a message. Names and the other address of a person are not kept here.
   */
  private async mark(rows: InboundRow[], dropped: ReadonlySet<InboundRow>): Promise<void> {
    await this.options.pool.query({
      name: 'wa-dispatched',
      text: `update wa_inbound set dispatched_at = now(), payload = null, attrs = case
               when attrs ? 'participant' and not seq = any($3::bigint[]) then jsonb_build_object('participant', attrs->'participant')
               else '{}' end
             where session = $1 and seq = any($2::bigint[])`,
      values: [this.options.session, rows.map((row) => row.seq), [...dropped].map((row) => row.seq)],
    });
  }
}

/** Why a captured part has no run: it is no message, cannot be recorded, or waits for the message it is about. */
type NoRun = 'no-message' | 'set-aside' | 'early';

/** True for an error that this row brings with it: its bytes are no message, or Postgres refuses a value of it. */
function isRowAtFault(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof CipherError) return false;
  return isDataError(error) || error instanceof Undecodable;
}

/** Runs tasks side by side, but those of one key one after the other; after a failure of a key, its later tasks do not run. */
class Lanes {
  private readonly size: () => number;
  private readonly tails = new Map<string, Promise<void>>();
  private readonly active = new Set<Promise<void>>();
  private failure: unknown;

  /** @param size asked for each task, since it may change */
  constructor(size: () => number) {
    this.size = size;
  }

  /** Resolves when there is room for the next task. */
  async add(key: string, task: () => Promise<void>): Promise<void> {
    const tail = this.tails.get(key) ?? Promise.resolve();
    const next = tail.then(() => task());
    this.tails.set(key, next);
    const tracked = next.then(
      () => {},
      (error) => {
        this.failure ??= error;
      },
    );
    this.active.add(tracked);
    void tracked.then(() => this.active.delete(tracked));
    while (this.active.size >= this.size()) await Promise.race(this.active);
  }

  /** Resolves with the first failure when all tasks have ended. */
  async settle(): Promise<unknown> {
    await Promise.all(this.active);
    return this.failure;
  }
}
