import type { StackPaths } from '../paths.ts';
import type { Part } from '../supervisor/supervisor.ts';
import { nodePart } from './node.ts';

/** Environment of all our processes; each takes from it what its schema in `config/` names. */
export type ServiceEnvironment = Record<string, string>;

export interface ServicePorts {
  gateway: number;
  flow: number;
  aiMedia: number;
  api: number;
}

/** Twice V8's default: pages are 27 kB of text that live for a moment, and fewer of them are copied. As in docker-compose.yml. */
const apiFlags = ['--max-semi-space-size=32'];

/** Our processes; `whatsapp` says which part the gateway's socket needs, if it is one of ours. */
export function serviceParts(paths: StackPaths, ports: ServicePorts, env: () => ServiceEnvironment, local: boolean): Part[] {
  const health = (port: number) => `http://127.0.0.1:${port}/health/live`;
  return [
    nodePart(paths, { name: 'migrate', file: 'database/main.js', needs: ['postgres'], env, healthUrl: null }),
    nodePart(paths, {
      name: 'gateway',
      file: 'gateway/main.js',
      needs: ['migrate', 'temporal', ...(local ? ['whatsapp'] : [])],
      env,
      healthUrl: health(ports.gateway),
    }),
    nodePart(paths, {
      name: 'flow',
      file: 'temporal/workers/flow.js',
      needs: ['migrate', 'temporal'],
      env,
      healthUrl: health(ports.flow),
    }),
    nodePart(paths, {
      name: 'ai-media',
      file: 'temporal/workers/media.js',
      // The local network says where its media are only once it runs.
      needs: ['migrate', 'temporal', 's3', ...(local ? ['whatsapp'] : [])],
      env,
      healthUrl: health(ports.aiMedia),
    }),
    nodePart(paths, {
      name: 'api',
      file: 'api/main.js',
      flags: apiFlags,
      needs: ['migrate'],
      env,
      healthUrl: health(ports.api),
    }),
  ];
}
