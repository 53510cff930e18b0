import {
  type BinaryNode,
  encodeBigEndian,
  getAllBinaryNodeChildren,
  getBinaryNodeChild,
  getBinaryNodeChildren,
  jidDecode,
  jidNormalizedUser,
  KEY_BUNDLE_TYPE,
  S_WHATSAPP_NET,
  xmppPreKey,
  xmppSignedPreKey,
} from '@whiskeysockets/baileys';
import type { Directory } from '../directory.ts';
import { type Account, type Device, type Group, lidJid, type PreKey, parseNumber, pnJid } from '../model.ts';
import { PHONE_PRE_KEY_ID } from '../phones/signal.ts';

/** What the answers need to know and change. */
export interface QueryContext {
  account: Account;
  directory: Directory;
  /** `host:port` of the media server. */
  mediaHost: string;
  preKeyCount(): number;
  addPreKeys(keys: PreKey[]): void;
  takePreKey(): PreKey | undefined;
}

type Answer = BinaryNode[];

/** Seconds for which a client may use the media host it was given, as on the live service. */
const MEDIA_HOST_TTL = 300;

const node = (tag: string, attrs: BinaryNode['attrs'] = {}, content?: BinaryNode['content']): BinaryNode => ({
  tag,
  attrs,
  content,
});
const errorNode = (code: string, text: string): BinaryNode => node('error', { code, text });

/** Answers a query of a linked device; a namespace this network has no part of gets an empty result. */
export function answerQuery(query: BinaryNode, context: QueryContext): Answer {
  const child = getAllBinaryNodeChildren(query)[0];
  switch (query.attrs.xmlns) {
    case 'encrypt':
      return child ? answerKeys(query, child, context) : [];
    case 'usync':
      return child ? [answerUsync(child, context)] : [];
    case 'w:g2':
      return answerGroups(query, child, context);
    case 'privacy':
      return [node('privacy', {}, [node('category', { name: 'readreceipts', value: 'all' })])];
    case 'w:m':
      return [
        node('media_conn', { auth: 'local', ttl: String(MEDIA_HOST_TTL) }, [node('host', { hostname: context.mediaHost })]),
      ];
    case 'w:sync:app:state':
      return [answerAppState(child)];
    default:
      return [];
  }
}

function answerKeys(query: BinaryNode, child: BinaryNode, context: QueryContext): Answer {
  if (child.tag === 'count') return [node('count', { value: String(context.preKeyCount()) })];
  if (child.tag === 'digest') return [node('digest')];
  if (child.tag === 'key')
    return [
      node(
        'list',
        {},
        getBinaryNodeChildren(child, 'user').map((user) => keyBundle(user, context)),
      ),
    ];
  if (query.attrs.type === 'set' && child.tag === 'registration') context.addPreKeys(readPreKeys(query));
  return [];
}

function readPreKeys(query: BinaryNode): PreKey[] {
  return getBinaryNodeChildren(getBinaryNodeChild(query, 'list'), 'key').map((key) => ({
    keyId: bytesOf(getBinaryNodeChild(key, 'id')).readUIntBE(0, 3),
    publicKey: Buffer.concat([KEY_BUNDLE_TYPE, bytesOf(getBinaryNodeChild(key, 'value'))]),
  }));
}

function keyBundle(user: BinaryNode, context: QueryContext): BinaryNode {
  const { directory } = context;
  const jid = user.attrs.jid ?? '';
  const number = directory.numberOf(jid);
  const device = jidDecode(jid)?.device;
  const own = context.account.device;
  if (own && number === context.account.number && device === own.id) return ownBundle(jid, own, context);
  const keys = number === undefined ? undefined : directory.keysOf(number);
  if (!keys || device) return node('user', { jid }, [errorNode('404', 'item-not-found')]);
  return node('user', { jid }, [
    node('registration', {}, encodeBigEndian(keys.registrationId)),
    node('type', {}, KEY_BUNDLE_TYPE),
    node('identity', {}, keys.identityKey.public),
    xmppSignedPreKey(keys.signedPreKey),
    xmppPreKey(keys.preKey, PHONE_PRE_KEY_ID),
  ]);
}

