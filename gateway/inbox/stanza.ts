import { type BinaryNode, type Contact, isJidGroup, proto, type SignalDataSet } from '@whiskeysockets/baileys';
import { type InboundPart, inboundType } from '../session/authState.ts';
import { selfAttribute } from './group.ts';
import { type InboundPlace, withoutNul } from './payload.ts';

/** Where the plaintext of a ciphertext belongs. */
export type Source = InboundPlace & { attrs: Record<string, string> };

/** A sender's re-send after a failed decryption is another text under the same id: it gets part numbers of its own. */
const partsPerAttempt = 16;

/** Peer messages (history, key shares) are the library's own business and are handled by it. */
export const isPeer = ({ attrs }: BinaryNode): boolean => attrs.category === 'peer';

/** Ids and names are the sender's own choice; Postgres keeps no NUL, and a row it refuses would come again without end. */
export function sourceOf(node: BinaryNode, child?: BinaryNode, index = 0): Source {
  const attrs = withoutNul(node.attrs);
  return {
    sender: attrs.participant || attrs.from || '',
    waId: attrs.id ?? '',
    part: (Number(child?.attrs.count) || 0) * partsPerAttempt + index,
    attrs,
  };
}

/** In a group it matters who we are: a captured message may be read when there is no socket to ask. */
export function withSelf(source: Source, me: Contact | undefined): Source {
  if (!me || !isJidGroup(source.attrs.from)) return source;
  return { ...source, attrs: { ...source.attrs, [selfAttribute]: [me.id, me.lid].filter(Boolean).join(' ') } };
}

/** What never goes through decryption and is stored as it comes: the stub of a photo to be seen once, and unencrypted messages. */
export function undecryptedParts(node: BinaryNode): InboundPart[] {
  if (isPeer(node) || !Array.isArray(node.content)) return [];
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

/** A part as it travels through the library's transaction into our commit. */
export const inboundSet = (part: InboundPart): SignalDataSet =>
  ({ [inboundType]: { [`${part.sender}/${part.waId}/${part.part}`]: part } }) as SignalDataSet;
