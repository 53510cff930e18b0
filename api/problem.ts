import { STATUS_CODES } from 'node:http';
import { Type } from 'typebox';

/** Members of a problem beyond those of RFC 9457. */
interface ProblemExtension {
  columns?: string[];
}

/** An error a route answers with on purpose. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly statusCode: number;
  /** As Fastify's own errors have one. */
  readonly code = 'PROBLEM';
  /** Tells programs apart what the status alone does not. */
  readonly reason: string | undefined;
  /** What a program needs to put it right. */
  readonly more: ProblemExtension;

  constructor(statusCode: number, detail: string, reason?: string, more: ProblemExtension = {}) {
    super(detail);
    this.statusCode = statusCode;
    this.reason = reason;
    this.more = more;
  }
}

export const notFound = (what: string) => new Problem(404, `There is no such ${what}.`);

/** Name of the schema in the OpenAPI document. */
export const problemId = 'Problem';

/** RFC 9457 problem details; `type` is `about:blank`, so `title` is the phrase of the status. */
export const problemSchema = Type.Object(
  {
    type: Type.Literal('about:blank'),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    reason: Type.Optional(Type.String({ description: 'tells programs apart what the status alone does not' })),
    columns: Type.Optional(Type.Array(Type.String(), { description: 'of a statement whose columns are not known' })),
    errors: Type.Optional(
      Type.Array(
        Type.Object({ pointer: Type.String({ description: 'what is wrong, as a JSON pointer' }), detail: Type.String() }),
      ),
    ),
  },
  { $id: problemId, description: 'An error (RFC 9457)' },
);

export const problemType = 'application/problem+json';

export interface ProblemBody {
  type: 'about:blank';
  title: string;
  status: number;
  detail: string;
  reason?: string;
  errors?: { pointer: string; detail: string }[];
}

export const problemBody = (status: number, detail: string, errors?: ProblemBody['errors']): ProblemBody => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
  ...(errors ? { errors } : {}),
});
