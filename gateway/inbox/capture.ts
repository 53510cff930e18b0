import {
  type BinaryNode,
  DEFAULT_CONNECTION_CONFIG,
  type SignalKeyStoreWithTransaction,
  type SocketConfig,
  type WASocket,
} from '@whiskeysockets/baileys';
import type pg from 'pg';
import type { KeyRing } from '../../database/cipher.ts';
import { CaptureAhead } from './ahead.ts';
import { CommittedParts } from './committed.ts';
import { senderKeyIn } from './content.ts';
import { Intake } from './intake.ts';
import { Passage } from './passage.ts';
import { inboundSet, isPeer, type Source, sourceOf, withSelf } from './stanza.ts';

/**
 * Durable capture. Baileys sends the receipt before it emits `messages.upsert`, so whatever dies in between is lost. The hook
 * wraps decryption: plaintext, ratchet step, pre-key deletion and a group's sender key are one commit, before the receipt; a stanza that is
 * delivered again is answered from its row. It relies on internals of the pinned Baileys version (nested transactions share a
 * context, the `enc` content buffer reaches decryption unchanged, `frame` is emitted before `CB:message`).
 */

type MakeSignalRepository = SocketConfig['makeSignalRepository'];

export interface Capture {
  makeSignalRepository: MakeSignalRepository;
  /**
   * Call for each new socket, before it can have received anything.
   * @param onFailure told when the database does not answer; the socket is closed by then
   */
  attach(socket: WASocket, onFailure: (error: unknown) => void): void;
  /** True while stanzas wait in the process to be captured. */
  isBehind(): boolean;
}

export function createCapture({ pool, ring, session }: { pool: pg.Pool; ring: KeyRing; session: string }): Capture {
  const passage = new Passage();
  const committed = new CommittedParts(pool, ring, session);
  let intake: Intake | null = null;
  let giveUp: (error: unknown) => void = () => {};

  const recall = async (source: Source): Promise<Uint8Array | undefined> => {
    try {
      return (await committed.find([source]))[0];
    } catch (error) {
      // First the socket, or the library asks the sender for what may be committed already.
      giveUp(error);
      throw error;
    }
  };

  const makeSignalRepository: MakeSignalRepository = (auth, logger, pnToLid) => {
    const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, pnToLid);
    const keys = auth.keys as SignalKeyStoreWithTransaction;
    const inOneCommit = (lock: string, ciphertext: Uint8Array, decrypt: () => Promise<Uint8Array>) =>
      keys.transaction(async () => {
        const source = passage.source(ciphertext);
        const known = source && !passage.isUnseen(ciphertext) && (await recall(source));
        if (known) return known;
        const plaintext = await decrypt();
        if (source) await keys.set(inboundSet({ ...source, plaintext }));
        return plaintext;
      }, lock);
    /** A sender's key for a group is kept in the commit of the message that brings it: its row may be empty when that comes again. */
    const decryptMessage: typeof repository.decryptMessage = async (input) => {
      const plaintext = await repository.decryptMessage(input);
      const item = senderKeyIn(plaintext);
      const authorJid = passage.source(input.ciphertext)?.sender ?? input.jid;
      if (item) await repository.processSenderKeyDistributionMessage({ item, authorJid });
      return plaintext;
    };
    const durably = async (lock: string, ciphertext: Uint8Array, decrypt: () => Promise<Uint8Array>) =>
      passage.captured(ciphertext) ?? inOneCommit(lock, ciphertext, decrypt);
    return {
      ...repository,
      // Kept already, with the message that brought it.
      processSenderKeyDistributionMessage: async () => {},
      decryptMessage: (input) => durably(input.jid, input.ciphertext, () => decryptMessage(input)),
      decryptGroupMessage: (input) => durably(input.group, input.msg, () => repository.decryptGroupMessage(input)),
    };
  };

  const remember = (node: BinaryNode | Uint8Array, { authState }: WASocket) => {
    if (node instanceof Uint8Array || node.tag !== 'message' || isPeer(node) || !Array.isArray(node.content)) return;
    for (const [index, child] of node.content.entries())
      if (child.content instanceof Uint8Array)
        passage.enter(child.content, withSelf(sourceOf(node, child, index), authState.creds.me));
  };

  return {
    makeSignalRepository,
    isBehind: () => intake?.isBehind ?? false,
    attach(socket, onFailure) {
      const { ws } = socket;
      giveUp = (error) => {
        void ws.close();
        onFailure(error);
      };
      ws.on('frame', (node: BinaryNode | Uint8Array) => remember(node, socket));
      const ahead = new CaptureAhead(socket, passage, committed);
      const handlers = ws.listeners('CB:message') as ((node: BinaryNode) => Promise<void>)[];
      const own = new Intake({
        capture: (nodes) => ahead.capture(nodes),
        hand: async (node) => {
          try {
            for (const handle of handlers) if (ws.isOpen) await handle(asOnline(node));
          } finally {
            ahead.handed(node);
          }
        },
        onLost: giveUp,
        isOpen: () => ws.isOpen,
      });
      intake = own;
      ws.removeAllListeners('CB:message');
      ws.on('CB:message', (node: BinaryNode) => own.add(node));
    },
  };
}

/**
 * The library sets messages that waited at the server aside in a queue of its own, where one that comes live overtakes them. All
 * are handled alike here, so they keep the server's order.
 */
function asOnline(node: BinaryNode): BinaryNode {
  const { offline: _, ...attrs } = node.attrs;
  return { ...node, attrs };
}
