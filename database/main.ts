import { pino } from 'pino';
import { loadMigrateConfig } from '../config/processes.ts';
import { migrate } from './migrate.ts';

const config = loadMigrateConfig();
const log = pino({ name: 'migrate', level: config.LOG_LEVEL });

await migrate({
  ownerUrl: config.DATABASE_OWNER_URL,
  appPassword: config.DATABASE_APP_PASSWORD,
  log: (line) => log.info(line),
});
