import { type Static, type TObject, Type } from 'typebox';
import { type Access, accessSection, readAccess } from './access.ts';
import { ConfigError, isLoopback, listener, optionalToken, readEnvironment, sections } from './environment.ts';

/** One schema per process; `.env.example` and the compose files are held against them by `config/config.test.ts`. */
export const processSchemas = {
  gateway: Type.Object({
    ...sections.base,
    ...sections.database,
    ...sections.temporal,
    ...sections.whatsapp,
    ...listener('GATEWAY', 3000),
    OPS_TOKEN: optionalToken('bearer token of the gateway pages beyond loopback'),
  }),
  flow: Type.Object({
    ...sections.base,
    ...sections.database,
    ...sections.temporal,
    ...accessSection,
    ...listener('FLOW', 8600),
  }),
  media: Type.Object({
    ...sections.base,
    ...sections.database,
    ...sections.temporal,
    ...sections.objectStore,
    ...sections.whatsappMedia,
    ...sections.speech,
    ...sections.ollama,
    ...sections.receipt,
    ...sections.retention,
    ...listener('AI_MEDIA', 8500),
  }),
  api: Type.Object({
    ...sections.base,
    ...sections.database,
    ...sections.temporal,
    ...sections.objectStore,
    ...listener('API', 8000),
    API_TOKEN: optionalToken('bearer token of the REST API; without it the API answers on loopback only'),
    API_METRICS_PORT: Type.Integer({
      minimum: 0,
      maximum: 65_535,
      default: 0,
      description: 'port of the metrics of the REST API, for the network of the operator; 0 = none',
    }),
    TEMPORAL_UI_URL: Type.String({ default: 'http://127.0.0.1:8233', description: 'Temporal UI, linked from messages and runs' }),
  }),
  staff: Type.Object({
    ...sections.base,
    ...sections.database,
    STAFF_PASSWORD: Type.Optional(
      Type.String({ minLength: 12, description: 'password of the login that is made; made up and printed when not set' }),
    ),
  }),
  migrate: Type.Object({ ...sections.base, ...sections.migration }),
} satisfies Record<string, TObject>;

export type GatewayConfig = Static<typeof processSchemas.gateway>;
export type FlowConfig = Static<typeof processSchemas.flow>;
export type MediaConfig = Static<typeof processSchemas.media>;
export type ApiConfig = Static<typeof processSchemas.api>;
export type StaffConfig = Static<typeof processSchemas.staff>;
export type MigrateConfig = Static<typeof processSchemas.migrate>;

/** @throws ConfigError */
export function loadGatewayConfig(env: NodeJS.ProcessEnv = process.env): GatewayConfig {
  const config = readEnvironment(processSchemas.gateway, env);
  if (config.NODE_ENV === 'production' && config.WHATSAPP_ROOT_KEY)
    throw new ConfigError('WHATSAPP_ROOT_KEY is for a local WhatsApp network and refused in production.');
  const names = sessionNames(config);
  if (new Set(names).size !== names.length) throw new ConfigError('WHATSAPP_SESSIONS names a session twice.');
  requireTokenBeyondLoopback(config.GATEWAY_HOST, 'OPS_TOKEN', config.OPS_TOKEN);
  return config;
}

/** The WhatsApp sessions a gateway runs, in the order of its environment. */
export const sessionNames = ({ WHATSAPP_SESSIONS }: Pick<GatewayConfig, 'WHATSAPP_SESSIONS'>): string[] =>
  WHATSAPP_SESSIONS.split(',');

/** @throws ConfigError */
export function loadFlowConfig(env: NodeJS.ProcessEnv = process.env): FlowConfig & { access: Access } {
  const config = readEnvironment(processSchemas.flow, env);
  return { ...config, access: readAccess(config) };
}

/** @throws ConfigError */
export const loadMediaConfig = (env: NodeJS.ProcessEnv = process.env): MediaConfig => readEnvironment(processSchemas.media, env);

/** How many days what is kept, by its kind. */
export const retentionOf = (config: MediaConfig) => ({
  media: config.RETENTION_MEDIA_DAYS,
  texts: config.RETENTION_TEXT_DAYS,
  replies: config.RETENTION_REPLY_DAYS,
  inbound: config.RETENTION_INBOUND_DAYS,
  effects: config.RETENTION_EFFECT_DAYS,
});

/** @throws ConfigError */
export function loadApiConfig(env: NodeJS.ProcessEnv = process.env): ApiConfig {
  const config = readEnvironment(processSchemas.api, env);
  requireTokenBeyondLoopback(config.API_HOST, 'API_TOKEN', config.API_TOKEN);
  return config;
}

/** @throws ConfigError */
export const loadMigrateConfig = (env: NodeJS.ProcessEnv = process.env): MigrateConfig =>
  readEnvironment(processSchemas.migrate, env);

/** @throws ConfigError */
export const loadStaffConfig = (env: NodeJS.ProcessEnv = process.env): StaffConfig => readEnvironment(processSchemas.staff, env);

function requireTokenBeyondLoopback(host: string, name: string, token: string | undefined): void {
  if (!isLoopback(host) && !token)
    throw new ConfigError(`${name} (at least 16 characters) is required when listening beyond loopback.`);
}
