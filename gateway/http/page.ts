import { toString as renderQr } from 'qrcode';
import type { SendQueueStatus } from '../outbox/sendQueue.ts';

/** How often the page loads itself anew: a code is valid for 20 s at least. */
const refresh_s = 3;

export interface SessionView {
  id: string;
  state: string;
  reason: string | null;
  advice: string | null;
  qr: string | null;
  pairingCode: string | null;
  lastInboundAt: Date | null;
  outboxAge: number | null;
  outboxWaiting: number;
  sendQueue: SendQueueStatus;
  backlog: number;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** The pairing page: one card a session, without scripts; it refreshes itself. */
export async function pairingPage(sessions: SessionView[]): Promise<string> {
  const cards = await Promise.all(sessions.map(card));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${refresh_s}"><title>Catat gateway</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:34rem;padding:0 1rem;color:#1c2b26;background:#f3f6f4}
section{background:#fff;border-radius:12px;padding:1.5rem;margin:1rem 0;box-shadow:0 1px 3px #0002}
h1{font-size:1.2rem}h2{margin:0 0 .5rem;font-size:1.1rem}svg{max-width:18rem;display:block;margin:1rem auto}
.state{display:inline-block;border-radius:99px;padding:.1rem .7rem;background:#e7ece9}.open{background:#c9f0d8}
.code{font:600 2rem monospace;letter-spacing:.2em;text-align:center}dl{display:grid;grid-template-columns:auto 1fr;gap:.2rem 1rem}dd{margin:0}
</style></head><body><h1>Catat gateway</h1>${cards.join('')}</body></html>`;
}

function sendQueueText({ state, failures }: SendQueueStatus): string {
  return state === 'restarting' ? `its worker failed ${failures} times and is made anew: look at the log` : state;
}

async function card(view: SessionView): Promise<string> {
  const qr = view.qr ? await renderQr(view.qr, { type: 'svg', margin: 1 }) : '';
  const code = view.pairingCode ? `<p class="code">${escapeHtml(view.pairingCode)}</p>` : '';
  const advice = view.state === 'open' ? 'Connected. Nothing to do.' : (view.advice ?? '');
  const rows: [string, string][] = [
    ['Last message in', view.lastInboundAt?.toISOString() ?? 'none since the start'],
    ['Waiting for a run', String(view.backlog)],
    [
      'Waiting to be sent',
      `${view.outboxWaiting}${view.outboxAge === null ? '' : `, oldest ${Math.round(view.outboxAge / 1000)} s`}`,
    ],
    ['Send queue', sendQueueText(view.sendQueue)],
  ];
  return `<section><h2>${escapeHtml(view.id)} <span class="state ${escapeHtml(view.state)}">${escapeHtml(view.state)}</span></h2>
<p>${escapeHtml(advice)}</p>${qr}${code}<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl></section>`;
}
