import { Type } from '@fastify/type-provider-typebox';
import { RequestFailure } from '../failure.ts';
import { parseNumber } from '../model.ts';

/** WhatsApp's own limit for one text. */
export const MAX_TEXT_CHARACTERS = 65_536;
/** Longest a request for new messages may wait, in seconds. */
const MAX_WAIT_SECONDS = 120;
const MAX_ID_CHARACTERS = 128;
const MAX_EMOJI_CHARACTERS = 32;
const MAX_NAME_CHARACTERS = 100;
/** Disappearing messages last 90 days at most. */
const MAX_EPHEMERAL_SECONDS = 90 * 86_400;

export const Id = Type.String({ minLength: 1, maxLength: MAX_ID_CHARACTERS });
export const Text = Type.String({ minLength: 1, maxLength: MAX_TEXT_CHARACTERS });
export const Emoji = Type.String({ maxLength: MAX_EMOJI_CHARACTERS });
export const Name = Type.String({ minLength: 1, maxLength: MAX_NAME_CHARACTERS });
export const NumberText = Type.String({ minLength: 1, maxLength: MAX_NAME_CHARACTERS });

export const NumberParams = Type.Object({ number: NumberText });
export const MessageOptions = {
  quote: Type.Optional(Id),
  viewOnce: Type.Optional(Type.Boolean()),
  ephemeralSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_EPHEMERAL_SECONDS })),
};
export const ListQuery = Type.Object({
  after: Type.Optional(Id),
  wait: Type.Optional(Type.Number({ minimum: 0, maximum: MAX_WAIT_SECONDS })),
  from: Type.Optional(NumberText),
});

/** The number in its international form. Throws 400 for what is no phone number. */
export function checkedNumber(text: string): string {
  const number = parseNumber(text);
  if (number === null)
    throw new RequestFailure(
      400,
      `"${text}" is not a phone number: 8 to 15 digits with the country code, such as 6281234567890.`,
    );
  return number;
}
