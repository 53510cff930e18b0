import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ConfigError, readEnvironment } from './environment.ts';
import { projectRoot } from './paths.ts';
import { loadFlowConfig, loadGatewayConfig, processSchemas, sessionNames } from './processes.ts';

interface Service {
  environment?: Record<string, string>;
  ports?: string[];
  restart?: string;
  read_only?: boolean;
  user?: string;
  mem_limit?: string;
  build?: { target: string };
  networks?: string[];
  volumes?: string[];
  depends_on?: Record<string, unknown>;
}

interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

const text = (file: string) => readFileSync(join(projectRoot, file), 'utf8');
/** `!reset` takes away what the file below set. */
const reset = { tag: '!reset', collection: 'seq' as const, resolve: () => [] };
const compose = (file: string) => parse(text(file), { merge: true, customTags: [reset] }) as Compose;

const base = compose('docker-compose.yml');
const production = compose('docker-compose.prod.yml');
const files = ['docker-compose.yml', 'docker-compose.prod.yml'];

/** Names of .env.example, commented ones too. */
const documented = new Map(
  [...text('.env.example').matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]),
);
const used = files.flatMap((file) => [...text(file).matchAll(/\$\{([A-Z0-9_]+)(?::([-?])([^}]*))?\}/g)]);

/** The service that runs each process. */
const services = { gateway: 'gateway', flow: 'flow', media: 'ai-media', api: 'api', migrate: 'migrate' } as const;
/** Read by `npm start`, not by a process. */
const stackOnly = ['TEMPORAL_BINARY', 'TEMPORAL_TEST_SERVER_BINARY', 'WEED_BINARY', 'WHISPER_MODEL'];
const secret = /PASSWORD|SECRET|TOKEN|KEYS?$/;
const aKeyRing = `k1:${Buffer.alloc(32).toString('base64')}`;

