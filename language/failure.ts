/**
 * Everything that can end a run without an answer: one closed union, made at the activity boundary, told to the person by
 * `language/words`. `Unavailable` alone is worth a retry; all others are final for this message.
 */
export const failureTypes = [
  'TextTooLong',
  'MediaUnsupported',
  'MediaTooLarge',
  'MediaCorrupt',
  'MediaGone',
  'SpeechOff',
  'SpeechTooLong',
  'SpeechSilent',
  'ReceiptOff',
  'ReceiptUnreadable',
  'DocumentLocked',
  'DocumentTooLong',
  'IdempotencyMismatch',
  'Unavailable',
  'Internal',
] as const;

export type FailureType = (typeof failureTypes)[number];
