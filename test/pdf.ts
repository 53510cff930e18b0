import { createHash } from 'node:crypto';

/** A PDF with a text layer: one page per list of lines, printed in Courier. */
export function textPdf(pages: readonly (readonly string[])[]): Buffer {
  const objects: string[] = [];
  const pageIds = pages.map((_, index) => 4 + 2 * index);
  objects.push('<< /Type /Catalog /Pages 2 0 R >>');
  objects.push(`<< /Type /Pages /Count ${pages.length} /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] >>`);
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>');
  for (const [index, lines] of pages.entries()) {
    const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`).join('\n');
    const content = `BT /F1 12 Tf 14 TL 50 780 Td\n${shown}\nET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * index} 0 R >>`,
    );
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  return assemble(objects, '');
}

/** The standard's padding of passwords (ISO 32000, 7.6.4.3). */
const padding = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');

/** A PDF that opens with a password nobody knows: RC4, 40 bits, revision 2 of the standard handler. */
export function lockedPdf(): Buffer {
  const id = Buffer.alloc(16, 7);
  const owner = rc4(md5(padPassword('owner')).subarray(0, 5), padPassword('secret'));
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const key = md5(Buffer.concat([padPassword('secret'), owner, permissions, id])).subarray(0, 5);
  const user = rc4(key, padding);
  const hex = (data: Buffer) => `<${data.toString('hex')}>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    `<< /Filter /Standard /V 1 /R 2 /O ${hex(owner)} /U ${hex(user)} /P -4 >>`,
  ];
  return assemble(objects, `/Encrypt 4 0 R /ID [${hex(id)} ${hex(id)}]`);
}

/** A PDF of one page that is nothing but a picture, as a scanner makes it. */
export function scannedPdf(jpeg: Buffer, { width, height }: { width: number; height: number }): Buffer {
  const content = `q ${width} 0 0 ${height} 0 0 cm /I1 Do Q`;
  const picture = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /XObject << /I1 5 0 R >> >> /Contents 4 0 R >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    `<< ${picture} /Length ${jpeg.length} >>\nstream\n${jpeg.toString('latin1')}\nendstream`,
  ];
  return assemble(objects, '');
}

function assemble(objects: readonly string[], trailer: string): Buffer {
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const xref = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  body += `xref\n0 ${size}\n0000000000 65535 f \n${xref}`;
  const start = body.lastIndexOf('xref\n');
  body += `trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}

const padPassword = (password: string) => Buffer.concat([Buffer.from(password, 'latin1'), padding]).subarray(0, 32);
const md5 = (data: Buffer) => createHash('md5').update(data).digest();

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (one: number, other: number) => {
    [state[one], state[other]] = [state[other] as number, state[one] as number];
  };
  for (let index = 0, at = 0; index < 256; index += 1) {
    at = (at + (state[index] as number) + (key[index % key.length] as number)) & 255;
    swap(index, at);
  }
  let at = 0;
  return Buffer.from(
    data.map((byte, index) => {
      const next = (index + 1) & 255;
      at = (at + (state[next] as number)) & 255;
      swap(next, at);
      return byte ^ (state[((state[next] as number) + (state[at] as number)) & 255] as number);
    }),
  );
}
