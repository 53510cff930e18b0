import type { sessionState } from '../../database/schema/index.ts';

export type SessionState = (typeof sessionState.enumValues)[number];

/** Why a session is in its state: the codes operators see, explained on the pairing page. */
export const reasons = {
  waiting_for_lease: 'Another gateway holds this session. This one takes over when that one stops.',
  connecting: 'The socket is being opened.',
  scan_qr: 'Open WhatsApp on the phone, Linked devices, Link a device, and scan the code.',
  enter_code: 'Open WhatsApp on the phone, Linked devices, Link with phone number, and type the code.',
  restart_required: 'WhatsApp asks for a new connection after pairing. Nothing to do.',
  connection_closed: 'The connection was closed. It is opened again by itself.',
  connection_lost: 'The connection was lost. It is opened again by itself.',
  service_unavailable: 'WhatsApp is busy. The connection is opened again by itself.',
  stream_error: 'WhatsApp ended the stream. The connection is opened again by itself.',
  database_unavailable: 'Postgres does not answer, so nothing is received. Messages wait at WhatsApp.',
  keys_unreadable:
    'WHATSAPP_SESSION_KEYS does not open what this session keeps. Put the key that sealed it back, behind the new one.',
  lease_lost: 'The lease of the session was lost. It is taken again by itself.',
  deaf: 'The connection answered no probe. It is opened again by itself.',
  replaced: 'Another program uses this session. Stop it, then press Reconnect.',
  device_removed: 'The device was removed on the phone. Press Pair again and scan the code.',
  forbidden: 'WhatsApp banned or restricted this number. Look at WhatsApp on the phone before reconnecting.',
  multi_device_off: 'The account has no linked devices. Update WhatsApp on the phone, then press Reconnect.',
  client_version_refused: 'WhatsApp refuses this client version. A newer one is looked up and tried slowly.',
} as const;

export type Reason = keyof typeof reasons;

/** What follows from the end of a connection. */
export interface Verdict {
  state: SessionState;
  reason: Reason;
  /** now: at once; soon: seconds, our own side is away; backoff: growing pause; slow: minutes; never: a person must act. */
  retry: 'now' | 'soon' | 'backoff' | 'slow' | 'never';
}

const backoff = (reason: Reason): Verdict => ({ state: 'backing_off', reason, retry: 'backoff' });

/** The close codes of WhatsApp and Baileys (`DisconnectReason`, and the stream errors seen from the server). */
const verdicts: Readonly<Record<number, Verdict>> = {
  401: { state: 'logged_out', reason: 'device_removed', retry: 'never' },
  402: { state: 'blocked', reason: 'forbidden', retry: 'never' },
  403: { state: 'blocked', reason: 'forbidden', retry: 'never' },
  405: { state: 'version_refused', reason: 'client_version_refused', retry: 'slow' },
  406: { state: 'blocked', reason: 'forbidden', retry: 'never' },
  408: backoff('connection_lost'),
  411: { state: 'blocked', reason: 'multi_device_off', retry: 'never' },
  428: backoff('connection_closed'),
  440: { state: 'replaced', reason: 'replaced', retry: 'never' },
  500: backoff('stream_error'),
  503: backoff('service_unavailable'),
  515: { state: 'starting', reason: 'restart_required', retry: 'now' },
};

/** Verdict for a close code; an unknown code is an unknown stream error. */
export const verdictFor = (code: number | undefined): Verdict => verdicts[code ?? 500] ?? backoff('stream_error');

/** States that outlive a restart of the gateway: only a person's action leaves them. */
export const isSticky = (state: SessionState): boolean => state === 'logged_out' || state === 'blocked';

/** First and longest pause. A refused version is not tried often: each try counts as suspicious. */
const pauses_ms = {
  soon: [500, 5_000],
  backoff: [1_000, 60_000],
  slow: [600_000, 600_000],
} as const;
/** Doublings that reach every longest pause. */
const doublings_max = 16;

/** Pause before attempt `attempt` (from 0): doubling from the first to the longest, with jitter on the upper half. */
export function pause_ms(retry: keyof typeof pauses_ms, attempt: number, random: () => number = Math.random): number {
  const [first, longest] = pauses_ms[retry];
  const ceiling = Math.min(longest, first * 2 ** Math.min(attempt, doublings_max));
  return ceiling / 2 + (ceiling / 2) * random();
}
