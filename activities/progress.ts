import { eq } from 'drizzle-orm';
import type { Database } from '../database/pool.ts';
import { message } from '../database/schema/index.ts';

/** A smaller step is not worth a write: people are told of it every half minute at most. */
const step_percent = 5;

/** Whoever is at the end says so by being ready. */
const most_percent = 95;

/** Tells how much of a file is read, as a share of 1. */
export type Report = (share: number) => void;

/** Keeps with a message how much of it is read, for whoever tells the person; a write that fails is one word less, no failure. */
export function reportTo(db: Database, messageId: string): Report {
  let told = 0;
  return (share) => {
    const percent = Math.min(most_percent, Math.floor((share * 100) / step_percent) * step_percent);
    if (percent <= told) return;
    told = percent;
    db.update(message)
      .set({ progress: percent })
      .where(eq(message.id, messageId))
      .catch(() => {});
  };
}
