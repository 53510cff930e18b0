import { randomBytes } from 'node:crypto';
import {
  type BinaryNode,
  Curve,
  generateSignalPubKey,
  hmacSign,
  proto,
  S_WHATSAPP_NET,
  WA_ADV_ACCOUNT_SIG_PREFIX,
} from '@whiskeysockets/baileys';
import { type Account, type Device, lidJid, pnJid } from '../model.ts';

/** The parts of a pairing QR code that a phone needs. */
export interface QrCode {
  /** Public Noise key of the waiting client. */
  noiseKey: Buffer;
  advSecret: Buffer;
}

/** QR codes a client may show before it has to connect again; Baileys shows each for 20 to 60 s. */
const REFERENCES = 6;
const REFERENCE_BYTES = 24;

/** Reads `ref,noise key,identity key,adv secret`, with or without the web link in front; null when it is something else. */
export function parseQr(text: string): QrCode | null {
  const fields = text.slice(text.indexOf('#') + 1).split(',');
  const [, noiseKey, , advSecret] = fields;
  if (fields.length < 4 || !noiseKey || !advSecret) return null;
  return { noiseKey: Buffer.from(noiseKey, 'base64'), advSecret: Buffer.from(advSecret, 'base64') };
}

export function pairDevice(): BinaryNode {
  const refs = Array.from({ length: REFERENCES }, () => Buffer.from(randomBytes(REFERENCE_BYTES).toString('base64')));
  const content = refs.map((ref) => ({ tag: 'ref', attrs: {}, content: ref }));
  return {
    tag: 'iq',
    attrs: { from: S_WHATSAPP_NET, type: 'set', id: 'pair-device', xmlns: 'md' },
    content: [{ tag: 'pair-device', attrs: {}, content }],
  };
}

/** What the client told about itself when it asked to be paired. */
export function readDevice(id: number, noiseKey: Buffer, data: proto.ClientPayload.IDevicePairingRegistrationData): Device {
  const { eIdent, eRegid, eSkeyId, eSkeyVal, eSkeySig } = data;
  if (!eIdent || !eRegid || !eSkeyId || !eSkeyVal || !eSkeySig) throw new Error('pairing: registration data is incomplete');
  return {
    id,
    noiseKey,
    synced: false,
    identityKey: Buffer.from(eIdent),
    registrationId: Buffer.from(eRegid).readUIntBE(0, eRegid.length),
    signedPreKey: {
      keyId: Buffer.from(eSkeyId).readUIntBE(0, eSkeyId.length),
      publicKey: Buffer.from(generateSignalPubKey(eSkeyVal)),
      signature: Buffer.from(eSkeySig),
    },
  };
}

/** The stanza a phone sends after it scanned the code: the device's new address and its signed identity. */
export function pairSuccess(account: Account, device: Device, advSecret: Buffer): BinaryNode {
  const signer = account.primary.identityKey;
  const timestamp = Math.floor(Date.now() / 1000);
  const details = proto.ADVDeviceIdentity.encode({ rawId: 1, timestamp, keyIndex: device.id }).finish();
  const accountSignature = Curve.sign(signer.private, Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, device.identityKey]));
  const signed = proto.ADVSignedDeviceIdentity.encode({ details, accountSignatureKey: signer.public, accountSignature }).finish();
  const identity = proto.ADVSignedDeviceIdentityHMAC.encode({ details: signed, hmac: hmacSign(signed, advSecret) }).finish();
  const jids = { jid: pnJid(account.number, device.id), lid: lidJid(account.lid, device.id) };
  return {
    tag: 'iq',
    attrs: { from: S_WHATSAPP_NET, type: 'set', id: 'pair-success', xmlns: 'md', t: String(timestamp) },
    content: [
      {
        tag: 'pair-success',
        attrs: {},
        content: [
          { tag: 'device-identity', attrs: {}, content: identity },
          { tag: 'biz', attrs: { name: account.name } },
          { tag: 'device', attrs: jids },
          { tag: 'platform', attrs: { name: 'android' } },
        ],
      },
    ],
  };
}
