import type { Words } from '../id/index.ts';
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

/** What the desk says, in English. */
export const en: Words = {
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
