import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { findOnPath, type Report, runProgram } from './program.ts';

/** A pinned release of a GitHub project. */
export interface Release {
  repository: string;
  tag: string;
  /** Name of the .tar.gz for this machine, null where the project publishes none. */
  asset(platform: NodeJS.Platform, arch: string): string | null;
}

/** Without internet the next way is tried after this long; a reachable GitHub answers in well under a second. */
const connectTimeout_ms = 4_000;

/** Without a byte for so long a download counts as dead. */
const stallTimeout_ms = 20_000;

/** Unpacking 160 MB takes seconds. */
const unpackTimeout_ms = 60_000;

const reportStep_percent = 25;

/** GitHub states the sha256 of every release file in its API. */
interface ReleaseFile {
  name: string;
  browser_download_url: string;
  digest: string | null;
}

/**
 * Downloads a release over https, checks its sha256 and unpacks it into `folder`.
 * @throws Error when GitHub cannot be reached in time, the release has no file for this machine, or the checksum differs.
 */
export async function downloadRelease(
  release: Release,
  folder: string,
  report: Report,
  api = 'https://api.github.com',
): Promise<void> {
  const name = release.asset(process.platform, process.arch);
  if (!name) throw new Error(`no release for ${process.platform} ${process.arch}`);
  const tar = await findOnPath('tar');
  if (!tar) throw new Error('tar is missing');
  const file = await findFile(release, name, api);
  const archive = join(folder, 'release.tar.gz');
  const sha256 = await download(file.url, archive, (percent) => report(`downloading ${name}, ${percent} %`));
  if (sha256 !== file.sha256) throw new Error(`${name} differs from the published file (sha256)`);
  await runProgram(tar, ['-xzf', archive, '-C', folder], unpackTimeout_ms);
}

async function findFile(release: Release, name: string, api: string): Promise<{ url: string; sha256: string }> {
  const response = await fetch(`${api}/repos/${release.repository}/releases/tags/${release.tag}`, {
    headers: { accept: 'application/vnd.github+json' },
    signal: AbortSignal.timeout(connectTimeout_ms),
  });
  if (!response.ok) throw new Error(`GitHub answered ${response.status}`);
  const { assets } = (await response.json()) as { assets: ReleaseFile[] };
  const found = assets.find((asset) => asset.name === name);
  const sha256 = found?.digest?.replace(/^sha256:/, '');
  if (!found || !sha256) throw new Error(`${release.repository} ${release.tag} has no ${name} with a checksum`);
  return { url: found.browser_download_url, sha256 };
}

/** Streams a URL to a file and returns its sha256 as lower-case hex. */
async function download(url: string, path: string, onPercent: (percent: number) => void): Promise<string> {
  const stalled = new AbortController();
  const watchdog = setTimeout(() => stalled.abort(new Error('no data came')), stallTimeout_ms);
  try {
    const response = await fetch(url, { signal: stalled.signal });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    const total = Number(response.headers.get('content-length')) || Number.POSITIVE_INFINITY;
    let done = 0;
    let next = reportStep_percent;
    const watch = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        watchdog.refresh();
        done += chunk.byteLength;
        const percent = Math.floor((100 * done) / total);
        if (percent >= next) {
          onPercent(percent);
          next = percent + reportStep_percent;
        }
        yield chunk;
      }
    };
    await pipeline(Readable.fromWeb(response.body as never), watch, createWriteStream(path));
  } finally {
    clearTimeout(watchdog);
  }
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
