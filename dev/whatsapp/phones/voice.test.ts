import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  OggOutputFormat,
  Output,
  type OutputFormat,
  WebMOutputFormat,
} from 'mediabunny';
import { expect, it } from 'vitest';
import { describeFile } from './file.ts';
import { toVoiceNote, VOICE_MIME } from './voice.ts';

/** One Opus packet of 20 ms of silence (RFC 6716: a SILK frame with nothing in it). */
const SILENCE = new Uint8Array([0x08, 0x0b, 0xe4, 0xc1, 0x36, 0xec, 0xc5, 0x80]);
/** Identification header of Opus: version 1, one channel, no pre-skip, 48 kHz (RFC 7845). */
const OPUS_HEAD = Buffer.concat([Buffer.from('OpusHead'), Buffer.from([1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0])]);
const PACKET_SECONDS = 0.02;
const SECONDS = 3;

/** A recording as a browser makes it: Opus packets in the container. */
async function recording(format: OutputFormat): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const source = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(source);
  await output.start();
  for (let index = 0; index < SECONDS / PACKET_SECONDS; index += 1) {
    const packet = new EncodedPacket(SILENCE, 'key', index * PACKET_SECONDS, PACKET_SECONDS);
    await source.add(packet, {
      decoderConfig: { codec: 'opus', numberOfChannels: 1, sampleRate: 48_000, description: OPUS_HEAD },
    });
  }
  await output.finalize();
  return Buffer.from(target.buffer as ArrayBuffer);
}

it('moves the Opus packets of WebM into OGG', async () => {
  const note = await toVoiceNote(await recording(new WebMOutputFormat()));
  expect(note).toMatchObject({ mime: VOICE_MIME, seconds: SECONDS });
  expect(note?.bytes.subarray(0, 4).toString()).toBe('OggS');
  expect(note?.bytes.includes('OpusHead')).toBe(true);
  expect(note?.bytes.includes(Buffer.from(SILENCE))).toBe(true);
});

it('leaves OGG as it is', async () => {
  const ogg = await recording(new OggOutputFormat());
  expect((await toVoiceNote(ogg))?.bytes).toEqual(ogg);
});

it('sends audio that is not Opus as an audio file, and refuses what is no audio', async () => {
  const request = { kind: 'voice', fileName: 'x', caption: undefined };
  const wav = Buffer.from(
    'RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x44\xac\0\0\x88\x58\x01\0\x02\0\x10\0data\0\0\0\0',
    'latin1',
  );
  expect(await describeFile({ ...request, bytes: wav, declaredMime: 'audio/wav' })).toMatchObject({
    kind: 'audio',
    mime: 'audio/wav',
  });
  await expect(describeFile({ ...request, bytes: Buffer.from('hello'), declaredMime: 'text/plain' })).rejects.toMatchObject({
    statusCode: 415,
  });
  await expect(describeFile({ ...request, bytes: Buffer.alloc(0), declaredMime: 'audio/ogg' })).rejects.toMatchObject({
    statusCode: 400,
  });
});
