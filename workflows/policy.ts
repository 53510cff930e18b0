/** After this silence the person is reminded once that a question is open. */
export const remindAfter = '3 hours';

/** A question unanswered for this long after the reminder expires and nothing is booked: a day in all. */
export const expireAfterReminder = '21 hours';

/** A change of what is booked, or a command, is asked about in the middle of a conversation: an hour later it is over. */
export const changeExpiresAfter = '1 hour';

/** How long a message waits for an earlier one of its chat before it looks again: doubled from the first to the longest. */
export const turnPause_ms = { first: 100, longest: 1_000 } as const;

/**
 * When the person is told that their voice note or receipt is still being read: pauses between the words. The first is as long as
 * people wait without a sign; then ever fewer, so that the longest reading (a note of five minutes) is told of four times.
 */
export const progressPauses = ['4 seconds', '26 seconds', '1 minute', '2 minutes'] as const;

/** How long the first of several photos waits before it looks again who is still being read. */
export const albumPause = '1 second';

/** A minute of such looks: ten photos are read in some 15 s on a slow machine; who comes later joins the question that was asked. */
export const albumLooks_max = 60;

/** Corrections of one draft: enough for any person, a bound for a script gone wild. */
export const revisions_max = 50;

const hour_ms = 3_600_000;

/**
 * When a run looks at the approval it waits for, since it was asked: soon for a decision at the desk nobody told it of; approvers are
 * reminded after a day and before the weekend is over; it runs out with the approval itself, after a week (`ledger/approvals`).
 */
export const approvalLooks = [
  { after_ms: hour_ms, event: { do: 'look' } },
  { after_ms: 6 * hour_ms, event: { do: 'look' } },
  { after_ms: 24 * hour_ms, event: { do: 'remind' } },
  { after_ms: 72 * hour_ms, event: { do: 'remind' } },
  { after_ms: 7 * 24 * hour_ms, event: { do: 'expire' } },
] as const;

/** Decisions one run takes before nothing but the books decide about its approval: a bound for a script gone wild. */
export const decisions_max = 200;

/** How long an exported file is kept: a week off, and one can still fetch it. */
export const exportKept = '7 days';

/** How long the file of all that is known of a person is kept: it is the most private one there is. */
export const subjectFileKept = '3 days';
