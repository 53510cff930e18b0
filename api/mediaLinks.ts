import { createHmac, timingSafeEqual } from 'node:crypto';

/** A link to a receipt or voice note is good for so long: enough to look at it, too short to be passed around. */
export const mediaLink_s = 300;

/** What a link may lead to, as its path says. */
export type Linked = 'media' | 'attachments' | 'exports' | 'subject-jobs';

/** Links that carry their own permission, so that a page can show a picture without sending a token. */
export interface MediaLinks {
  /** Path and query of a link to the media of a message, or another file. */
  make(id: string, kind?: Linked): string;
  allows(id: string, expires: number, signature: string, kind?: Linked): boolean;
}

/**
 * The object store itself is never reached from outside: the API hands its objects on.
 * @param secret shared by every API process; another key is derived from it.
 * @param now milliseconds since the epoch.
 */
export function createMediaLinks(secret: string, now: () => number = Date.now): MediaLinks {
  const key = createHmac('sha256', secret).update('media links').digest();
  const sign = (id: string, expires: number, kind: Linked): Buffer =>
    createHmac('sha256', key).update(`${kind} ${id} ${expires}`).digest();
  return {
    make: (id, kind = 'media') => {
      const expires = Math.floor(now() / 1000) + mediaLink_s;
      const path = kind === 'media' ? `/v1/media/${id}` : `/v1/${kind}/${id}/file`;
      return `${path}?expires=${expires}&signature=${sign(id, expires, kind).toString('base64url')}`;
    },
    allows: (id, expires, signature, kind = 'media') => {
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(id, expires, kind);
      return given.length === expected.length && timingSafeEqual(given, expected) && now() < expires * 1000;
    },
  };
}
