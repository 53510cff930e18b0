import type { Principal } from './principal.ts';

/** A page of the desk asks a dozen things at once. Who is shut out elsewhere (the staff command) is let in for so long at most. */
const remembered_ms = 3_000;
/** Tokens known at once: far more people than a deployment has, and a megabyte. */
const maxRemembered = 1_000;

interface Known {
  principal: Principal;
  until: number;
}

/** Finds out who a token stands for, and knows it for some seconds. */
export interface Remembered {
  find(token: string): Promise<Principal | null>;
  /** After anything that may change who may do what. */
  forget(): void;
}

/** Remembers whom `look` has found; who is not let in is looked for each time. */
export function remembering(look: (token: string) => Promise<Principal | null>): Remembered {
  const known = new Map<string, Known>();
  let generation = 0;
  return {
    async find(token) {
      const found = known.get(token);
      if (found && found.until > performance.now()) return found.principal;
      known.delete(token);
      const asked = generation;
      const principal = await look(token);
      // What was looked up before a change is not remembered behind it.
      if (principal === null || asked !== generation) return principal;
      const [oldest] = known.keys();
      if (oldest !== undefined && known.size >= maxRemembered) known.delete(oldest);
      known.set(token, { principal, until: performance.now() + remembered_ms });
      return principal;
    },
    forget() {
      generation += 1;
      known.clear();
    },
  };
}
