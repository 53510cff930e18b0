import { METADATA_ENCODING_KEY, type Payload, type PayloadCodec } from '@temporalio/common';
import * as proto from '@temporalio/proto';
import { type KeyRing, openBytes, sealBytes } from '../database/cipher.ts';

/** Value of the `encoding` metadata of a sealed payload. */
const sealedEncoding = 'binary/encrypted';
const text = (value: string) => new TextEncoder().encode(value);
// CommonJS without names that Node can see: its members are all on `default`, whatever its types say.
const { temporal } = (proto as unknown as { default: typeof proto }).default;
const { Payload: PayloadMessage } = temporal.api.common.v1;

/** Seals every payload whole with AES-256-GCM; the key id travels inside the sealed bytes, so keys can be rotated. */
export class EncryptionCodec implements PayloadCodec {
  private readonly ring: KeyRing;

  constructor(ring: KeyRing) {
    this.ring = ring;
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => ({
      metadata: { [METADATA_ENCODING_KEY]: text(sealedEncoding) },
      data: sealBytes(this.ring, Buffer.from(PayloadMessage.encode(payload).finish())),
    }));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const encoding = payload.metadata?.[METADATA_ENCODING_KEY];
      if (!encoding || new TextDecoder().decode(encoding) !== sealedEncoding || !payload.data) return payload;
      return PayloadMessage.decode(openBytes(this.ring, Buffer.from(payload.data)));
    });
  }
}
