import { join } from 'node:path';
import { projectRoot } from '../../../config/paths.ts';
import { logFile, type StackPaths } from '../paths.ts';
import { httpReady } from '../supervisor/probe.ts';
import { launchProcess } from '../supervisor/process.ts';
import type { Part } from '../supervisor/supervisor.ts';

export interface NodePart {
  name: string;
  /** Compiled file below `dist/`. */
  file: string;
  /** For Node, before the file. */
  flags?: readonly string[];
  needs: string[];
  /** Read at each launch. */
  env(): Record<string, string>;
  /** Answers once the process does its work; none for a task, which must end with exit 0. */
  healthUrl: string | null;
}

/** One of our own processes. */
export function nodePart(paths: StackPaths, { name, file, flags = [], needs, env, healthUrl }: NodePart): Part {
  const log = logFile(paths, name);
  return {
    name,
    needs,
    logFile: log,
    task: healthUrl === null,
    launch: () =>
      launchProcess({
        command: process.execPath,
        args: ['--enable-source-maps', ...flags, join(projectRoot, 'dist', file)],
        env: { ...basics(), ...env() },
        cwd: projectRoot,
        logFile: log,
      }),
    ready: healthUrl === null ? async () => {} : httpReady(healthUrl),
  };
}

/** What our processes get besides their own variables: the caller's environment must not leak into a stack. */
function basics(): Record<string, string> {
  const passed = ['PATH', 'HOME', 'TZ', 'LANG', 'NODE_EXTRA_CA_CERTS', 'HTTPS_PROXY', 'NO_PROXY', 'LOG_LEVEL'];
  return Object.fromEntries(passed.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
