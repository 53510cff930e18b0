import { buildApp } from '../../api/app.ts';
import type { Database } from '../../database/pool.ts';
import { databaseOnly } from '../../dev/desk/document.ts';

/** With a token configured this machine is nobody until it logs in. */
const token = 'a-token-of-enough-length';

/** The API with its desk on a free port, over a database; `close` ends it. */
export async function servedDesk(db: Database): Promise<{ url: string; close(): Promise<void> }> {
  const app = buildApp({ ...databaseOnly(db), token });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, close: () => app.close() };
}
