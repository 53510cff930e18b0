import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CipherError, openBytes, parseKeyRing, sealBytes } from './cipher.ts';

const key = () => randomBytes(32).toString('base64');

describe('key ring cipher', () => {
  it('opens what it sealed, and only at the place it was sealed for', () => {
    const ring = parseKeyRing(`a:${key()}`);
    const sealed = sealBytes(ring, Buffer.from('beli kopi'), 'row 1');
    expect(openBytes(ring, sealed, 'row 1').toString()).toBe('beli kopi');
    expect(sealed.includes('beli kopi')).toBe(false);
    expect(() => openBytes(ring, sealed, 'row 2')).toThrow(CipherError);
    expect(() => openBytes(ring, sealed)).toThrow(CipherError);
  });

  it('opens old bytes after a rotation and seals with the first key', () => {
    const old = `old:${key()}`;
    const sealed = sealBytes(parseKeyRing(old), Buffer.from('x'));
    const rotated = parseKeyRing(`new:${key()},${old}`);
    expect(openBytes(rotated, sealed).toString()).toBe('x');
    expect(() => openBytes(parseKeyRing(old), sealBytes(rotated, Buffer.from('x')))).toThrow(/new is not in the ring/);
  });

  it('refuses every changed byte and every truncation', () => {
    const ring = parseKeyRing(`k:${key()}`);
    const sealed = sealBytes(ring, Buffer.from('abc'));
    for (let i = 0; i < sealed.length; i++) {
      const tampered = Buffer.from(sealed);
      tampered[i] = (tampered[i] ?? 0) ^ 1;
      expect(() => openBytes(ring, tampered)).toThrow(CipherError);
      expect(() => openBytes(ring, sealed.subarray(0, i))).toThrow(CipherError);
    }
  });

  it('refuses malformed rings', () => {
    for (const text of ['', 'a', 'a:', `a:${randomBytes(16).toString('base64')}`, `a:${key()},a:${key()}`])
      expect(() => parseKeyRing(text)).toThrow(CipherError);
  });
});
