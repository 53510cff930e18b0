import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as authenticator apps expect it. */
const period_s = 30;
/** A code of the step before or after counts too: clocks differ. */
const window_steps = 1;
/** RFC 4226 asks for 128 bits and recommends 160. */
const secret_bytes = 20;

const totpOf = (secret: string, label = 'Catat'): TOTP =>
  new TOTP({ issuer: 'Catat', label, secret: Secret.fromBase32(secret), period: period_s });

/** A new secret, and the address an authenticator app reads from a QR code. */
export function newTotp(email: string): { secret: string; uri: string } {
  const secret = new Secret({ size: secret_bytes }).base32;
  return { secret, uri: totpOf(secret, email).toString() };
}

/** The time step a code belongs to; null when it is wrong, too old, or of a step that was used before. */
export function stepOf(secret: string, code: string, usedStep: number | null, now = Date.now()): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: window_steps });
  if (delta === null) return null;
  const step = Math.floor(now / 1000 / period_s) + delta;
  return usedStep !== null && step <= usedStep ? null : step;
}
