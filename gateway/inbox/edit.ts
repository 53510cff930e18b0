import { createDecipheriv, hkdfSync } from 'node:crypto';
import { type Content, decodeEdit, type SealedEdit } from './content.ts';

/**
 * New phones seal edits with the secret of the original (`secretEncryptedMessage`, MESSAGE_EDIT), which this Baileys version
 * does not open: key = HKDF-SHA256(secret, salt 0, original id + original sender + editor + use case), AES-256-GCM without
 * associated data (Baileys #2541, PR #2743).
 */
const useCase = 'Message Edit';
const key_bytes = 32;
const tag_bytes = 16;

/** Opens a sealed edit, trying each address form of the person, who is both author and editor; null when none fits. */
export function openEdit(edit: SealedEdit, messageSecret: string, jids: string[]): Content | null {
  for (const author of jids)
    for (const editor of jids) {
      const bytes = tryOpen(edit, messageSecret, author + editor);
      if (bytes) return decodeEdit(bytes, edit.targetWaId);
    }
  return null;
}

function tryOpen({ targetWaId, payload, iv }: SealedEdit, secret: string, people: string): Buffer | null {
  if (payload.length < tag_bytes) return null;
  const info = Buffer.from(targetWaId + people + useCase);
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64'), Buffer.alloc(key_bytes), info, key_bytes));
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tag_bytes });
    decipher.setAuthTag(payload.subarray(payload.length - tag_bytes));
    return Buffer.concat([decipher.update(payload.subarray(0, payload.length - tag_bytes)), decipher.final()]);
  } catch {
    return null;
  }
}
