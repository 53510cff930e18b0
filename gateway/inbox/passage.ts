import type { Source } from './stanza.ts';

/** What is known of a ciphertext on its way through the library; the buffer is its identity. */
export class Passage {
  private readonly sources = new WeakMap<Uint8Array, Source>();
  private readonly plaintexts = new WeakMap<Uint8Array, Uint8Array>();
  private readonly unseen = new WeakSet<Uint8Array>();

  source(ciphertext: Uint8Array): Source | undefined {
    return this.sources.get(ciphertext);
  }

  enter(ciphertext: Uint8Array, source: Source): void {
    this.sources.set(ciphertext, source);
  }

  /** The plaintext, once it is committed. */
  captured(ciphertext: Uint8Array): Uint8Array | undefined {
    return this.plaintexts.get(ciphertext);
  }

  capture(ciphertext: Uint8Array, plaintext: Uint8Array): void {
    this.plaintexts.set(ciphertext, plaintext);
  }

  /** The database was asked a moment ago and has no row of it. */
  isUnseen(ciphertext: Uint8Array): boolean {
    return this.unseen.has(ciphertext);
  }

  markUnseen(ciphertext: Uint8Array, unseen: boolean): void {
    if (unseen) this.unseen.add(ciphertext);
    else this.unseen.delete(ciphertext);
  }
}
