import { Type } from 'typebox';
import { oneOf } from './basics.ts';

const dependency = Type.Object({
  state: oneOf(['up', 'down'], 'whether it answers'),
  ms: Type.Integer({ description: 'time it took' }),
});

export const liveness = Type.Object({ status: Type.Literal('ok'), service: Type.Literal('api') });

export const readiness = Type.Object({
  status: oneOf(['ok', 'degraded', 'down'], 'degraded: lists and reports work, links or runs do not'),
  service: Type.Literal('api'),
  dependencies: Type.Object({ postgres: dependency, temporal: dependency, objectStore: dependency }),
});
