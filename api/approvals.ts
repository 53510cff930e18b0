import type { ApprovalView } from '../ledger/approvals.ts';

/** An approval as it leaves the API. */
export function approvalView(asked: ApprovalView, names: ReadonlyMap<string, string>) {
  const { id, bookId, state, amount, currency, requestedBy, needed, messageId } = asked;
  return {
    id,
    bookId,
    state,
    amount,
    currency,
    requestedBy,
    needed,
    messageId,
    requestedByName: names.get(requestedBy) ?? null,
    requestedAt: asked.requestedAt.toISOString(),
    expiresAt: asked.expiresAt?.toISOString() ?? null,
    closedAt: asked.closedAt?.toISOString() ?? null,
    entries: asked.entries.map(({ type, amount: sum, currency: unit, occurredOn, category, merchant, note }) => ({
      type,
      amount: sum,
      occurredOn,
      note,
      currency: unit ?? currency,
      category: category ?? null,
      merchant: merchant ?? null,
    })),
    decisions: asked.decisions.map(({ decidedBy, decision, comment, decidedAt }) => ({
      decidedBy,
      decision,
      comment,
      decidedByName: names.get(decidedBy) ?? null,
      decidedAt: decidedAt.toISOString(),
    })),
  };
}

/** Everybody an approval names. */
export const approvalActors = ({ requestedBy, decisions }: ApprovalView): string[] => [
  requestedBy,
  ...decisions.map(({ decidedBy }) => decidedBy),
];
