/**
 * Pace of outgoing messages: WhatsApp restricts numbers that write like machines (about one message a second in a chat is the
 * advice of the trade). Token buckets allow the bursts of a normal conversation.
 */

/** Tokens and refill of one bucket. */
export interface Rate {
  perSecond: number;
  burst: number;
}

export interface PaceSettings {
  chat: Rate;
  /** Over all chats of the session. */
  session: Rate;
}

export const defaultPace: PaceSettings = {
  chat: { perSecond: 1, burst: 5 },
  session: { perSecond: 50, burst: 200 },
};

/** Chats kept; the fullest bucket of the longest silent chat is as good as none. */
const chats_max = 10_000;

/** A bucket that may go into debt: a reservation in the future keeps the order of those who wait. */
interface Bucket {
  tokens: number;
  at: number;
}

export class Pace {
  private readonly settings: PaceSettings;
  private readonly now: () => number;
  private readonly chats = new Map<string, Bucket>();
  private readonly session: Bucket;

  constructor(settings: PaceSettings = defaultPace, now: () => number = Date.now) {
    this.settings = settings;
    this.now = now;
    this.session = { tokens: settings.session.burst, at: now() };
  }

  /** The person wrote: an answer to each message is what a conversation is, however fast it goes. */
  earn(chatId: string): void {
    const bucket = this.chats.get(chatId);
    if (bucket) bucket.tokens = Math.min(this.settings.chat.burst, bucket.tokens + 1);
  }

  /** Takes a turn in a chat; returns the time in ms to wait for it. */
  reserve(chatId: string): number {
    const bucket = this.chats.get(chatId) ?? { tokens: this.settings.chat.burst, at: this.now() };
    // Re-inserting keeps the map in order of last use.
    this.chats.delete(chatId);
    this.chats.set(chatId, bucket);
    const [oldest] = this.chats.keys();
    if (this.chats.size > chats_max && oldest !== undefined) this.chats.delete(oldest);
    return Math.max(this.take(bucket, this.settings.chat), this.take(this.session, this.settings.session));
  }

  private take(bucket: Bucket, rate: Rate): number {
    const now = this.now();
    bucket.tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond) - 1;
    bucket.at = now;
    return bucket.tokens >= 0 ? 0 : (-bucket.tokens / rate.perSecond) * 1000;
  }
}
