import type { Period } from '../../api/bookQueries.ts';

/** Whether the month of a day takes nothing any more: what lies in it is corrected today. */
export const isLocked = (periods: readonly Period[], day: string): boolean =>
  periods.some(({ month, state }) => state === 'locked' && day.startsWith(month));
