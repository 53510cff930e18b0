import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type BinaryNode,
  extractAddressingContext,
  isJidGroup,
  isLidUser,
  isPnUser,
  jidDecode,
  type WASocket,
} from '@whiskeysockets/baileys';
import { originOf } from '../identity/address.ts';
import type { CommittedParts } from './committed.ts';
import type { Passage } from './passage.ts';
import { inboundSet, type Source, undecryptedParts } from './stanza.ts';

/** Senders whose addresses and keys are known to be in place; beyond it all of them are looked at again. */
const senders_max = 10_000;

/** A stanza with one ciphertext, from a sender whose session can be told from the stanza alone. */
interface Sealed {
  author: string;
  group: string | null;
  type: 'msg' | 'pkmsg' | 'skmsg';
  ciphertext: Uint8Array;
  source: Source;
}

/**
 * Captures stanzas before the library gets to them. The library handles one message after the other and waits for the database in
 * each; here those of different senders are decrypted side by side, so that they share their commits. Decryption is the library's
 * own, and it finds the plaintext ready in its turn. The order within a chat is kept: what cannot be captured ahead (keys of a
 * group, senders addressed by number, what does not decrypt) is left to the library's turn, and so is all behind it of that chat.
 */
export class CaptureAhead {
  private readonly socket: WASocket;
  private readonly passage: Passage;
  private readonly committed: CommittedParts;
  /** Stanzas that are left to the library's turn, with their chains, and how many each chain has. */
  private readonly left = new Map<BinaryNode, string[]>();
  private readonly held = new Map<string, number>();
  private readonly senders = new Set<string>();

  constructor(socket: WASocket, passage: Passage, committed: CommittedParts) {
    this.socket = socket;
    this.passage = passage;
    this.committed = committed;
  }

  /** A promise for each stanza: resolved when the library may have it, rejected when it must not be acknowledged. */
  capture(nodes: BinaryNode[]): Promise<void>[] {
    const sealed = nodes.map((node) => this.sealedText(node));
    const prepared = this.prepare(firstOfEach(sealed));
    const tails = new Map<string, Promise<unknown>>();
    return nodes.map((node, index) => {
      const chains = chainsOf(node);
      const earlier = chains.map((chain) => tails.get(chain));
      const done = Promise.allSettled([prepared, ...earlier]).then(async () => {
        await prepared;
        await this.captureOne(node, chains, sealed[index] ?? null);
      });
      for (const chain of chains) tails.set(chain, done);
      return done;
    });
  }

  private sealedText(node: BinaryNode): Sealed | null {
    const { from = '', participant, recipient } = node.attrs;
    const [enc, ...more] = ciphertextsOf(node);
    const author = participant || from;
    const group = isJidGroup(from) ? from : null;
    const source = enc && this.passage.source(enc.content);
    if (!source || more.length > 0 || recipient || !isLidUser(author) || (participant && !group)) return null;
    const { type } = enc.attrs;
    if (group ? type !== 'skmsg' : type !== 'msg' && type !== 'pkmsg') return null;
    return { author, group, type: type as Sealed['type'], ciphertext: enc.content, source };
  }

  private async captureOne(node: BinaryNode, chains: string[], sealed: Sealed | null): Promise<void> {
    const { authState } = this.socket;
    for (const part of undecryptedParts(node)) await authState.keys.set(inboundSet(part));
    const free = !chains.some((chain) => this.held.has(chain));
    if (sealed && free && (await this.decrypt(sealed))) return;
    // By its turn another delivery of it may have been committed: it is looked up again then.
    if (sealed) this.passage.markUnseen(sealed.ciphertext, false);
    if (ciphertextsOf(node).length > 0) this.hold(node, chains);
  }

  /** Call when the library is through with a stanza: what it had to wait for is done. */
  handed(node: BinaryNode): void {
    for (const chain of this.left.get(node) ?? []) {
      const others = (this.held.get(chain) ?? 0) - 1;
      if (others > 0) this.held.set(chain, others);
      else this.held.delete(chain);
    }
    this.left.delete(node);
  }

