import { setImmediate as nextTurn } from 'node:timers/promises';

/** Items of one write at most: bounds the size of a statement. Catching up after an outage brings some tens at once. */
const group_max = 100;

interface Waiting<T> {
  item: T;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Group commit: what comes while a write is under way goes together in the next one, so that a burst costs a few round trips and
 * syncs instead of one each. Each caller hears about the write that held its own item, and not before it has ended.
 */
export class Gather<T> {
  private readonly write: (items: T[]) => Promise<void>;
  private readonly isItemAtFault: (error: unknown) => boolean;
  private waiting: Waiting<T>[] = [];
  private working = false;

  /**
   * @param write all or nothing
   * @param isItemAtFault true for an error that one of the items brings with it: the others must not suffer from it
   */
  constructor(write: (items: T[]) => Promise<void>, isItemAtFault: (error: unknown) => boolean) {
    this.write = write;
    this.isItemAtFault = isItemAtFault;
  }

  add(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.working) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.working = true;
    while (this.waiting.length > 0) {
      // What is made ready side by side in this turn of the event loop comes along.
      await nextTurn();
      await this.writeGroup(this.waiting.splice(0, group_max));
    }
    this.working = false;
  }

  private async writeGroup(group: Waiting<T>[]): Promise<void> {
    try {
      await this.write(group.map(({ item }) => item));
      for (const { resolve } of group) resolve();
    } catch (error) {
      if (group.length > 1 && this.isItemAtFault(error)) for (const one of group) await this.writeGroup([one]);
      else for (const { reject } of group) reject(error);
    }
  }
}
