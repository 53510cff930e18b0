import {
  aesDecryptGCM,
  aesEncryptGCM,
  type BinaryNode,
  Curve,
  decodeBinaryNode,
  encodeBinaryNode,
  hkdf,
  type KeyPair,
  NOISE_MODE,
  NOISE_WA_HEADER,
  proto,
  sha256,
} from '@whiskeysockets/baileys';
import type { ServerCertificate } from './certificate.ts';

const EMPTY = Buffer.alloc(0);
const LENGTH_BYTES = 3;
const INTRO_BYTES = 4;
const ROUTING_PREFIX_BYTES = 7;
/** Longest frame we take; media never travels over the socket, so real ones stay far below. */
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;

/** The initialisation vector of message number `counter`: eight zero bytes and the counter. */
const vector = (counter: number): Buffer => {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(counter, 8);
  return bytes;
};

const framed = (data: Uint8Array): Buffer => {
  const head = Buffer.alloc(LENGTH_BYTES);
  head.writeUIntBE(data.length, 0, LENGTH_BYTES);
  return Buffer.concat([head, data]);
};

/** The responder of Noise_XX_25519_AESGCM_SHA256 as WhatsApp speaks it, with the transport that follows it. */
export class NoiseResponder {
  readonly #certificate: ServerCertificate;
  readonly #ephemeral: KeyPair = Curve.generateKeyPair();
  #hash: Buffer;
  #salt: Buffer;
  #key: Buffer;
  #counter = 0;
  #transport: { receive: Buffer; send: Buffer; received: number; sent: number } | null = null;
  #buffered: Buffer = EMPTY;
  #introduced = false;

  constructor(certificate: ServerCertificate) {
    this.#certificate = certificate;
    const mode = Buffer.from(NOISE_MODE);
    this.#hash = mode.length === 32 ? mode : sha256(mode);
    this.#salt = this.#hash;
    this.#key = this.#hash;
    this.#authenticate(NOISE_WA_HEADER);
  }

  /** Cuts the byte stream into frames; keeps an incomplete rest. Throws when the peer sends more than one frame may hold. */
  frames(chunk: Buffer): Buffer[] {
    this.#buffered = Buffer.concat([this.#buffered, chunk]);
    if (this.#buffered.length > MAX_BUFFERED_BYTES) throw new Error('frame too large');
    if (!this.#introduced && !this.#skipIntroduction()) return [];
    const frames: Buffer[] = [];
    while (this.#buffered.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + this.#buffered.readUIntBE(0, LENGTH_BYTES);
      if (this.#buffered.length < end) break;
      frames.push(this.#buffered.subarray(LENGTH_BYTES, end));
      this.#buffered = this.#buffered.subarray(end);
    }
    return frames;
  }

  /** Answers the client hello; returns the framed server hello. */
  hello(frame: Buffer): Buffer {
    const { clientHello } = proto.HandshakeMessage.decode(frame);
    const clientEphemeral = required(clientHello?.ephemeral, 'client ephemeral key');
    this.#authenticate(clientEphemeral);
    this.#authenticate(this.#ephemeral.public);
    this.#mix(Curve.sharedKey(this.#ephemeral.private, clientEphemeral));
    const encryptedStatic = this.#encrypt(this.#certificate.staticKey.public);
    this.#mix(Curve.sharedKey(this.#certificate.staticKey.private, clientEphemeral));
    const payload = this.#encrypt(this.#certificate.chain);
    const serverHello = { ephemeral: this.#ephemeral.public, static: encryptedStatic, payload };
    return framed(proto.HandshakeMessage.encode({ serverHello }).finish());
  }

  /** Reads the client's last handshake message, switches to transport keys and returns who is there. */
  finish(frame: Buffer): { clientStatic: Buffer; payload: proto.ClientPayload } {
    const { clientFinish } = proto.HandshakeMessage.decode(frame);
    const clientStatic = this.#decrypt(required(clientFinish?.static, 'client static key'));
    this.#mix(Curve.sharedKey(this.#ephemeral.private, clientStatic));
    const payload = proto.ClientPayload.decode(this.#decrypt(required(clientFinish?.payload, 'client payload')));
    const [receive, send] = this.#derive(EMPTY);
    this.#transport = { receive, send, received: 0, sent: 0 };
    return { clientStatic, payload };
  }

  async open(frame: Buffer): Promise<BinaryNode> {
    const transport = required(this.#transport, 'transport');
    return decodeBinaryNode(Buffer.from(aesDecryptGCM(frame, transport.receive, vector(transport.received++), EMPTY)));
  }

  seal(node: BinaryNode): Buffer {
    const transport = required(this.#transport, 'transport');
    return framed(aesEncryptGCM(encodeBinaryNode(node), transport.send, vector(transport.sent++), EMPTY));
  }

  /** Drops the optional routing header and the `WA` prefix; false while they are incomplete. */
  #skipIntroduction(): boolean {
    let skip = INTRO_BYTES;
    if (this.#buffered.subarray(0, 2).toString() === 'ED') {
      if (this.#buffered.length < ROUTING_PREFIX_BYTES) return false;
      skip += ROUTING_PREFIX_BYTES + this.#buffered.readUIntBE(4, LENGTH_BYTES);
    }
    if (this.#buffered.length < skip) return false;
    this.#buffered = this.#buffered.subarray(skip);
    this.#introduced = true;
    return true;
  }

  #authenticate(data: Uint8Array): void {
    this.#hash = sha256(Buffer.concat([this.#hash, data]));
  }

  #encrypt(plain: Uint8Array): Buffer {
    const sealed = Buffer.from(aesEncryptGCM(plain, this.#key, vector(this.#counter++), this.#hash));
    this.#authenticate(sealed);
    return sealed;
  }

  #decrypt(sealed: Uint8Array): Buffer {
    const plain = Buffer.from(aesDecryptGCM(sealed, this.#key, vector(this.#counter++), this.#hash));
    this.#authenticate(sealed);
    return plain;
  }

  #derive(secret: Uint8Array): [Buffer, Buffer] {
    const bytes = Buffer.from(hkdf(Buffer.from(secret), 64, { salt: this.#salt, info: '' }));
    return [bytes.subarray(0, 32), bytes.subarray(32)];
  }

  #mix(secret: Uint8Array): void {
    [this.#salt, this.#key] = this.#derive(secret);
    this.#counter = 0;
  }
}

function required<T>(value: T | null | undefined, name: string): T {
  if (value === null || value === undefined) throw new Error(`handshake: ${name} is missing`);
  return value;
}
