import {
  type BinaryNode,
  type Contact,
  DEFAULT_CONNECTION_CONFIG,
  isJidGroup,
  proto,
  type SignalDataSet,
  type SignalKeyStoreWithTransaction,
  type SocketConfig,
  type WASocket,
} from '@whiskeysockets/baileys';
import type pg from 'pg';
import type { KeyRing } from '../../database/cipher.ts';
import { type InboundPart, inboundType } from '../session/authState.ts';
import { selfAttribute } from './group.ts';
import { type InboundPlace, openInbound, withoutNul } from './payload.ts';

/**
 * Durable capture. Baileys sends the receipt before it emits `messages.upsert`, so whatever dies in between is lost. The hook
 * wraps decryption: plaintext, ratchet step and pre-key deletion are one commit, before the receipt; a stanza that is
 * delivered again is answered from its row. It relies on internals of the pinned Baileys version (nested transactions share a
 * context, the `enc` content buffer reaches decryption unchanged, `frame` is emitted before `CB:message`).
 */

/** A message body that decodes to nothing: one byte of padding. Answers a stanza whose payload was cleared after its dispatch. */
const emptyPlaintext = Uint8Array.of(1);
/** A sender's re-send after a failed decryption is another text under the same id: it gets part numbers of its own. */
const partsPerAttempt = 16;

type MakeSignalRepository = SocketConfig['makeSignalRepository'];
type Source = InboundPlace & { attrs: Record<string, string> };

export interface Capture {
  makeSignalRepository: MakeSignalRepository;
  /** Call for each new socket, before it can have received anything. */
  attach(socket: WASocket): void;
}

export function createCapture({ pool, ring, session }: { pool: pg.Pool; ring: KeyRing; session: string }): Capture {
  const byCiphertext = new WeakMap<Uint8Array, Source>();

  const findCommitted = async (source: Source): Promise<Uint8Array | undefined> => {
    const { rows } = await pool.query<{ payload: Buffer | null }>({
      name: 'wa-inbound-memo',
      text: 'select payload from wa_inbound where session = $1 and sender = $2 and wa_id = $3 and part = $4',
      values: [session, source.sender, source.waId, source.part],
    });
    if (!rows[0]) return undefined;
    return rows[0].payload ? openInbound(ring, session, source, rows[0].payload) : emptyPlaintext;
  };

  const makeSignalRepository: MakeSignalRepository = (auth, logger, pnToLid) => {
    const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, pnToLid);
    const keys = auth.keys as SignalKeyStoreWithTransaction;
    const durably = (lock: string, ciphertext: Uint8Array, decrypt: () => Promise<Uint8Array>) =>
      keys.transaction(async () => {
        const source = byCiphertext.get(ciphertext);
        const committed = source && (await findCommitted(source));
        if (committed) return committed;
        const plaintext = await decrypt();
        if (source) await keys.set(inboundSet({ ...source, plaintext }));
        return plaintext;
      }, lock);
    return {
      ...repository,
      decryptMessage: (input) => durably(input.jid, input.ciphertext, () => repository.decryptMessage(input)),
      decryptGroupMessage: (input) => durably(input.group, input.msg, () => repository.decryptGroupMessage(input)),
    };
  };

  const remember = (node: BinaryNode | Uint8Array, { authState }: WASocket) => {
    // Peer messages (history, key shares) are the library's own business and are handled by it.
    if (node instanceof Uint8Array || node.tag !== 'message' || node.attrs.category === 'peer') return;
    if (!Array.isArray(node.content)) return;
    for (const [index, child] of node.content.entries())
      if (child.content instanceof Uint8Array)
        byCiphertext.set(child.content, withSelf(sourceOf(node, child, index), authState.creds.me));
  };

  return {
    makeSignalRepository,
    attach(socket) {
      socket.ws.on('frame', (node: BinaryNode | Uint8Array) => remember(node, socket));
      handleInOrder(socket);
    },
  };
}

/**
 * The library looks up address mappings before it queues a message for decryption, so two messages of a new contact may
 * overtake each other there. One message is handled after the other, in the order of arrival.
 */
function handleInOrder({ ws, authState }: WASocket): void {
  const handlers = ws.listeners('CB:message') as ((node: BinaryNode) => Promise<void>)[];
  ws.removeAllListeners('CB:message');
  let tail: Promise<unknown> = Promise.resolve();
  ws.on('CB:message', (node: BinaryNode) => {
    // What waits while the socket closes was not acknowledged and comes again.
    tail = tail
      .then(async () => {
        if (!ws.isOpen) return;
        for (const part of undecryptedParts(node)) await authState.keys.set(inboundSet(part));
        for (const handle of handlers) await handle(asOnline(node));
      })
      // The library logs its own failures; a failed commit has closed the socket.
      .catch(() => {});
  });
}

/**
 * The library sets messages that waited at the server aside in a queue of its own, where one that comes live overtakes them. All
 * are handled alike here, so they keep the server's order.
 */
function asOnline(node: BinaryNode): BinaryNode {
  const { offline: _, ...attrs } = node.attrs;
  return { ...node, attrs };
}

/** What never goes through decryption and is stored as it comes: the stub of a photo to be seen once, and unencrypted messages. */
function undecryptedParts(node: BinaryNode): InboundPart[] {
  if (node.attrs.category === 'peer' || !Array.isArray(node.content)) return [];
  if (isViewOnceStub(node)) return [{ ...sourceOf(node), plaintext: viewOncePlaintext }];
  return node.content.flatMap((child, index) =>
    child.tag === 'plaintext' && child.content instanceof Uint8Array
      ? [{ ...sourceOf(node, child, index), plaintext: padded(child.content) }]
      : [],
  );
}

/** A photo to be seen once is shown on phones only: a linked device gets a stanza without content. */
const isViewOnceStub = ({ content }: BinaryNode): boolean =>
  Array.isArray(content) &&
  !content.some(({ tag }) => tag === 'enc') &&
  content.some(({ tag, attrs }) => tag === 'unavailable' && (attrs.type ?? '').startsWith('view_once'));

/** With one byte of padding, as if decrypted. */
const padded = (plaintext: Uint8Array): Buffer => Buffer.concat([plaintext, Uint8Array.of(1)]);

/** What the phone would show in its place. */
const viewOncePlaintext = padded(
  proto.Message.encode({
    placeholderMessage: { type: proto.Message.PlaceholderMessage.PlaceholderType.MASK_LINKED_DEVICES },
  }).finish(),
);

/** Ids and names are the sender's own choice; Postgres keeps no NUL, and a row it refuses would come again without end. */
function sourceOf(node: BinaryNode, child?: BinaryNode, index = 0): Source {
  const attrs = withoutNul(node.attrs);
  return {
    sender: attrs.participant || attrs.from || '',
    waId: attrs.id ?? '',
    part: (Number(child?.attrs.count) || 0) * partsPerAttempt + index,
    attrs,
  };
}

/** In a group it matters who we are: a captured message may be read when there is no socket to ask. */
function withSelf(source: Source, me: Contact | undefined): Source {
  if (!me || !isJidGroup(source.attrs.from)) return source;
  return { ...source, attrs: { ...source.attrs, [selfAttribute]: [me.id, me.lid].filter(Boolean).join(' ') } };
}

const inboundSet = (part: InboundPart): SignalDataSet =>
  ({ [inboundType]: { [`${part.sender}/${part.waId}/${part.part}`]: part } }) as SignalDataSet;
