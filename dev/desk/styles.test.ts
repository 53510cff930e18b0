import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../config/paths.ts';

const web = join(projectRoot, 'web');
const styleOf = (name: string) => `@mantine/core/styles/${name}.css`;
const imports = /import \{([^}]+)\} from '@mantine\/core'/g;

test('the styles of every component the desk uses are loaded', () => {
  const loaded = readFileSync(join(web, 'theme', 'mantine.css'), 'utf8');
  const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(web, file), 'utf8'));
  const used = sources
    .flatMap((source) => [...source.matchAll(imports)].flatMap(([, names]) => (names ?? '').split(',')))
    .map((name) => name.trim())
    .filter((name) => /^[A-Z]/.test(name) && existsSync(join(projectRoot, 'node_modules', styleOf(name))));
  expect(used.length).toBeGreaterThan(20);
  expect([...new Set(used)].filter((name) => !loaded.includes(styleOf(name)))).toEqual([]);
});
