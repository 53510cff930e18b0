import type { BinaryNode, WASocket } from '@whiskeysockets/baileys';

/**
 * Sessions have gone deaf with their keep-alive pings answered (Baileys #2491): connected, and nothing comes in. Silence alone
 * proves nothing on a quiet account, so it only leads to a question that the server's application side must answer.
 */

/** Silence after which the question is asked. */
const quiet_ms = 5 * 60_000;
/** One unanswered question may be a slow moment; this many in a row are not. */
const deafAfter = 2;

/** What the watchdog needs of a socket. */
export type Watched = Pick<WASocket, 'fetchPrivacySettings'> & { ws: Pick<WASocket['ws'], 'on'> };

/** Watches an open socket until the returned function is called. @param onDeaf told once */
export function watchHearing(socket: Watched, onDeaf: () => void): () => void {
  let heardAt = Date.now();
  let unanswered = 0;
  socket.ws.on('frame', (node: BinaryNode | Uint8Array) => {
    if (!(node instanceof Uint8Array) && (node.tag === 'message' || node.tag === 'receipt')) heardAt = Date.now();
  });
  const timer = setInterval(async () => {
    if (Date.now() - heardAt < quiet_ms) return;
    const answered = await socket.fetchPrivacySettings(true).then(
      () => true,
      () => false,
    );
    unanswered = answered ? 0 : unanswered + 1;
    if (unanswered === deafAfter) onDeaf();
  }, quiet_ms);
  return () => clearInterval(timer);
}