/** A linked device may ask for its own keys: in a group Baileys writes to itself too. */
function ownBundle(jid: string, device: Device, context: QueryContext): BinaryNode {
  const keyId = (id: number): BinaryNode => node('id', {}, encodeBigEndian(id, 3));
  const value = (publicKey: Buffer): BinaryNode => node('value', {}, publicKey.subarray(KEY_BUNDLE_TYPE.length));
  const { keyId: signedId, publicKey, signature } = device.signedPreKey;
  const preKey = context.takePreKey();
  return node('user', { jid }, [
    node('registration', {}, encodeBigEndian(device.registrationId)),
    node('type', {}, KEY_BUNDLE_TYPE),
    node('identity', {}, device.identityKey),
    node('skey', {}, [keyId(signedId), value(publicKey), node('signature', {}, signature)]),
    ...(preKey ? [node('key', {}, [keyId(preKey.keyId), value(preKey.publicKey)])] : []),
  ]);
}

function answerUsync(usync: BinaryNode, context: QueryContext): BinaryNode {
  const query = getBinaryNodeChild(usync, 'query');
  const asked = new Set(query ? getAllBinaryNodeChildren(query).map(({ tag }) => tag) : []);
  const users = getBinaryNodeChildren(getBinaryNodeChild(usync, 'list'), 'user');
  const answers = users.map((user) => usyncUser(user, asked, context));
  return node('usync', {}, [node('list', {}, answers)]);
}

function usyncUser(user: BinaryNode, asked: Set<string>, { account, directory }: QueryContext): BinaryNode {
  const contact = getBinaryNodeChild(user, 'contact');
  const phoneNumber = contact ? (parseNumber(bytesOf(contact).toString()) ?? '') : '';
  const jid = user.attrs.jid ? jidNormalizedUser(user.attrs.jid) : pnJid(phoneNumber);
  const number = directory.numberOf(jid);
  const content: BinaryNode[] = [];
  if (asked.has('contact')) content.push(node('contact', { type: number === undefined ? 'out' : 'in' }));
  const keys = number === undefined ? undefined : directory.keysOf(number);
  if (keys && asked.has('devices')) {
    const own = number === account.number && account.device;
    const device = node('device', own ? { id: String(own.id), 'key-index': String(own.id) } : { id: '0' });
    content.push(node('devices', {}, [node('device-list', {}, [device])]));
  }
  // Who is asked for by LID gets none back; Baileys would start every session anew.
  if (keys && asked.has('lid') && !jid.endsWith('@lid')) content.push(node('lid', { val: lidJid(keys.lid) }));
  return node('user', { jid }, content);
}

function answerGroups(query: BinaryNode, child: BinaryNode | undefined, { account, directory }: QueryContext): Answer {
  if (child?.tag === 'participating') {
    const own = directory.groups().filter(({ members }) => members.includes(account.number));
    return [
      node(
        'groups',
        {},
        own.map((group) => groupNode(group, directory)),
      ),
    ];
  }
  const group = directory.group(query.attrs.to ?? '');
  if (!group?.members.includes(account.number)) return [errorNode('404', 'item-not-found')];
  return [groupNode(group, directory)];
}

function groupNode({ id, subject, createdAt, members }: Group, directory: Directory): BinaryNode {
  const creation = String(createdAt);
  const participants = members.flatMap((number) => {
    const keys = directory.keysOf(number);
    return keys ? [node('participant', { jid: lidJid(keys.lid), phone_number: pnJid(number) })] : [];
  });
  const creator = participants[0]?.attrs.jid ?? '';
  return node(
    'group',
    { id: jidDecode(id)?.user ?? id, subject, creation, s_t: creation, creator, s_o: creator, addressing_mode: 'lid' },
    participants,
  );
}

/** This network keeps no app state: every collection is at its first version. */
function answerAppState(sync: BinaryNode | undefined): BinaryNode {
  const collections = getBinaryNodeChildren(sync, 'collection').map(({ attrs }) =>
    node('collection', { name: attrs.name ?? '', version: '0' }),
  );
  return node('sync', {}, collections);
}

/** Content of a leaf node as bytes; empty when it has none. */
export function bytesOf(leaf: BinaryNode | undefined): Buffer {
  const content = leaf?.content;
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array ? Buffer.from(content) : Buffer.alloc(0);
}

/** The answer to a query, an error when its content is one. */
export const result = (query: BinaryNode, content: BinaryNode[]): BinaryNode => {
  const failed = content[0]?.tag === 'error';
  return {
    tag: 'iq',
    attrs: { from: query.attrs.to || S_WHATSAPP_NET, type: failed ? 'error' : 'result', id: query.attrs.id ?? '' },
    content,
  };
};
