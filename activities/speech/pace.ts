import type { Report } from '../progress.ts';

/** Both hearings of Whisper base on two busy cores, in milliseconds for each second of a note; measured anew with every note. */
const firstPace_ms = 600;

/** Weight of the newest note: other load comes and goes. */
const newest = 0.3;

const tick_ms = 2_000;

/** How fast this process hears, learnt from the notes it has heard. An engine tells nothing until it is done. */
export class Pace {
  private ms = firstPace_ms;

  /** Runs a hearing and reports about how far it is by now. @param seconds length of the note */
  async during<T>(seconds: number, report: Report, hear: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const expected_ms = Math.max(1, seconds * this.ms);
    const timer = setInterval(() => report((performance.now() - started) / expected_ms), tick_ms);
    try {
      const heard = await hear();
      if (seconds > 0) this.ms += newest * ((performance.now() - started) / seconds - this.ms);
      return heard;
    } finally {
      clearInterval(timer);
    }
  }
}