  /** False when it is left to the library's turn, which repeats the failure and answers it. */
  private async decrypt({ author, group, type, ciphertext }: Sealed): Promise<boolean> {
    const { signalRepository } = this.socket;
    if (this.passage.captured(ciphertext)) return true;
    if (!this.passage.isUnseen(ciphertext)) return false;
    try {
      const plaintext =
        group || type === 'skmsg'
          ? await signalRepository.decryptGroupMessage({ group: group ?? '', authorJid: author, msg: ciphertext })
          : await signalRepository.decryptMessage({ jid: author, type, ciphertext });
      this.passage.capture(ciphertext, plaintext);
      return true;
    } catch {
      // A failed commit closes the socket: nothing is handed over any more by then.
      await nextTurn();
      return false;
    }
  }

  private hold(node: BinaryNode, chains: string[]): void {
    for (const chain of chains) this.held.set(chain, (this.held.get(chain) ?? 0) + 1);
    this.left.set(node, chains);
  }

  /** What a batch needs of the database, in a few round trips for all of it. */
  private async prepare(sealed: Sealed[]): Promise<void> {
    if (sealed.length === 0) return;
    const [found] = await Promise.all([this.committed.find(sealed.map(({ source }) => source)), this.meet(sealed)]);
    sealed.forEach(({ ciphertext }, index) => {
      const plaintext = found[index];
      if (plaintext) this.passage.capture(ciphertext, plaintext);
      else this.passage.markUnseen(ciphertext, true);
    });
  }

  /** As the library does before it decrypts: both addresses of a sender lead to one session. And reads the keys of all at once. */
  private async meet(sealed: Sealed[]): Promise<void> {
    const { signalRepository: repository, authState } = this.socket;
    const news = sealed.filter(({ author }) => !this.senders.has(author));
    if (news.length === 0) return;
    const pairs = news.flatMap(({ author, source }) => {
      const pn = extractAddressingContext({ tag: 'message', attrs: source.attrs }).senderAlt;
      return pn && isPnUser(pn) ? [{ lid: author, pn }] : [];
    });
    const addresses = news.map(({ author }) => repository.jidToSignalProtocolAddress(author));
    const numbers = pairs.flatMap(({ pn }) => jidDecode(pn)?.user ?? []);
    await Promise.all([
      authState.keys.get('session', addresses),
      authState.keys.get('identity-key', addresses),
      authState.keys.get('device-list', numbers),
      authState.keys.get('lid-mapping', numbers),
    ]);
    await repository.lidMapping.storeLIDPNMappings(pairs);
    for (const { lid, pn } of pairs) await repository.migrateSession(pn, lid);
    if (this.senders.size > senders_max) this.senders.clear();
    for (const { author } of news) this.senders.add(author);
  }
}

/** A stanza that is in the batch twice is captured once; the second is answered in its turn. */
function firstOfEach(sealed: (Sealed | null)[]): Sealed[] {
  const first = new Map<string, Sealed>();
  for (const one of sealed) {
    if (!one) continue;
    const { sender, waId, part } = one.source;
    const place = `${sender}/${waId}/${part}`;
    if (!first.has(place)) first.set(place, one);
  }
  return [...first.values()];
}

/** What keeps its order: all of one person, under whatever address, and all of one group. */
function chainsOf({ attrs }: BinaryNode): string[] {
  const origin = originOf(attrs);
  if (!origin) return [];
  const { sender, group } = origin;
  return [sender.lid && `lid ${sender.lid}`, sender.pn && `pn ${sender.pn}`, group].filter((chain) => chain !== null);
}

const ciphertextsOf = ({ content }: BinaryNode): (BinaryNode & { content: Uint8Array })[] =>
  Array.isArray(content)
    ? content.filter(
        (child): child is BinaryNode & { content: Uint8Array } => child.tag === 'enc' && child.content instanceof Uint8Array,
      )
    : [];
