import { configOrExit } from '../config/environment.ts';
import { createLogger } from '../config/log.ts';
import { loadMigrateConfig } from '../config/processes.ts';
import { migrate } from './migrate.ts';

const config = configOrExit(loadMigrateConfig);
const log = createLogger(config, 'migrate');

await migrate({
  ownerUrl: config.DATABASE_OWNER_URL,
  appPassword: config.DATABASE_APP_PASSWORD,
  log: (line) => log.info(line),
});
