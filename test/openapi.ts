import type { FastifyInstance } from 'fastify';

/** As much of a JSON schema as our document uses. */
export interface Schema {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  additionalProperties?: boolean;
}

export interface Parameter {
  name: string;
  in: 'query' | 'path' | 'header';
  required?: boolean;
  schema: Schema;
}

/** One route of the document. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  parameters: Parameter[];
  body: Schema | null;
  multipart: boolean;
  roles: string[] | null;
  scope: string | null;
  isPublic: boolean;
}

interface Raw {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  security?: unknown[];
  'x-roles'?: string[];
  'x-scope'?: string;
}

/** Every route below `/v1` as the document describes it. */
export function operationsOf(app: FastifyInstance): Operation[] {
  const { paths } = JSON.parse(JSON.stringify(app.swagger())) as { paths: Record<string, Record<string, Raw>> };
  return Object.entries(paths)
    .filter(([path]) => path.startsWith('/v1/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, raw]) => {
        const content = raw.requestBody?.content ?? {};
        const [type] = Object.keys(content);
        return {
          method: method.toUpperCase() as Operation['method'],
          path,
          parameters: raw.parameters ?? [],
          body: type ? (content[type]?.schema ?? null) : null,
          multipart: type === 'multipart/form-data',
          roles: raw['x-roles'] ?? null,
          scope: raw['x-scope'] ?? null,
          isPublic: raw.security?.length === 0,
        };
      }),
    );
}
