import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../database/pool.ts';
import { sessionState } from '../database/schema/index.ts';
import { inboxBacklog } from './inbox/backlog.ts';
import type { SendQueue } from './outbox/sendQueue.ts';
import { outboxStates } from './outbox/store.ts';
import type { Session, SessionStatus } from './session/session.ts';

/** From a row that is there at once to an outage of minutes; a start of a run takes some 10 ms. */
const dispatch_buckets_s = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 600];

/** What is counted of one session; labels are session names, kinds, states and reason codes, never anything of a person. */
export interface SessionMetrics {
  captured(parts: number): void;
  /** @param waited_ms from the commit of the message to the start of its run */
  dispatched(kind: string, waited_ms: number): void;
  settled(state: 'acked' | 'refused'): void;
}

/** The numbers of a gateway process in the text format of Prometheus. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly watched: { session: Session; db: Database; sendQueue: SendQueue }[] = [];
  private readonly captured = this.counter('inbound_captured_total', 'message parts committed before their receipt', []);
  private readonly dispatched = this.counter('inbound_dispatched_total', 'messages whose run exists', ['kind']);
  private readonly settled = this.counter('outbound_settled_total', 'messages the server acknowledged or refused', ['state']);
  private readonly reconnects = this.counter('session_reconnects_total', 'connections that ended, by reason', ['reason']);
  private readonly backlog = this.gauge('inbox_backlog', 'captured messages without a run', []);
  private readonly outbox = this.gauge('outbox_messages', 'messages that wait for their ack', ['state']);
  private readonly oldest = this.gauge('outbox_oldest_seconds', 'age of the oldest message that waits for its ack, 0 = none', []);
  private readonly sending = this.gauge('send_queue_served', '1 while a worker serves the send queue of the session', []);
  private readonly state = this.gauge('session_state', '1 for the state the session is in', ['state']);
  private readonly latency = new Histogram({
    name: 'catat_dispatch_seconds',
    help: 'from the commit of a message to the start of its run',
    labelNames: ['session'],
    buckets: dispatch_buckets_s,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Type of what {@link render} returns. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** Takes a session in: its state and queues are read whenever the numbers are asked for. */
  watch(session: Session, db: Database, sendQueue: SendQueue): SessionMetrics {
    const { id } = session;
    this.watched.push({ session, db, sendQueue });
    session.on('status', (status) => this.countEnd(status));
    return {
      captured: (parts) => this.captured.inc({ session: id }, parts),
      dispatched: (kind, waited_ms) => {
        this.dispatched.inc({ session: id, kind });
        this.latency.observe({ session: id }, Math.max(0, waited_ms) / 1000);
      },
      settled: (state) => this.settled.inc({ session: id, state }),
    };
  }

  async render(): Promise<string> {
    for (const gauge of [this.backlog, this.outbox, this.oldest]) gauge.reset();
    for (const { session, sendQueue } of this.watched)
      this.sending.set({ session: session.id }, sendQueue.status.state === 'served' ? 1 : 0);
    await Promise.all(this.watched.map(({ session, db }) => this.look(session, db)));
    return this.registry.metrics();
  }

  private async look({ id: session, status }: Session, db: Database): Promise<void> {
    for (const state of sessionState.enumValues) this.state.set({ session, state }, status.state === state ? 1 : 0);
    try {
      const [waiting, outbox] = await Promise.all([inboxBacklog(db, session), outboxStates(db, session)]);
      this.backlog.set({ session }, waiting);
      for (const [state, { count }] of Object.entries(outbox)) this.outbox.set({ session, state }, count);
      this.oldest.set({ session }, Math.max(...Object.values(outbox).map(({ age_ms }) => age_ms)) / 1000);
    } catch {
      // Without Postgres these numbers are unknown, so they are left out; the others still count.
    }
  }

  private countEnd({ id, state, reason }: SessionStatus): void {
    const ended = state === 'backing_off' || reason === 'restart_required';
    if (ended && reason) this.reconnects.inc({ session: id, reason });
  }

  private counter(name: string, help: string, labels: string[]): Counter {
    return new Counter({ name: `catat_${name}`, help, labelNames: ['session', ...labels], registers: [this.registry] });
  }

  private gauge(name: string, help: string, labels: string[]): Gauge {
    return new Gauge({ name: `catat_${name}`, help, labelNames: ['session', ...labels], registers: [this.registry] });
  }
}
