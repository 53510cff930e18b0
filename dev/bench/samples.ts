import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

/** Pixels of the drawn photo: what WhatsApp leaves of a phone's picture. */
const photo = { width: 900, height: 1200 };
const photoQuality = 80;
const lineHeight = 44;
/** A hand-held photo is never quite level. */
const tiltDegrees = 2;

/** A shop receipt on a table, as a JPEG; its arithmetic holds. @param price of one item, so that every photo is another purchase */
export function receiptPhoto(price: number): Promise<Buffer> {
  const total = price * 2 + 18_500;
  const lines = [
    'TOKO SUMBER REJEKI',
    'Jl. Melati No. 12',
    '',
    ...[row(`SUSU UHT    2 x ${rupiah(price)}`, rupiah(price * 2)), row('ROTI TAWAR  1 x 18.500', '18.500')],
    '-'.repeat(34),
    row('TOTAL', rupiah(total)),
    row('TUNAI', rupiah(total + 10_000)),
    row('KEMBALI', '10.000'),
  ];
  const text = lines.map((line, index) => `<text x="90" y="${160 + index * lineHeight}" xml:space="preserve">${line}</text>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${photo.width}" height="${photo.height}">
    <rect width="100%" height="100%" fill="#7a6654"/>
    <g transform="rotate(${tiltDegrees} ${photo.width / 2} ${photo.height / 2})">
      <rect x="60" y="80" width="780" height="${lines.length * lineHeight + 120}" fill="#f6f4ee"/>
      <g font-family="monospace" font-size="34" fill="#222">${text.join('')}</g>
    </g></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: photoQuality }).toBuffer();
}

const rupiah = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, '.');
const row = (left: string, right: string): string => left.padEnd(34 - right.length) + right;

/** A voice note, or why there is none. */
export type VoiceSample = { bytes: Buffer } | { missing: string };

/** What the synthetic voice says: about 5 seconds. */
const sentence = 'tadi siang beli nasi goreng dua puluh lima ribu rupiah sama es teh lima ribu rupiah';
const speechTimeoutMs = 20_000;

/** The voice note of a file, else one spoken by espeak-ng and packed as OGG/Opus by opusenc or ffmpeg, where they are there. */
export function voiceNote(file: string | undefined): VoiceSample {
  if (file) return existsSync(file) ? { bytes: readFileSync(file) } : { missing: `there is no file ${file}` };
  const folder = mkdtempSync(join(tmpdir(), 'catat-bench-'));
  const [wav, ogg] = [join(folder, 'voice.wav'), join(folder, 'voice.ogg')];
  try {
    if (!runs('espeak-ng', ['-v', 'id', '-s', '150', '-w', wav, sentence])) {
      return { missing: 'no espeak-ng on this machine: give a recording with --voice FILE.ogg' };
    }
    const packed =
      runs('opusenc', ['--quiet', '--bitrate', '24', wav, ogg]) ||
      runs('ffmpeg', ['-loglevel', 'error', '-i', wav, '-c:a', 'libopus', '-b:a', '24k', ogg]);
    if (!packed) return { missing: 'neither opusenc nor ffmpeg on this machine: give a recording with --voice FILE.ogg' };
    return { bytes: readFileSync(ogg) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runs(program: string, args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: speechTimeoutMs });
    return true;
  } catch {
    return false;
  }
}
