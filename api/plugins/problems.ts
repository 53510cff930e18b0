import type { FastifyError } from 'fastify';
import fp from 'fastify-plugin';
import { ledgerProblem } from '../ledgerProblems.ts';
import { Problem, problemBody, problemType } from '../problem.ts';

/** Looking for what is not there is cheap to try and worthless to us: a few a minute are honest mistakes. */
const unknownRoutesPerMinute = 120;

/** What a client is asked to wait while Postgres is away. */
const retryAfter_s = 5;

/** Postgres is away or too slow, by SQLSTATE or by the words of its client. */
const unavailableCode = /^(08|57P|53|57014|ECONN|EPIPE|ETIMEDOUT)/;
const unavailableMessage = /timeout exceeded when trying to connect|Connection terminated|Query read timeout/i;

/** Answers every error as an RFC 9457 problem; what is our fault is logged and said without detail. */
export const problems = fp(
  async (app) => {
    app.setErrorHandler<FastifyError>((thrown, request, reply) => {
      const error: FastifyError = ledgerProblem(thrown) ?? thrown;
      reply.type(problemType);
      if (error.validation) return reply.code(400).send(problemBody(400, 'The request is not valid.', invalidParts(error)));
      const status = statusOf(error);
      if (status < 500) return reply.code(status).send({ ...problemBody(status, error.message), ...reasonOf(error) });
      if (status !== 503) {
        request.log.error({ err: error }, 'request failed');
        return reply.code(status).send(problemBody(status, 'Something went wrong on our side.'));
      }
      request.log.warn({ code: error.code }, 'request turned away');
      return reply
        .code(503)
        .header('retry-after', retryAfter_s)
        .send(problemBody(503, 'The service is busy or starting: try again.'));
    });
    const preHandler = app.rateLimit({ max: unknownRoutesPerMinute, timeWindow: '1 minute' });
    app.setNotFoundHandler({ preHandler }, (_, reply) =>
      reply.code(404).type(problemType).send(problemBody(404, 'There is no such route.')),
    );
  },
  { name: 'problems', dependencies: ['@fastify/rate-limit'] },
);

function invalidParts({ validation = [], validationContext }: FastifyError) {
  return validation.map(({ instancePath, params, message }) => {
    const name = String(params.additionalProperty ?? params.missingProperty ?? '');
    return {
      pointer: `/${validationContext ?? 'request'}${instancePath}${name ? `/${name}` : ''}`,
      detail: message ?? 'is not valid',
    };
  });
}

const reasonOf = (error: Error) => (error instanceof Problem && error.reason ? { reason: error.reason, ...error.more } : {});

function statusOf(error: FastifyError): number {
  if (error.statusCode && error.statusCode >= 400) return error.statusCode;
  const causes = [error, error.cause].filter((part) => part instanceof Error);
  const away = causes.some(
    (part) => unavailableCode.test((part as { code?: string }).code ?? '') || unavailableMessage.test(part.message),
  );
  return away ? 503 : 500;
}
