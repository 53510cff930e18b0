import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, findOnPath, outputOf, runProgram } from '../dev/stack/provision/program.ts';

const requirement = 'beancount==3.2.0';
/** Beancount and what it needs are some 6 MB. */
const pipTimeout_ms = 2 * 60_000;

/** How to check a beancount file with beancount itself; or why that cannot be done here. */
export type BeanCheck = { check(path: string): Promise<void> } | { missing: string };

/**
 * Beancount's own checker: the one on PATH, else its PyPI wheels in a folder of the cache, for the Python of this machine. Nothing of that
 * Python is changed; who installs at the same time installs aside.
 */
export async function ensureBeanCheck(): Promise<BeanCheck> {
  const installed = await findOnPath('bean-check');
  if (installed) return { check: (path) => runProgram(installed, [path], pipTimeout_ms) };
  const python = await findOnPath('python3');
  if (!python) return { missing: 'neither bean-check nor python3 is on PATH' };
  const version = (await outputOf(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'])).trim();
  const home = join(cacheFolder(), 'python');
  const folder = join(home, `beancount-3.2.0-python-${version}`);
  try {
    await access(folder).catch(() => install(python, home, folder));
  } catch (error) {
    return { missing: `${requirement} could not be installed: ${error instanceof Error ? error.message : String(error)}` };
  }
  const start =
    'import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module("beancount.scripts.check", run_name="__main__")';
  return { check: (path) => runProgram(python, ['-c', start, folder, path], pipTimeout_ms) };
}

async function install(python: string, home: string, folder: string): Promise<void> {
  await mkdir(home, { recursive: true });
  const aside = await mkdtemp(join(home, 'installing-'));
  try {
    const quiet = ['--quiet', '--disable-pip-version-check', '--no-input', '--only-binary=:all:'];
    await runProgram(python, ['-m', 'pip', 'install', ...quiet, '--target', aside, requirement], pipTimeout_ms);
    await rename(aside, folder).catch((error: unknown) => access(folder).catch(() => Promise.reject(error)));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}
