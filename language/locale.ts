/** Languages Catat answers in. */
export type Locale = 'id' | 'en';

/** What a reader must know of the person: when "today" is, and in which language to answer when the text does not tell. */
export interface Reader {
  /** The moment the message was sent. */
  now: Date;
  /** IANA time zone of the person, e.g. `Asia/Jakarta`. */
  timezone: string;
  locale: Locale;
}
