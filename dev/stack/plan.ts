import { existsSync, readFileSync } from 'node:fs';
import { writeAtomic } from './file.ts';
import { appUrl, ownerUrl } from './parts/postgres.ts';
import { adminGrpcDistance, bucket } from './parts/s3.ts';
import type { ServiceEnvironment } from './parts/services.ts';
import type { LocalNetwork } from './parts/whatsapp.ts';
import type { StackPaths } from './paths.ts';
import type { Secrets } from './secrets.ts';
import type { Mode, StackUrls } from './state.ts';
import { choosePorts } from './supervisor/ports.ts';

/** The usual port of each listener; those of SeaweedFS' inner parts and of Temporal's side doors are nobody's habit. */
const usualPorts = {
  gateway: 3000,
  api: 8000,
  aiMedia: 8500,
  flow: 8600,
  whatsapp: 3300,
  temporal: 7233,
  temporalUi: 8233,
  s3: 9000,
  postgres: 5433,
  whisper: 8700,
  ollama: 11_435,
  temporalHttp: null,
  temporalMetrics: null,
  s3Grpc: null,
  s3Master: null,
  s3MasterGrpc: null,
  s3Volume: null,
  s3VolumeGrpc: null,
  s3Filer: null,
  s3FilerGrpc: null,
  s3Admin: null,
} as const;

export type PortName = keyof typeof usualPorts;
export type StackPorts = Record<PortName, number>;

/** Chooses the ports of a start: the usual ones (or none), else those of the last start, else free ones; remembers the choice. */
export async function planPorts(paths: StackPaths, wanted: 'usual' | 'free'): Promise<StackPorts> {
  const last = existsSync(paths.ports) ? (JSON.parse(readFileSync(paths.ports, 'utf8')) as Partial<StackPorts>) : {};
  const preferences = (name: PortName): number[] =>
    [wanted === 'usual' ? usualPorts[name] : null, last[name]].filter((port) => typeof port === 'number');
  const names = Object.keys(usualPorts) as PortName[];
  const ports = await choosePorts<PortName>({
    wanted: Object.fromEntries(names.map((name) => [name, preferences(name)])) as Record<PortName, number[]>,
    alongside: { s3Admin: adminGrpcDistance },
  });
  writeAtomic(paths.ports, JSON.stringify(ports));
  return ports;
}

const origin = (port: number): string => `http://127.0.0.1:${port}`;

export const planUrls = (ports: StackPorts, mode: Mode): StackUrls => ({
  chat: mode === 'local' ? `${origin(ports.whatsapp)}/` : null,
  whatsapp: mode === 'local' ? origin(ports.whatsapp) : null,
  gateway: origin(ports.gateway),
  api: origin(ports.api),
  docs: `${origin(ports.api)}/docs`,
  desk: `${origin(ports.api)}/`,
  temporalUi: origin(ports.temporalUi),
  temporal: `127.0.0.1:${ports.temporal}`,
  s3: origin(ports.s3),
  aiMedia: origin(ports.aiMedia),
  flow: origin(ports.flow),
  whisper: null,
  ollama: null,
});

/** Name of the WhatsApp session: a real account must never meet the keys of the local network. */
export const sessionName = (mode: Mode): string => (mode === 'local' ? 'main' : 'live');

/** Variables that a person may set for the whole stack; everything else is the stack's own. */
const passedOn = ['ACCESS', 'ALLOWED_NUMBERS', 'OLLAMA_MODEL', 'OCR_WORKERS'];

/** The environment of all our processes. */
export function planEnvironment(options: {
  paths: StackPaths;
  ports: StackPorts;
  secrets: Secrets;
  urls: StackUrls;
  mode: Mode;
  /** Null with a real WhatsApp account, or before the local network is ready. */
  network: LocalNetwork | null;
  /** Name of the speech model, null when voice is switched off. */
  speechModel: string | null;
}): ServiceEnvironment {
  const { paths, ports, secrets, urls, mode, network, speechModel } = options;
  return {
    NODE_ENV: 'development',
    DATABASE_URL: appUrl(ports.postgres, secrets),
    DATABASE_OWNER_URL: ownerUrl(ports.postgres, secrets),
    DATABASE_APP_PASSWORD: secrets.databaseAppPassword,
    TEMPORAL_ADDRESS: urls.temporal,
    TEMPORAL_NAMESPACE: 'default',
    TEMPORAL_PAYLOAD_KEYS: secrets.payloadKeys,
    TEMPORAL_UI_URL: urls.temporalUi,
    S3_ENDPOINT: urls.s3,
    S3_REGION: 'us-east-1',
    S3_ACCESS_KEY: secrets.s3AccessKey,
    S3_SECRET_KEY: secrets.s3SecretKey,
    S3_BUCKET: bucket,
    WHATSAPP_SESSIONS: sessionName(mode),
    WHATSAPP_SESSION_KEYS: secrets.sessionKeys,
    ...(network && { WHATSAPP_URL: network.url, WHATSAPP_ROOT_KEY: network.rootKeyHex, WHATSAPP_MEDIA_URL: network.mediaUrl }),
    WHISPER_URL: speechModel ? origin(ports.whisper) : '',
    WHISPER_MODEL_NAME: speechModel ?? '',
    OLLAMA_HOST: urls.ollama ?? '',
    OCR_CACHE_DIR: paths.ocr,
    GATEWAY_PORT: String(ports.gateway),
    FLOW_PORT: String(ports.flow),
    AI_MEDIA_PORT: String(ports.aiMedia),
    API_PORT: String(ports.api),
    ...Object.fromEntries(passedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
  };
}

/** The pages a person may want besides the chat. */
export const planLinks = (urls: StackUrls): { label: string; url: string }[] => [
  { label: 'Desk', url: urls.desk },
  { label: 'API', url: urls.docs },
  { label: 'Temporal', url: urls.temporalUi },
  { label: 'Gateway', url: urls.gateway },
];
