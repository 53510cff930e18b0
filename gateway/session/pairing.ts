import { randomBytes } from 'node:crypto';
import { type BinaryNode, buildAckStanza, type WASocket } from '@whiskeysockets/baileys';

/** Place of the secret among the comma-separated parts of a pairing code. */
const secretPart = 3;
const secret_bytes = 32;

/**
 * Reports the pairing codes of a socket, always with the current secret. WhatsApp may ask for a new secret while a code is shown
 * (`companion_reg_refresh`); this Baileys version neither renews it nor can acknowledge the request before the login, and keeps
 * the old secret in its later codes.
 */
export function refreshPairing(socket: WASocket, show: (qr: string) => void): void {
  let last: string | undefined;
  const render = (qr: string) => {
    const parts = qr.split(',');
    parts[secretPart] = socket.authState.creds.advSecretKey;
    last = qr;
    show(parts.join(','));
  };
  socket.ev.on('connection.update', ({ qr }) => {
    if (qr) render(qr);
  });
  socket.ws.on('CB:notification,type:companion_reg_refresh', (node: BinaryNode) => {
    socket.ev.emit('creds.update', { advSecretKey: randomBytes(secret_bytes).toString('base64') });
    if (last) render(last);
    socket.sendNode(buildAckStanza(node)).catch(() => {});
  });
}
