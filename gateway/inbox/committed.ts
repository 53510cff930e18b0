import type pg from 'pg';
import type { KeyRing } from '../../database/cipher.ts';
import { type InboundPlace, openInbound } from './payload.ts';

/** A message body that decodes to nothing: one byte of padding. Answers a stanza whose payload was cleared after its dispatch. */
const emptyPlaintext = Uint8Array.of(1);

interface Row {
  place: number;
  payload: Buffer | null;
}

/** The stanza parts that are committed already: what is delivered again is answered from its row. */
export class CommittedParts {
  private readonly pool: pg.Pool;
  private readonly ring: KeyRing;
  private readonly session: string;

  constructor(pool: pg.Pool, ring: KeyRing, session: string) {
    this.pool = pool;
    this.ring = ring;
    this.session = session;
  }

  /** The plaintext of each place, undefined where there is no row; one round trip. */
  async find(places: readonly InboundPlace[]): Promise<(Uint8Array | undefined)[]> {
    const { rows } = await this.pool.query<Row>({
      name: 'wa-inbound-memo',
      text: `select asked.place::int, payload
             from unnest($2::text[], $3::text[], $4::int[]) with ordinality as asked(sender, wa_id, part, place)
             join wa_inbound using (sender, wa_id, part) where session = $1`,
      values: [this.session, places.map(({ sender }) => sender), places.map(({ waId }) => waId), places.map(({ part }) => part)],
    });
    const payloads = new Map(rows.map(({ place, payload }) => [place - 1, payload]));
    return places.map((place, index) => {
      const payload = payloads.get(index);
      if (payload === undefined) return undefined;
      return payload ? openInbound(this.ring, this.session, place, payload) : emptyPlaintext;
    });
  }
}
