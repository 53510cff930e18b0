import { generateWAMessageFromContent, proto } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import type { OutboundPayload } from '../../database/schema/index.ts';
import { protoOf, quotedMessage } from './content.ts';

const group = '1203@g.us';
const person = '2000@lid';
const plannedAt = new Date(1_790_000_000_000);
const target = { body: 'bensin 50rb', participant: person };
const again = (payload: OutboundPayload, jid: string, about?: typeof target | { body: string; participant: null }) =>
  protoOf({ payload, jid, plannedAt }, about);

describe('what a phone gets that asks again', () => {
  it('in a group, a reaction says whose message it is on', () => {
    expect(again({ kind: 'reaction', emoji: '⏳', target: 'M1' }, group, target).reactionMessage).toEqual({
      text: '⏳',
      key: { remoteJid: group, id: 'M1', fromMe: false, participant: person },
      senderTimestampMs: plannedAt.getTime(),
    });
  });

  it('in a direct chat it names nobody', () => {
    const { reactionMessage } = again({ kind: 'reaction', emoji: '', target: 'M1' }, person, { body: 'x', participant: null });
    expect(reactionMessage?.key).toEqual({ remoteJid: person, id: 'M1', fromMe: false });
  });

  it.each([
    { where: 'a group', jid: group, about: target },
    { where: 'a direct chat', jid: person, about: { body: 'bensin 50rb', participant: null } },
  ])('a text quotes in $where what it quoted the first time', ({ jid, about }) => {
    const resent = again({ kind: 'text', text: 'Benar?', quote: 'M1' }, jid, about);
    const quoted = quotedMessage(jid, 'M1', about);
    const first = generateWAMessageFromContent(jid, { extendedTextMessage: { text: 'Benar?' } }, { userJid: '9@lid', quoted });
    const { stanzaId, participant, quotedMessage: words } = first.message?.extendedTextMessage?.contextInfo ?? {};
    expect(resent.extendedTextMessage?.contextInfo).toMatchObject({ stanzaId, participant });
    expect(proto.Message.encode(resent.extendedTextMessage?.contextInfo?.quotedMessage ?? {}).finish()).toEqual(
      proto.Message.encode(words ?? {}).finish(),
    );
  });

  it('a text without a quote is only its words', () => {
    expect(again({ kind: 'text', text: 'Halo' }, person)).toEqual({ extendedTextMessage: { text: 'Halo' } });
  });

  it('a file is told of as it was the first time, with its caption and its quote', () => {
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const keys = { mediaKey: base64('key'), fileSha256: base64('plain'), fileEncSha256: base64('sealed') };
    const where = { directPath: '/v/t62/1', url: 'https://mmg.whatsapp.net/v/t62/1' };
    const file = { ...where, ...keys, fileLength: 6_585, mime: 'text/csv', fileName: 'catat.csv' };
    const { documentMessage } = again({ kind: 'document', text: 'Bulan ini', file, quote: 'M1' }, group, target);
    expect(documentMessage).toMatchObject({ ...where, fileName: 'catat.csv', mimetype: 'text/csv', caption: 'Bulan ini' });
    expect(Buffer.from(documentMessage?.mediaKey ?? '').toString()).toBe('key');
    expect(documentMessage?.contextInfo).toMatchObject({ stanzaId: 'M1', participant: person });
  });
});