/** What compose makes of a value: defaults filled in, secrets made up. */
const resolve = (value: string) =>
  value.replace(/\$\{([A-Z0-9_]+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind: string, fallback: string) => {
    if (kind === '-') return fallback;
    return name.endsWith('_KEYS') ? aKeyRing : 'a-made-up-secret-of-enough-letters';
  });

describe('.env.example', () => {
  test('names every variable of every process', () => {
    const names = Object.values(processSchemas).flatMap((schema) => Object.keys(schema.properties));
    expect([...new Set(names)].filter((name) => !documented.has(name))).toEqual([]);
  });

  test('names every variable of the compose files', () => {
    expect(used.map(([, name]) => name).filter((name) => !documented.has(name!))).toEqual([]);
  });

  test('names nothing that nobody reads', () => {
    const read = new Set([
      ...Object.values(processSchemas).flatMap((schema) => Object.keys(schema.properties)),
      ...used.map(([, name]) => name),
      ...stackOnly,
    ]);
    expect([...documented.keys()].filter((name) => !read.has(name))).toEqual([]);
  });

  test('states the defaults of config/ and of compose', () => {
    const defaults = Object.values(processSchemas).flatMap((schema) =>
      Object.entries(schema.properties).map(([name, property]) => [name, (property as { default?: unknown }).default] as const),
    );
    for (const [name, value] of defaults) {
      const stated = documented.get(name);
      // Examples of what has no fixed default are free: the model name, the address of whisper-server.
      if (value !== undefined && stated && !['WHISPER_MODEL_NAME', 'WHISPER_URL'].includes(name))
        expect([name, stated]).toEqual([name, String(value)]);
    }
    for (const [, name, kind, fallback] of used) {
      if (kind === '-' && name !== 'S3_ENDPOINT') expect([name, documented.get(name!)]).toEqual([name, fallback]);
    }
  });

  test('gives no secret a value', () => {
    const given = [...documented].filter(([name, value]) => secret.test(name) && value !== '');
    expect(given).toEqual([]);
  });
});

describe('the sessions of a gateway', () => {
  const load = (WHATSAPP_SESSIONS: string) =>
    loadGatewayConfig({
      DATABASE_URL: 'postgres://x',
      TEMPORAL_PAYLOAD_KEYS: aKeyRing,
      WHATSAPP_SESSION_KEYS: aKeyRing,
      WHATSAPP_SESSIONS,
    });

  test('are a list of names, main when nothing is said', () => {
    expect(sessionNames(load(''))).toEqual(['main']);
    expect(sessionNames(load('toko,rumah-2'))).toEqual(['toko', 'rumah-2']);
  });

  test.each(['toko,toko', 'toko,', 'Toko', 'a b'])('refuses %s', (names) => {
    expect(() => load(names)).toThrow(ConfigError);
  });
});

describe('access', () => {
  const flow = (over: Record<string, string>) =>
    loadFlowConfig({ DATABASE_URL: 'postgres://localhost/catat', TEMPORAL_PAYLOAD_KEYS: aKeyRing, ...over }).access;

  test('is open in development, and production has to choose', () => {
    expect(flow({ ACCESS: '' }).mode).toBe('open');
    expect(() => flow({ NODE_ENV: 'production' })).toThrow(ConfigError);
    for (const mode of ['invite', 'open']) expect(flow({ NODE_ENV: 'production', ACCESS: mode }).mode).toBe(mode);
    expect(() => flow({ ACCESS: 'everyone' })).toThrow(ConfigError);
  });

  test('an allow-list has numbers on it, and nothing but numbers', () => {
    const numbers = flow({ ACCESS: 'allowlist', ALLOWED_NUMBERS: '+6281234567890, 6281234567891' }).numbers;
    expect([...numbers]).toEqual(['6281234567890', '6281234567891']);
    expect(() => flow({ ACCESS: 'allowlist' })).toThrow(ConfigError);
    for (const wrong of ['0812', 'ana', '6281234567890;6281234567891'])
      expect(() => flow({ ACCESS: 'allowlist', ALLOWED_NUMBERS: wrong })).toThrow(ConfigError);
  });
});

describe('compose', () => {
  test('requires every secret and gives none a default', () => {
    const lax = used.filter(([, name, kind]) => secret.test(name!) && kind !== '?').map(([all]) => all);
    expect(lax).toEqual([]);
  });

  test.each(Object.entries(services))('gives %s what its schema requires, and nothing it does not read', (name, service) => {
    const schema = processSchemas[name as keyof typeof services];
    const given = base.services[service]?.environment ?? {};
    const resolved = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, resolve(String(value))]));
    expect(() => readEnvironment(schema, resolved)).not.toThrow();
    expect(Object.keys(given).filter((key) => !(key in schema.properties))).toEqual([]);
  });

  test('publishes on loopback only, and in production only the pages people need', () => {
    const published = Object.values(base.services).flatMap(({ ports = [] }) => ports);
    expect(published.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    const open = Object.entries(base.services)
      .filter(([name, { ports }]) => ports && production.services[name]?.ports === undefined)
      .map(([name]) => name);
    expect(open.sort()).toEqual(['api', 'gateway', 'temporal-ui']);
  });

  test('production restarts, limits and locks our processes', () => {
    for (const service of ['gateway', 'flow', 'ai-media', 'api', 'whisper']) {
      expect(production.services[service]).toMatchObject({ restart: 'unless-stopped', read_only: true, user: 'node' });
    }
    for (const service of ['gateway', 'flow', 'ai-media', 'api']) {
      expect(production.services[service]?.environment).toEqual({ NODE_ENV: 'production' });
    }
    expect(Object.entries(production.services).filter(([, { mem_limit }]) => !mem_limit)).toEqual([]);
    expect(Object.keys(production.services).filter((name) => !(name in base.services))).toEqual([]);
  });

  test('every named volume and dependency exists', () => {
    const volumes = Object.values(base.services).flatMap(({ volumes = [] }) => volumes.map((volume) => volume.split(':')[0]!));
    for (const volume of volumes) if (!volume.startsWith('.')) expect(base.volumes).toHaveProperty(volume);
    for (const { depends_on = {} } of Object.values(base.services)) {
      for (const name of Object.keys(depends_on)) expect(base.services).toHaveProperty(name);
    }
  });

  test('only the media worker reaches whisper-server, and only our two readers the media store', () => {
    const on = (network: string) =>
      Object.entries(base.services).flatMap(([name, { networks }]) => (networks?.includes(network) ? [name] : []));
    expect(on('speech').sort()).toEqual(['ai-media', 'whisper']);
    expect(on('storage').sort()).toEqual(['ai-media', 'api', 's3']);
  });
});
