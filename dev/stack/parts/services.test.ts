import { expect, test } from 'vitest';
import { processSchemas } from '../../../config/processes.ts';
import { stackPaths } from '../paths.ts';
import { serviceParts } from './services.ts';

const ports = { gateway: 1, flow: 2, aiMedia: 3, api: 4 };
const needsOf = (local: boolean): Record<string, readonly string[]> =>
  Object.fromEntries(serviceParts(stackPaths('/nowhere'), ports, () => ({}), local).map(({ name, needs }) => [name, needs]));

/** Names of the processes whose environment only the running local network can complete. */
const told = Object.entries({ gateway: processSchemas.gateway, flow: processSchemas.flow, 'ai-media': processSchemas.media })
  .filter(([, { properties }]) => ['WHATSAPP_URL', 'WHATSAPP_ROOT_KEY', 'WHATSAPP_MEDIA_URL'].some((name) => name in properties))
  .map(([name]) => name);

test('who is told by the local network where to find it starts after it', () => {
  expect(told).toEqual(['gateway', 'ai-media']);
  const needs = needsOf(true);
  expect(Object.keys(needs).filter((name) => needs[name]?.includes('whatsapp'))).toEqual(told);
});

test('with a real account nothing waits for a local network', () => {
  expect(Object.values(needsOf(false)).flat()).not.toContain('whatsapp');
});
