import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Everything a stack keeps, below one data folder (`.catat` of the checkout unless a test brings its own). */
export interface StackPaths {
  root: string;
  /** What runs now: URLs, ports, processes. */
  state: string;
  /** Held by the supervisor that owns the folder. */
  lock: string;
  secrets: string;
  /** Ports of the last start, wanted again by the next. */
  ports: string;
  logs: string;
  postgres: string;
  temporal: string;
  s3: string;
  whatsapp: string;
  ocr: string;
}

/** The paths of a data folder; makes the folders that are not there. */
export function stackPaths(root: string): StackPaths {
  const paths: StackPaths = {
    root,
    state: join(root, 'stack.json'),
    lock: join(root, 'lock'),
    secrets: join(root, 'secrets.json'),
    ports: join(root, 'ports.json'),
    logs: join(root, 'logs'),
    postgres: join(root, 'postgres'),
    temporal: join(root, 'temporal'),
    s3: join(root, 's3'),
    whatsapp: join(root, 'whatsapp'),
    ocr: join(root, 'ocr'),
  };
  mkdirSync(root, { recursive: true });
  // Messages and media lie here: nobody else's business. The root stays open, as Postgres may run under another account.
  const own = [paths.logs, paths.temporal, paths.s3, paths.whatsapp, paths.ocr];
  for (const folder of own) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return paths;
}

export const logFile = (paths: StackPaths, name: string): string => join(paths.logs, `${name}.log`);
