/** After this silence the person is reminded once that a question is open. */
export const remindAfter = '3 hours';

/** A question unanswered for this long after the reminder expires and nothing is booked: a day in all. */
export const expireAfterReminder = '21 hours';

/** How long a message waits for an earlier one of its chat before it looks again: doubled from the first to the longest. */
export const turnPause_ms = { first: 100, longest: 1_000 } as const;

/** Longer than this, and the person is told that the voice note or receipt is still being read. */
export const tellProgressAfter = '4 seconds';

/** Corrections of one draft: enough for any person, a bound for a script gone wild. */
export const revisions_max = 50;
