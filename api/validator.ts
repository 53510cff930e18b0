import AjvCompiler from '@fastify/ajv-compiler';
import type { FastifySchemaCompiler, FastifyServerOptions } from 'fastify';

type Build = (externalSchemas: unknown, options?: { customOptions?: object }) => FastifySchemaCompiler<unknown>;

const build = AjvCompiler() as unknown as Build;

/** Paths and queries are text and are read as what their schema says; a body is JSON and has types of its own: `false` is no name. */
const buildByPart: Build = (externalSchemas, options = {}) => {
  const reading = build(externalSchemas, options);
  const strict = build(externalSchemas, { ...options, customOptions: { ...options.customOptions, coerceTypes: false } });
  return (route) => (route.httpPart === 'body' ? strict(route) : reading(route));
};

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;

export const buildValidator = buildByPart as unknown as NonNullable<Compilers['buildValidator']>;
