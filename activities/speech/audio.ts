import { setImmediate as nextTurn } from 'node:timers/promises';
import { OggOpusDecoder } from 'ogg-opus-decoder';
import { failure } from '../failure.ts';
import { Decimator } from './decimator.ts';

/** What whisper expects, samples per second, mono. */
export const sampleRate = 16_000;

/** Longest voice note that is heard, seconds: minutes of CPU on a small machine. */
export const maxVoiceSeconds = 5 * 60;

/** Opus decodes to 48 kHz, three times {@link sampleRate}. */
const opusRateFactor = 3;

/** Ogg bytes decoded before other work gets its turn: some 2 s of a voice note, 10 ms of CPU. */
const sliceBytes = 4_096;

/** Ogg bytes of the longest note, at the highest bit rate a phone records with (64 kbit/s) and with its container. */
const maxOggBytes = maxVoiceSeconds * 16_000;

export interface Audio {
  /** Mono, {@link sampleRate}, -1 to 1. */
  samples: Float32Array;
  seconds: number;
}

/**
 * Decodes an OGG/Opus voice note to mono 16 kHz, in slices that leave the event loop free.
 * @throws failures MediaUnsupported (another container), MediaCorrupt, SpeechTooLong
 */
export async function decodeVoice(data: Uint8Array, mime: string, signal?: AbortSignal): Promise<Audio> {
  if (!mime.startsWith('audio/ogg')) throw failure('MediaUnsupported', `voice of type ${mime}; only OGG/Opus is heard`);
  if (data.byteLength > maxOggBytes) throw tooLong();
  const decoder = new OggOpusDecoder();
  await decoder.ready;
  const decimator = new Decimator(opusRateFactor);
  const chunks: Float32Array[] = [];
  let length = 0;
  const keep = (channels: Float32Array[]) => {
    const chunk = decimator.push(mixDown(channels));
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxVoiceSeconds * sampleRate) throw tooLong();
  };
  try {
    for (let offset = 0; offset < data.byteLength; offset += sliceBytes) {
      // Its types say that it answers at once; it answers with a promise.
      keep((await decoder.decode(data.subarray(offset, offset + sliceBytes))).channelData);
      await nextTurn();
      signal?.throwIfAborted();
    }
    keep((await decoder.flush()).channelData);
  } finally {
    decoder.free();
  }
  if (length === 0) throw failure('MediaCorrupt', 'no audio could be decoded');
  return { samples: concat(chunks, length), seconds: length / sampleRate };
}

function tooLong() {
  return failure('SpeechTooLong', `voice note is longer than ${maxVoiceSeconds} s`);
}

function mixDown(channels: Float32Array[]): Float32Array {
  const [first, ...others] = channels;
  if (!first) return new Float32Array();
  if (others.length === 0) return first;
  return first.map((sample, index) => others.reduce((sum, other) => sum + (other[index] ?? 0), sample) / channels.length);
}

function concat(chunks: Float32Array[], length: number): Float32Array {
  const all = new Float32Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}

/** Energy is looked at in frames of 20 ms, the usual step of speech analysis. */
const frameSamples = sampleRate / 50;

/** A frame under -50 dBFS holds no voice: a phone's noise floor lies near -60, whispering near -45. */
const voicedRms = 10 ** (-50 / 20);

/** One short syllable: 0.2 s. */
const minVoicedFrames = 10;

/** True when there is nothing loud enough to be a voice. */
export function isSilent({ samples }: Audio): boolean {
  let voiced = 0;
  for (let start = 0; start + frameSamples <= samples.length; start += frameSamples) {
    let energy = 0;
    for (let index = start; index < start + frameSamples; index += 1) energy += (samples[index] ?? 0) ** 2;
    if (Math.sqrt(energy / frameSamples) >= voicedRms) voiced += 1;
  }
  return voiced < minVoicedFrames;
}

const wavHeaderBytes = 44;
const bytesPerSample = 2;
const maxSample = 32_767;

/** 16-bit mono WAV at {@link sampleRate}. */
export function encodeWav(samples: Float32Array): Buffer {
  const dataBytes = samples.length * bytesPerSample;
  const wav = Buffer.alloc(wavHeaderBytes + dataBytes);
  wav.write('RIFF', 0, 'ascii');
  wav.writeUInt32LE(wavHeaderBytes - 8 + dataBytes, 4);
  wav.write('WAVEfmt ', 8, 'ascii');
  // The format block: its size, PCM, one channel, rate, bytes a second, bytes a frame, bits.
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * bytesPerSample, 28);
  wav.writeUInt16LE(bytesPerSample, 32);
  wav.writeUInt16LE(8 * bytesPerSample, 34);
  wav.write('data', 36, 'ascii');
  wav.writeUInt32LE(dataBytes, 40);
  samples.forEach((sample, index) => {
    const clamped = Math.max(-1, Math.min(1, sample));
    wav.writeInt16LE(Math.round(clamped * maxSample), wavHeaderBytes + index * bytesPerSample);
  });
  return wav;
}
