import { approvals } from './approvals.ts';
import { books } from './books.ts';
import { entries } from './entries.ts';
import { frame } from './frame.ts';
import { inbox } from './inbox.ts';
import { overview } from './overview.ts';
import { plans } from './plans.ts';
import { privacy } from './privacy.ts';
import { reports } from './reports.ts';
import { settings } from './settings.ts';

/** What the desk says, in Indonesian; `en/` says the same in English. */
export const id = {
  ...frame,
  ...overview,
  ...entries,
  ...inbox,
  ...plans,
  ...approvals,
  ...books,
  ...privacy,
  ...reports,
  ...settings,
};

export type Words = typeof id;
