import { Type } from 'typebox';
import { problemId, problemType } from '../problem.ts';

const problem = (description: string) => ({
  description,
  content: { [problemType]: { schema: Type.Ref(`${problemId}#`) } },
});

/** What every route may answer besides its own. */
export const problemResponses = {
  '4xx': problem('The request cannot be served as it is'),
  '5xx': problem('The service cannot serve it now'),
};

/** The answer to what was done and has nothing to say. */
export const done = Type.Null({ description: 'Done' });
