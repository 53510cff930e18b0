import { type Static, type TObject, Type } from 'typebox';
import { Value } from 'typebox/value';

/** A process refused its environment; the message lists every variable that is missing or wrong, never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const keyRing = (description: string, optional = false) => {
  const schema = Type.String({
    pattern: '^[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=(,[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=)*$',
    description: `${description}; id:base64 of 32 bytes, comma separated, the first encrypts`,
  });
  return optional ? Type.Optional(schema) : schema;
};

const port = (fallback: number, description: string) =>
  Type.Integer({ minimum: 0, maximum: 65_535, default: fallback, description });

const days = (fallback: number, what: string) =>
  Type.Integer({ minimum: 0, maximum: 36_500, default: fallback, description: `days to keep ${what}; 0 = for good` });

/** The sections an environment is put together from: one place for each variable, its default and its meaning. */
export const sections = {
  base: {
    NODE_ENV: Type.Union([Type.Literal('development'), Type.Literal('production'), Type.Literal('test')], {
      default: 'development',
      description: 'production refuses development conveniences',
    }),
    LOG_LEVEL: Type.String({ default: 'info', description: 'pino level' }),
  },
  database: {
    DATABASE_URL: Type.String({ minLength: 1, description: 'Postgres as the plain application role' }),
    DATABASE_POOL_MAX: Type.Integer({
      minimum: 1,
      maximum: 100,
      default: 10,
      description: 'connections of one process; of the gateway: for each session',
    }),
  },
  migration: {
    DATABASE_OWNER_URL: Type.String({ minLength: 1, description: 'Postgres as the owner role, for migrations only' }),
    DATABASE_APP_PASSWORD: Type.String({ minLength: 1, description: 'password given to the application role by the migration' }),
  },
  temporal: {
    TEMPORAL_ADDRESS: Type.String({ default: '127.0.0.1:7233', description: 'host:port of the Temporal frontend' }),
    TEMPORAL_NAMESPACE: Type.String({ default: 'default', description: 'Temporal namespace' }),
    TEMPORAL_PAYLOAD_KEYS: keyRing('AES-256-GCM keys of workflow payloads'),
  },
  objectStore: {
    S3_ENDPOINT: Type.String({ default: 'http://127.0.0.1:9000', description: 'S3 endpoint URL' }),
    S3_REGION: Type.String({ default: 'us-east-1', description: 'S3 region' }),
    S3_ACCESS_KEY: Type.String({ minLength: 1, description: 'S3 access key' }),
    S3_SECRET_KEY: Type.String({ minLength: 1, description: 'S3 secret key' }),
    S3_BUCKET: Type.String({ default: 'media', description: 'bucket of the media' }),
  },
  whatsapp: {
    WHATSAPP_SESSIONS: Type.String({
      pattern: '^[a-z0-9-]{1,32}(,[a-z0-9-]{1,32})*$',
      default: 'main',
      description: 'names of the WhatsApp sessions (one number each), comma separated',
    }),
    WHATSAPP_URL: Type.String({ default: 'wss://web.whatsapp.com/ws/chat', description: 'WhatsApp Web socket' }),
    WHATSAPP_ROOT_KEY: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{64}$',
        description: 'certificate root of a local WhatsApp network; refused in production',
      }),
    ),
    WHATSAPP_SESSION_KEYS: keyRing('AES-256-GCM keys of the session keys at rest'),
  },
  whatsappMedia: {
    WHATSAPP_MEDIA_URL: Type.String({ default: 'https://mmg.whatsapp.net', description: 'origin of WhatsApp media' }),
  },
  speech: {
    WHISPER_URL: Type.String({ default: '', description: 'whisper-server; empty = voice notes are off' }),
    WHISPER_MODEL_NAME: Type.String({ default: 'unknown', description: 'model name kept with each transcript' }),
  },
  ollama: {
    OLLAMA_HOST: Type.String({ default: '', description: 'Ollama; empty = rules alone' }),
    OLLAMA_MODEL: Type.String({ default: 'qwen2.5:1.5b', description: 'model that reads what the rules are unsure of' }),
  },
  /** Days; what stands behind a booked entry is kept with it whatever these say. */
  retention: {
    RETENTION_MEDIA_DAYS: days(180, 'photos, voice notes and documents nothing was booked from'),
    RETENTION_TEXT_DAYS: days(365, 'words of messages nothing was booked from, and what was heard, read and asked of them'),
    RETENTION_REPLY_DAYS: days(180, 'words of what Catat has said'),
    RETENTION_INBOUND_DAYS: days(90, 'keys by which a message that comes twice is known'),
    RETENTION_EFFECT_DAYS: days(90, 'what finished runs remember of their steps'),
  },
  receipt: {
    OCR_CACHE_DIR: Type.String({ default: '.catat/ocr', description: 'folder the OCR language data are unpacked to' }),
    OCR_WORKERS: Type.Integer({ minimum: 1, maximum: 16, default: 1, description: 'Tesseract workers side by side' }),
  },
} as const;

/** The listening side of a process: `<NAME>_HOST`, `<NAME>_PORT`. */
export function listener<const Name extends string>(name: Name, defaultPort: number) {
  return {
    [`${name}_HOST`]: Type.String({ default: '127.0.0.1', description: 'address to listen on' }),
    [`${name}_PORT`]: port(defaultPort, 'port to listen on'),
  } as Record<`${Name}_HOST`, ReturnType<typeof Type.String>> & Record<`${Name}_PORT`, ReturnType<typeof Type.Integer>>;
}

/** A bearer token that is required as soon as a process listens beyond loopback. */
export const optionalToken = (description: string) => Type.Optional(Type.String({ minLength: 16, description }));

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** True for an address that only this machine reaches. */
export const isLoopback = (host: string): boolean => loopback.has(host);

/**
 * Reads and checks an environment against a schema: strings are converted, defaults filled in, unknown variables ignored.
 * @throws ConfigError that names every wrong variable.
 */
export function readEnvironment<Schema extends TObject>(schema: Schema, env: NodeJS.ProcessEnv): Static<Schema> {
  const picked: Record<string, unknown> = {};
  // An empty variable means "not set": that is how compose and .env files pass an absent value on.
  for (const name of Object.keys(schema.properties)) if (env[name] !== undefined && env[name] !== '') picked[name] = env[name];
  const value = Value.Default(schema, Value.Convert(schema, picked));
  if (Value.Check(schema, value)) return value as Static<Schema>;
  const wrong = new Map<string, string>();
  for (const error of Value.Errors(schema, value)) {
    const name = error.instancePath.split('/')[1] ?? missingProperty(error.params) ?? 'environment';
    if (!wrong.has(name)) wrong.set(name, describe(schema, name) ?? error.message);
  }
  throw new ConfigError(
    `Wrong or missing environment: ${[...wrong].map(([name, meaning]) => `${name} (${meaning})`).join('; ')}. See .env.example.`,
  );
}

/** sysexits.h: the configuration is wrong. Not worth a restart. */
const exitConfig = 78;

/** For the entry point of a process: what `load` gives, or one line on stderr and the end. */
export function configOrExit<Config>(load: () => Config): Config {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(exitConfig);
  }
}

const describe = (schema: TObject, name: string): string | undefined =>
  (schema.properties[name] as { description?: string } | undefined)?.description;

const missingProperty = (params: unknown): string | undefined => {
  const required = (params as { requiredProperties?: string[] } | undefined)?.requiredProperties;
  return required?.join(', ');
};
