import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  type InputAudioTrack,
  OggOutputFormat,
  Output,
} from 'mediabunny';

/** A voice note as WhatsApp sends it. */
export interface VoiceNote {
  bytes: Buffer;
  mime: string;
  /** Rounded up, at least 1. */
  seconds: number;
}

/** What phones send. */
export const VOICE_MIME = 'audio/ogg; codecs=opus';

/**
 * Makes OGG/Opus of a recording: OGG stays as it is, the Opus packets of WebM (what browsers record) and of other containers
 * are moved into OGG without being decoded. Null when the file holds no Opus.
 */
export async function toVoiceNote(bytes: Buffer): Promise<VoiceNote | null> {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const track = await input.getPrimaryAudioTrack().catch(() => null);
  if (track?.codec !== 'opus') return null;
  const seconds = Math.max(1, Math.ceil(await track.computeDuration()));
  const isOgg = (await input.getMimeType()).startsWith('audio/ogg');
  return { bytes: isOgg ? bytes : await remux(track), mime: VOICE_MIME, seconds };
}

async function remux(track: InputAudioTrack): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format: new OggOutputFormat(), target });
  const packets = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(packets);
  await output.start();
  const decoderConfig = await track.getDecoderConfig();
  for await (const packet of new EncodedPacketSink(track).packets()) {
    await packets.add(packet, decoderConfig ? { decoderConfig } : undefined);
  }
  await output.finalize();
  if (!target.buffer) throw new Error('the recording has no audio');
  return Buffer.from(target.buffer);
}
