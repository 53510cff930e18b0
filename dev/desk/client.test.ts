import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../config/paths.ts';
import { generateClient } from './client.ts';
import { describedApi } from './document.ts';

/** The file of the desk that knows the API; nobody writes it by hand. `npm run desk:client` brings it up to date. */
const clientFile = join(projectRoot, 'web', 'api', 'client.ts');

test('the client of the desk is the one the API of now describes (npm run desk:client)', async () => {
  const { app, close } = await describedApi();
  try {
    await expect(await generateClient(app)).toMatchFileSnapshot(clientFile);
  } finally {
    await close();
  }
});
