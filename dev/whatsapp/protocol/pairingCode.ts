import { randomBytes } from 'node:crypto';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
  getBinaryNodeChild,
  getBinaryNodeChildBuffer,
  hkdf,
  type KeyPair,
  S_WHATSAPP_NET,
} from '@whiskeysockets/baileys';

/** Layout of a public key that is wrapped with the code: salt, IV, key. */
const salt_bytes = 32;
const iv_bytes = 16;
const gcmIv_bytes = 12;
const key_bytes = 32;
const ref_bytes = 24;
const registration = 'link_code_companion_reg';

/** The stage of a pairing by code a query of a waiting client belongs to; undefined when it is about something else. */
export const stageOf = (node: BinaryNode): string | undefined => getBinaryNodeChild(node, registration)?.attrs.stage;

/** The phone's side of pairing by a code that its owner types: both sides prove that they know it, and agree on a secret. */
export class CodePairing {
  readonly #hello: Buffer;
  readonly #identity: KeyPair;
  readonly #ephemeral = Curve.generateKeyPair();
  #companion: Buffer | null = null;

  /** @param hello `companion_hello` of the client @param identity of the phone */
  constructor(hello: BinaryNode, identity: KeyPair) {
    this.#hello = childBytes(hello, 'link_code_pairing_wrapped_companion_ephemeral_pub');
    this.#identity = identity;
  }

  /** What the client is sent when the code was typed. A wrong code gives keys that do not fit. */
  async typed(code: string): Promise<BinaryNode> {
    const iv = this.#hello.subarray(salt_bytes, salt_bytes + iv_bytes);
    const opened = await derivePairingCodeKey(code, this.#hello.subarray(0, salt_bytes));
    this.#companion = aesDecryptCTR(this.#hello.subarray(salt_bytes + iv_bytes), opened, iv);
    const salt = randomBytes(salt_bytes);
    const own = { iv: randomBytes(iv_bytes), key: await derivePairingCodeKey(code, salt) };
    const wrapped = Buffer.concat([salt, own.iv, aesEncryptCTR(this.#ephemeral.public, own.key, own.iv)]);
    const part = (tag: string, content: Uint8Array): BinaryNode => ({ tag, attrs: {}, content });
    const parts = [
      part('link_code_pairing_ref', randomBytes(ref_bytes)),
      part('primary_identity_pub', this.#identity.public),
      part('link_code_pairing_wrapped_primary_ephemeral_pub', wrapped),
    ];
    return {
      tag: 'notification',
      attrs: { from: S_WHATSAPP_NET, type: registration, id: `code-${Date.now()}`, t: String(Math.floor(Date.now() / 1000)) },
      content: [{ tag: registration, attrs: { stage: 'primary_hello' }, content: parts }],
    };
  }

  /** The secret both have agreed on; null when the client does not know the code. @param finish `companion_finish` */
  agreed(finish: BinaryNode): Buffer | null {
    if (!this.#companion) return null;
    const bundle = childBytes(finish, 'link_code_pairing_wrapped_key_bundle');
    const shared = Curve.sharedKey(this.#ephemeral.private, this.#companion);
    const info = 'link_code_pairing_key_bundle_encryption_key';
    const key = Buffer.from(hkdf(shared, key_bytes, { salt: bundle.subarray(0, salt_bytes), info }));
    const iv = bundle.subarray(salt_bytes, salt_bytes + gcmIv_bytes);
    try {
      const opened = aesDecryptGCM(bundle.subarray(salt_bytes + gcmIv_bytes), key, iv, Buffer.alloc(0));
      const identity = Curve.sharedKey(this.#identity.private, opened.subarray(0, key_bytes));
      const random = opened.subarray(2 * key_bytes);
      return Buffer.from(hkdf(Buffer.concat([shared, identity, random]), key_bytes, { info: 'adv_secret' }));
    } catch {
      return null;
    }
  }
}

function childBytes(node: BinaryNode, tag: string): Buffer {
  const bytes = getBinaryNodeChildBuffer(getBinaryNodeChild(node, registration), tag);
  if (!bytes) throw new Error(`pairing by code: ${tag} is missing`);
  return Buffer.from(bytes);
}

/** Asks a client that waits for a scan for a new secret, as the live service does since 2026 (Baileys #2737). */
export const refreshRequest = (): BinaryNode => ({
  tag: 'notification',
  attrs: {
    from: S_WHATSAPP_NET,
    type: 'companion_reg_refresh',
    id: `refresh-${Date.now()}`,
    t: String(Math.floor(Date.now() / 1000)),
  },
});
