import type { FastifyRequest } from 'fastify';
import type { media } from '../database/schema/index.ts';
import type { EntryView } from '../ledger/entries.ts';
import type { ApiDeps } from './deps.ts';
import { mediaLink_s } from './mediaLinks.ts';

type MediaRow = typeof media.$inferSelect;

/** The run of a message, and where to look at it. */
export function runView({ temporalUi }: ApiDeps, workflowId: string) {
  const { url, namespace } = temporalUi;
  return { id: workflowId, url: `${url.replace(/\/$/, '')}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}` };
}

export function entryView(deps: ApiDeps, { workflowId, recordedAt, ...entry }: EntryView) {
  return { ...entry, recordedAt: recordedAt.toISOString(), run: workflowId === null ? null : runView(deps, workflowId) };
}

/** A stored object as staff get it: what it is, and a link that soon stops working. */
export function mediaView({ links }: ApiDeps, { protocol, host }: FastifyRequest, object: MediaRow | null) {
  if (!object) return null;
  const { messageId, mime, bytes, sha256 } = object;
  return { mime, bytes, sha256, url: `${protocol}://${host}${links.make(messageId)}`, expiresIn: mediaLink_s };
}

/** RFC 8288 link to the next page with the same filters. */
export function nextLink(path: string, query: Record<string, unknown>, next: string): string {
  const given = Object.entries(query).map(([name, value]) => [name, String(value)]);
  const search = new URLSearchParams({ ...Object.fromEntries(given), cursor: next });
  return `<${path}?${search}>; rel="next"`;
}
