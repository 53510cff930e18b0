/** How the members of a pool are made and ended. */
export interface PoolOptions<Member> {
  /** Members at work at the same time, at most. */
  size: number;
  start(): Promise<Member>;
  end(member: Member): Promise<unknown>;
}

/** Members that work on one thing at a time each, started when they are first needed. */
export interface Pool<Member> {
  /** Waits for a member and works with it. One whose work fails is ended, and a fresh one takes its place. */
  use<Result>(work: (member: Member) => Promise<Result>): Promise<Result>;
  /** Ends the members that are idle. */
  close(): Promise<void>;
}

/** A {@link Pool}; who waits longest is served first. */
export function createPool<Member>({ size, start, end }: PoolOptions<Member>): Pool<Member> {
  const idle: Member[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;
  const release = (member?: Member) => {
    busy -= 1;
    if (member !== undefined) idle.push(member);
    waiting.shift()?.();
  };
  const acquire = async (): Promise<Member> => {
    while (busy >= size) await new Promise<void>((resolve) => waiting.push(resolve));
    busy += 1;
    try {
      return idle.pop() ?? (await start());
    } catch (error) {
      release();
      throw error;
    }
  };
  return {
    use: async (work) => {
      const member = await acquire();
      try {
        const result = await work(member);
        release(member);
        return result;
      } catch (error) {
        release();
        await end(member).catch(() => undefined);
        throw error;
      }
    },
    close: async () => {
      await Promise.all(idle.splice(0).map((member) => end(member)));
    },
  };
}
