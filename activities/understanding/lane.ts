/** Runs work, or gives null when its place in the queue was refused or taken back. */
export type Lane = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T | null>;

/**
 * A bounded queue before a scarce resource: `width` at a time, `maxWaiting` behind them, whoever comes later is refused at once.
 * A signal that fires takes a waiting place back; work that runs has to watch it itself.
 */
export function createLane(width: number, maxWaiting: number): Lane {
  let running = 0;
  const waiting: (() => void)[] = [];

  const enter = (signal: AbortSignal): Promise<boolean> => {
    if (running < width) {
      running += 1;
      return Promise.resolve(true);
    }
    if (waiting.length >= maxWaiting || signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const giveUp = () => {
        waiting.splice(waiting.indexOf(proceed), 1);
        resolve(false);
      };
      const proceed = () => {
        signal.removeEventListener('abort', giveUp);
        resolve(true);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      waiting.push(proceed);
    });
  };

  const leave = (): void => {
    const next = waiting.shift();
    // The place is handed over, not freed: nobody can slip in between.
    if (next) next();
    else running -= 1;
  };

  return async (work, signal) => {
    if (!(await enter(signal))) return null;
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
