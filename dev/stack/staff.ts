import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/paths.ts';
import { appUrl } from './parts/postgres.ts';
import type { Secrets } from './secrets.ts';

/** `npm run staff`: the command of the API, on the database of the environment or else of the stack that `npm start` runs here. */
const root = join(projectRoot, '.catat');
const [secrets, ports] = ['secrets.json', 'ports.json'].map((name) => join(root, name));

if (!process.env.DATABASE_URL && secrets && ports && existsSync(secrets) && existsSync(ports)) {
  const { postgres } = JSON.parse(readFileSync(ports, 'utf8')) as { postgres: number };
  process.env.DATABASE_URL = appUrl(postgres, JSON.parse(readFileSync(secrets, 'utf8')) as Secrets);
}
await import('../../api/staff/main.ts');
