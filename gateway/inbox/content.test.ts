import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { proto } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { decodePart } from './content.ts';
import { openEdit } from './edit.ts';

type Message = proto.IMessage;

/** As a phone sends it: encoded, then padded with n bytes of value n. */
const padded = (message: Message, padding = 3) =>
  Buffer.concat([proto.Message.encode(message).finish(), Buffer.alloc(padding, padding)]);
const read = (message: Message) => decodePart(padded(message)).content;
const media = { directPath: '/v/t62', mediaKey: Buffer.alloc(32, 1), fileSha256: Buffer.alloc(32, 2), fileLength: 1234 };
const Type = proto.Message.ProtocolMessage.Type;
const { PlaceholderType } = proto.Message.PlaceholderMessage;

describe('content of a message', () => {
  it.each<[string, Message, object | null]>([
    ['plain text', { conversation: 'beli kopi' }, { kind: 'text', body: 'beli kopi', targetWaId: null }],
    [
      'a quoting text',
      { extendedTextMessage: { text: 'ya', contextInfo: { stanzaId: 'Q1' } } },
      { kind: 'text', body: 'ya', targetWaId: 'Q1' },
    ],
    ['a disappearing text', { ephemeralMessage: { message: { conversation: 'x' } } }, { kind: 'text', body: 'x' }],
    ['an empty text', { conversation: '' }, { kind: 'text', body: '' }],
    ['NUL characters', { conversation: 'a\u0000b' }, { kind: 'text', body: 'ab' }],
    [
      'NUL characters anywhere',
      { documentMessage: { ...media, fileName: 'a\u0000.pdf', contextInfo: { stanzaId: 'Q\u0000' } } },
      { media: { fileName: 'a.pdf' }, targetWaId: 'Q' },
    ],
    [
      'a photo with a caption',
      { imageMessage: { ...media, mimetype: 'image/jpeg', caption: 'struk' } },
      { kind: 'image', body: 'struk', media: { mime: 'image/jpeg', fileLength: 1234, directPath: '/v/t62' } },
    ],
    [
      'a voice note',
      { audioMessage: { ...media, ptt: true, seconds: 5, mimetype: 'audio/ogg; codecs=opus' } },
      { kind: 'voice', media: { seconds: 5 } },
    ],
    [
      'a document with a caption',
      { documentWithCaptionMessage: { message: { documentMessage: { ...media, fileName: 'a.pdf', caption: 'nota' } } } },
      { kind: 'document', body: 'nota', media: { fileName: 'a.pdf', mime: 'application/octet-stream' } },
    ],
    [
      'a photo without its key',
      { imageMessage: { directPath: '/x' } },
      { kind: 'unsupported', unsupported: 'image without key' },
    ],
    ['a reaction', { reactionMessage: { key: { id: 'R1' }, text: '👍' } }, { kind: 'reaction', body: '👍', targetWaId: 'R1' }],
    ['a reaction taken back', { reactionMessage: { key: { id: 'R1' }, text: '' } }, { kind: 'reaction', body: '' }],
    [
      'an edit',
      {
        editedMessage: {
          message: { protocolMessage: { type: Type.MESSAGE_EDIT, key: { id: 'E1' }, editedMessage: { conversation: 'baru' } } },
        },
      },
      { kind: 'edit', body: 'baru', targetWaId: 'E1' },
    ],
    ['a revoke', { protocolMessage: { type: Type.REVOKE, key: { id: 'V1' } } }, { kind: 'revoke', targetWaId: 'V1' }],
    ['a sticker', { stickerMessage: media }, { kind: 'unsupported', unsupported: 'sticker' }],
    ['a location', { locationMessage: { degreesLatitude: 1 } }, { kind: 'unsupported', unsupported: 'location' }],
    ['a poll', { pollCreationMessageV3: { name: 'x' } }, { kind: 'unsupported', unsupported: 'pollCreation' }],
    ['a vote in a poll', { pollUpdateMessage: { pollCreationMessageKey: { id: 'P1' } } }, null],
    [
      'a photo to be seen once, as a linked device gets it',
      { placeholderMessage: { type: PlaceholderType.MASK_LINKED_DEVICES } },
      { kind: 'unsupported', unsupported: 'viewOnce' },
    ],
    [
      'a photo to be seen once, as it is sent',
      { viewOnceMessageV2: { message: { imageMessage: { ...media, mimetype: 'image/jpeg' } } } },
      { kind: 'image', body: null },
    ],
    ['a key distribution', { senderKeyDistributionMessage: { groupId: 'g' } }, null],
    ['a history notice', { protocolMessage: { type: Type.HISTORY_SYNC_NOTIFICATION } }, null],
    ['an echo of our own device', { deviceSentMessage: { message: { conversation: 'x' } } }, null],
    ['nothing', {}, null],
  ])('reads %s', (_, message, expected) => {
    const content = read(message);
    if (expected === null) expect(content).toBeNull();
    else expect(content).toMatchObject(expected);
  });

  it('keeps the secret that opens a later edit', () => {
    const messageSecret = randomBytes(32);
    const part = decodePart(padded({ conversation: 'x', messageContextInfo: { messageSecret } }));
    expect(part.messageSecret).toBe(messageSecret.toString('base64'));
  });

  it('refuses bytes that are no message', () => {
    expect(() => decodePart(Buffer.from([0xff, 0xff, 0xff, 1]))).toThrow();
  });
});

describe('a sealed edit', () => {
  const secret = randomBytes(32);
  const iv = randomBytes(12);
  const lid = '200000000000002@lid';
  const pn = '6281200000001@s.whatsapp.net';

  /** As a phone seals it (the reverse of `edit.ts`, from the description in Baileys #2541). */
  const seal = (people: string) => {
    const key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(32), `E1${people}Message Edit`, 32));
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const inner = proto.Message.encode({
      protocolMessage: { type: Type.MESSAGE_EDIT, key: { id: 'E1' }, editedMessage: { conversation: 'kopi 52rb' } },
    }).finish();
    const payload = Buffer.concat([cipher.update(inner), cipher.final(), cipher.getAuthTag()]);
    const message: Message = {
      secretEncryptedMessage: {
        targetMessageKey: { id: 'E1' },
        encPayload: payload,
        encIv: iv,
        secretEncType: proto.Message.SecretEncryptedMessage.SecretEncType.MESSAGE_EDIT,
      },
    };
    const content = read(message);
    if (content?.kind !== 'sealed-edit') throw new Error('not read as a sealed edit');
    return content;
  };

  it.each([lid + lid, pn + pn, lid + pn, pn + lid])('opens under any address form (%#)', (people) => {
    const opened = openEdit(seal(people), secret.toString('base64'), [lid, pn]);
    expect(opened).toMatchObject({ kind: 'edit', body: 'kopi 52rb', targetWaId: 'E1' });
  });

  it('stays closed for another person and for another secret', () => {
    expect(openEdit(seal(lid + lid), secret.toString('base64'), ['300@lid'])).toBeNull();
    expect(openEdit(seal(lid + lid), randomBytes(32).toString('base64'), [lid, pn])).toBeNull();
  });
});
