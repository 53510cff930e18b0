import type { FastifyRequest } from 'fastify';
import type { media } from '../database/schema/index.ts';
import { type EntryDetail, type EntryView, runMark } from '../ledger/entries.ts';
import type { ApiDeps } from './deps.ts';
import { mediaLink_s } from './mediaLinks.ts';

type MediaRow = typeof media.$inferSelect;

/** The run of a message, and where to look at it. */
export function runView({ temporalUi }: ApiDeps, workflowId: string) {
  const { url, namespace } = temporalUi;
  return { id: workflowId, url: `${url.replace(/\/$/, '')}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}` };
}

export function entryView(deps: ApiDeps, { workflowId, recordedAt, position, ...entry }: EntryView) {
  return { ...entry, recordedAt: recordedAt.toISOString(), run: workflowId === null ? null : runView(deps, workflowId) };
}

/** Entries of a page as JSON, with their runs in full, each of them between two marks; of the rest nothing is read here. */
export const withRuns = (deps: ApiDeps, json: string): string =>
  json
    .split(runMark)
    .map((part, index) => (index % 2 === 0 ? part : JSON.stringify(runView(deps, JSON.parse(part)))))
    .join('');

/** An entry with everything there is about it. `names`: of those who did something with it. */
export function entryDetailView(deps: ApiDeps, request: FastifyRequest, found: EntryDetail, names: ReadonlyMap<string, string>) {
  const { reason, evidence, items, postings, message, tags, wallet, toWallet, comments, attachments, history, ...entry } = found;
  const source = message && {
    ...message,
    sentAt: message.sentAt.toISOString(),
    media: mediaView(deps, request, message.media),
  };
  return {
    ...entryView(deps, entry),
    decidedByName: names.get(entry.decidedBy) ?? null,
    reason,
    evidence,
    items,
    postings,
    tags,
    wallet,
    toWallet,
    message: source,
    comments: comments.map((row) => commentView(row, names)),
    attachments: attachments.map((row) => attachmentView(deps, request, row)),
    history: history.map(({ recordedAt, ...link }) => ({ ...link, recordedAt: recordedAt.toISOString() })),
  };
}

/** Everybody an entry names. */
export const actorsOf = ({ decidedBy, comments }: EntryDetail): string[] => [decidedBy, ...comments.map(({ author }) => author)];

export const commentView = (
  { id, author, body, createdAt }: EntryDetail['comments'][number],
  names: ReadonlyMap<string, string>,
) => ({
  id,
  author,
  authorName: names.get(author) ?? null,
  body,
  createdAt: createdAt.toISOString(),
});

/** A file beside an entry, with a link that soon stops working. */
export function attachmentView({ links }: ApiDeps, { protocol, host }: FastifyRequest, row: EntryDetail['attachments'][number]) {
  const { id, fileName, mime, bytes, sha256, addedBy, createdAt } = row;
  const url = `${protocol}://${host}${links.make(id, 'attachments')}`;
  return { id, fileName, mime, bytes, sha256, addedBy, createdAt: createdAt.toISOString(), url, expiresIn: mediaLink_s };
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
