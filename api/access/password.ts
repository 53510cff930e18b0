import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's password storage cheat sheet: Argon2id with 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Length counts for more than signs do (NIST SP 800-63B); the upper bound keeps hashing cheap. */
export const password_length = { min: 12, max: 200 } as const;

/** Without signs that look like others. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRSTUVWXYZ23456789';
/** 20 of 56 signs: 116 bits. */
const generated_length = 20;

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** What nobody's password hashes to: an unknown address must take as long as a wrong password. */
const nobody = hashPassword('nobody has this one');

/** True when the password is the one of the hash; without a hash it takes as long and is false. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobody), password).catch(() => false);
  return matches && passwordHash !== null;
}

/** A password that nobody guesses, to be changed by who gets it. */
export const generatePassword = (): string =>
  Array.from({ length: generated_length }, () => alphabet[randomInt(alphabet.length)]).join('');
