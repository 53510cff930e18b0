import { type BinaryNode, decodeBinaryNode, encodeBinaryNode } from '@whiskeysockets/baileys';
import type { Table } from '../store.ts';

const keyOf = (account: string, from = '', participant = '', id = ''): string => `${account}/${from}/${participant}/${id}`;

/** Receipts of phones that could not decrypt and ask again: kept until the linked device acknowledges them, as on the live service. */
export class RetryReceipts {
  readonly #table: Table<Buffer>;

  constructor(table: Table<Buffer>) {
    this.#table = table;
  }

  keep(account: string, receipt: BinaryNode): void {
    const { from, participant, id, type } = receipt.attrs;
    if (type === 'retry') this.#table.set(keyOf(account, from, participant, id), encodeBinaryNode(receipt));
  }

  /** @param ack of the linked device */
  forget(account: string, { attrs }: BinaryNode): void {
    this.#table.delete(keyOf(account, attrs.to, attrs.participant, attrs.id));
  }

  /** Those of an account that were not acknowledged, oldest first. */
  async waiting(account: string): Promise<BinaryNode[]> {
    const mine = [...this.#table.keys()].filter((key) => key.startsWith(`${account}/`));
    return Promise.all(mine.flatMap((key) => this.#table.get(key) ?? []).map((bytes) => decodeBinaryNode(bytes)));
  }

  /** A new device was linked: it sent none of what is asked for. */
  reset(account: string): void {
    for (const key of [...this.#table.keys()]) if (key.startsWith(`${account}/`)) this.#table.delete(key);
  }
}
