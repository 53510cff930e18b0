import { type KeyRing, openBytes, sealBytes } from '../../database/cipher.ts';

/** Where an inbound part is kept: its sealed payload opens only there. */
export interface InboundPlace {
  sender: string;
  waId: string;
  part: number;
}

const placeOf = (session: string, { sender, waId, part }: InboundPlace) => `wa_inbound/${session}/${sender}/${waId}/${part}`;

export const sealInbound = (ring: KeyRing, session: string, place: InboundPlace, plaintext: Uint8Array): Buffer =>
  sealBytes(ring, plaintext, placeOf(session, place));

/** @throws CipherError */
export const openInbound = (ring: KeyRing, session: string, place: InboundPlace, sealed: Uint8Array): Buffer =>
  openBytes(ring, sealed, placeOf(session, place));

/** A copy without NUL characters in any text: Postgres refuses them. */
export function withoutNul<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\u0000', '') as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutNul(part)])) as T;
}
