import OpusScript from 'opusscript';

/** Opus works on 48 kHz; WhatsApp sends frames of 20 ms. */
export const voiceRate = 48_000;
const frameSamples = voiceRate / 50;
const maxPacketBytes = 4_000;

/** Ogg header flags and the packets of one page (a second). */
const firstPage = 2;
const lastPage = 4;
const packetsPerPage = 50;

/** A voice note (OGG/Opus, mono) of 48 kHz samples from -1 to 1: what a phone would send. */
export function voiceNote(samples: Float32Array): Buffer {
  const encoder = new OpusScript(voiceRate, 1, OpusScript.Application.VOIP);
  const packets: Buffer[] = [];
  for (let start = 0; start < samples.length; start += frameSamples) {
    const frame = Buffer.alloc(frameSamples * 2);
    for (let index = 0; index < frameSamples; index += 1) {
      frame.writeInt16LE(Math.round(Math.max(-1, Math.min(1, samples[start + index] ?? 0)) * 32_767), index * 2);
    }
    packets.push(Buffer.from(encoder.encode(frame, frameSamples).subarray(0, maxPacketBytes)));
  }
  encoder.delete();
  return oggOpus(packets);
}

/** Opus packets of 20 ms in an Ogg container. */
export function oggOpus(packets: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 'latin1');
  head.writeUInt8(1, 8);
  head.writeUInt8(1, 9);
  head.writeUInt32LE(voiceRate, 12);
  const tags = Buffer.concat([Buffer.from('OpusTags', 'latin1'), Buffer.alloc(8)]);
  const pages = [oggPage(0, 0, firstPage, [head]), oggPage(1, 0, 0, [tags])];
  for (let start = 0; start < packets.length; start += packetsPerPage) {
    const page = packets.slice(start, start + packetsPerPage);
    const isLast = start + packetsPerPage >= packets.length;
    pages.push(oggPage(pages.length, (start + page.length) * frameSamples, isLast ? lastPage : 0, page));
  }
  return Buffer.concat(pages);
}

function oggPage(sequence: number, granule: number, flags: number, packets: readonly Buffer[]): Buffer {
  const lacing = packets.flatMap((packet) => [...Array<number>(Math.floor(packet.length / 255)).fill(255), packet.length % 255]);
  const header = Buffer.alloc(27);
  header.write('OggS', 'latin1');
  header.writeUInt8(flags, 5);
  header.writeBigUInt64LE(BigInt(granule), 6);
  header.writeUInt32LE(1, 14);
  header.writeUInt32LE(sequence, 18);
  header.writeUInt8(lacing.length, 26);
  const page = Buffer.concat([header, Buffer.from(lacing), ...packets]);
  page.writeUInt32LE(oggChecksum(page), 22);
  return page;
}

/** CRC-32 as Ogg has it: polynomial 0x04c11db7, not reflected. */
function oggChecksum(data: Buffer): number {
  let crc = 0;
  for (const byte of data) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}
