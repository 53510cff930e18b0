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
