import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { SubjectData } from '../../ledger/subjects.ts';
import type { ObjectStore } from '../media/objectStore.ts';

export const archiveMime = 'application/zip';

const guide = `Semua yang Catat ketahui tentang Anda (UU 27/2022 tentang Pelindungan Data Pribadi, Pasal 7).
data.json: profil, alamat WhatsApp, buku, pesan, balasan, catatan keuangan dan kebiasaan.
media/: foto, pesan suara dan dokumen yang Anda kirim; namanya adalah id pesannya.

All that Catat knows about you (Indonesian law 27/2022 on personal data protection, Art. 7).
data.json: profile, WhatsApp addresses, books, messages, replies, entries and habits.
media/: photos, voice notes and documents you sent; each is named after the id of its message.
`;

/** Writes everything known of a person as one ZIP: a readable JSON file and the media they sent, one object at a time. */
export async function writeArchive(store: Pick<ObjectStore, 'stat' | 'stream'>, data: SubjectData, path: string): Promise<void> {
  const zip = new ZipFile();
  const output = createWriteStream(path);
  // What a stream of the store fails with ends the archive, not the process.
  const fail = (error: Error) => output.destroy(error);
  zip.on('error', fail);
  const { files, ...rest } = data;
  const found = [];
  for (const { messageId, key, ...file } of files) {
    const name = `media/${messageId}.${extensionOf(file.mime)}`;
    const there = (await store.stat(key)) !== null;
    found.push({ messageId, mime: file.mime, bytes: file.bytes, sha256: file.sha256, file: there ? name : null });
    // They are compressed already.
    if (there)
      zip.addReadStreamLazy(name, { compress: false }, (done) => {
        store
          .stream(key)
          .then((content) => done(null, content.on('error', fail)))
          .catch((error: unknown) => done(error, Readable.from([])));
      });
  }
  zip.addBuffer(Buffer.from(`${JSON.stringify({ ...rest, files: found }, null, 2)}\n`), 'data.json');
  zip.addBuffer(Buffer.from(guide), 'README.txt');
  zip.end();
  await pipeline(zip.outputStream, output);
}

/** `audio/ogg; codecs=opus` is `ogg`. */
const extensionOf = (mime: string): string => /^[a-z]+\/(?:x-)?([a-z0-9]+)/.exec(mime)?.[1] ?? 'bin';
