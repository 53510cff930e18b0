import type { BinaryNode } from '@whiskeysockets/baileys';

/** Stanzas captured side by side. Some tens make the cost of a commit small; more would only delay the first of them. */
const batch_max = 50;

export interface IntakeOptions {
  /** Makes stanzas durable, side by side; a promise each, rejected for one that must not be acknowledged. */
  capture(nodes: BinaryNode[]): Promise<void>[];
  /** The library's own handling, which ends in the receipt. */
  hand(node: BinaryNode): Promise<void>;
  /** Told for each stanza that could not be made durable. */
  onLost(error: unknown): void;
  /** False once the socket is closed: what still waits was not acknowledged and comes again. */
  isOpen(): boolean;
}

/**
 * The way of stanzas from the socket to the library: captured in batches, handed over one after the other in the order of arrival,
 * each only after its commit. The next batch is captured while the one before is handed over.
 */
export class Intake {
  private readonly options: IntakeOptions;
  private readonly queue: BinaryNode[] = [];
  private handed: Promise<void> = Promise.resolve();
  private working = false;

  constructor(options: IntakeOptions) {
    this.options = options;
  }

  /** True while stanzas wait for their commit. */
  get isBehind(): boolean {
    return this.queue.length > 0;
  }

  add(node: BinaryNode): void {
    this.queue.push(node);
    if (!this.working) void this.work();
  }

  private async work(): Promise<void> {
    this.working = true;
    while (this.queue.length > 0 && this.options.isOpen()) {
      const nodes = this.queue.splice(0, batch_max);
      const before = this.handed;
      const captured = this.options.capture(nodes);
      nodes.forEach((node, index) => {
        this.handed = this.handed.then(() => this.handOver(node, captured[index]));
      });
      await Promise.allSettled(captured);
      await before;
    }
    this.queue.length = 0;
    this.working = false;
  }

  private async handOver(node: BinaryNode, captured: Promise<void> | undefined): Promise<void> {
    try {
      await captured;
    } catch (error) {
      this.options.onLost(error);
      return;
    }
    // The library logs its own failures.
    await this.options.hand(node).catch(() => {});
  }
}
