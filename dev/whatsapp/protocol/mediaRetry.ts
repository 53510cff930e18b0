import { randomBytes } from 'node:crypto';
import { aesDecryptGCM, aesEncryptGCM, type BinaryNode, getBinaryNodeChild, hkdf, proto } from '@whiskeysockets/baileys';
import { bytesOf } from './queries.ts';

const KEY_BYTES = 32;
const KEY_INFO = 'WhatsApp Media Retry Notification';
const NONCE_BYTES = 12;
/** Error code of a file the phone does not have any more. */
const NOT_FOUND = String(proto.MediaRetryNotification.ResultType.NOT_FOUND);

/** A file of a phone as it stands on the media server now. */
export interface Reuploaded {
  directPath: string;
  mediaKey: Buffer;
}

/** The answer of a phone to a `server-error` receipt: the new path of the file, or that it has the file no more. */
export function mediaRetry(request: BinaryNode, file: Reuploaded | null): BinaryNode {
  const { id = '', to = '' } = request.attrs;
  const rmr = getBinaryNodeChild(request, 'rmr');
  const content: BinaryNode[] = [
    { tag: 'rmr', attrs: rmr?.attrs ?? {} },
    file && isGenuine(request, file) ? sealedPath(id, file) : { tag: 'error', attrs: { code: NOT_FOUND } },
  ];
  return { tag: 'notification', attrs: { from: to, id, type: 'mediaretry', t: String(Math.floor(Date.now() / 1000)) }, content };
}

function isGenuine(request: BinaryNode, file: Reuploaded): boolean {
  const { id = '' } = request.attrs;
  const sealed = getBinaryNodeChild(request, 'encrypt');
  const [text, nonce] = ['enc_p', 'enc_iv'].map((tag) => bytesOf(sealed && getBinaryNodeChild(sealed, tag)));
  try {
    const opened = aesDecryptGCM(text ?? Buffer.alloc(0), retryKey(file), nonce ?? Buffer.alloc(0), Buffer.from(id));
    return proto.ServerErrorReceipt.decode(opened).stanzaId === id;
  } catch {
    return false;
  }
}

function sealedPath(stanzaId: string, file: Reuploaded): BinaryNode {
  const nonce = randomBytes(NONCE_BYTES);
  const result = proto.MediaRetryNotification.ResultType.SUCCESS;
  const plain = proto.MediaRetryNotification.encode({ stanzaId, directPath: file.directPath, result }).finish();
  const text = aesEncryptGCM(plain, retryKey(file), nonce, Buffer.from(stanzaId));
  return {
    tag: 'encrypt',
    attrs: {},
    content: [
      { tag: 'enc_p', attrs: {}, content: text },
      { tag: 'enc_iv', attrs: {}, content: nonce },
    ],
  };
}

const retryKey = ({ mediaKey }: Reuploaded) => hkdf(mediaKey, KEY_BYTES, { info: KEY_INFO });
