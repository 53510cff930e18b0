import { createHmac, timingSafeEqual } from 'node:crypto';

/** A link to a receipt or voice note is good for so long: enough to look at it, too short to be passed around. */
export const mediaLink_s = 300;

/** Links that carry their own permission, so that a page can show a picture without sending a token. */
export interface MediaLinks {
  /** Path and query of a link to the media of a message. */
  make(messageId: string): string;
  allows(messageId: string, expires: number, signature: string): boolean;
}

/**
 * The object store itself is never reached from outside: the API hands its objects on.
 * @param secret shared by every API process; another key is derived from it.
 * @param now milliseconds since the epoch.
 */
export function createMediaLinks(secret: string, now: () => number = Date.now): MediaLinks {
  const key = createHmac('sha256', secret).update('media links').digest();
  const sign = (messageId: string, expires: number): Buffer =>
    createHmac('sha256', key).update(`${messageId} ${expires}`).digest();
  return {
    make: (messageId) => {
      const expires = Math.floor(now() / 1000) + mediaLink_s;
      return `/v1/media/${messageId}?expires=${expires}&signature=${sign(messageId, expires).toString('base64url')}`;
    },
    allows: (messageId, expires, signature) => {
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(messageId, expires);
      return given.length === expected.length && timingSafeEqual(given, expected) && now() < expires * 1000;
    },
  };
}
