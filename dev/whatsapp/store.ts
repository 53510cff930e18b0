import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { BufferJSON } from '@whiskeysockets/baileys';

/** One change of the journal: table, key, new value (null = removed). */
type Change = [table: string, key: string, value: unknown];

/** A named map whose changes are journalled. Values must be JSON (Buffers are allowed). */
export interface Table<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  keys(): IterableIterator<string>;
  values(): IterableIterator<T>;
  readonly size: number;
}

const JOURNAL = 'journal.jsonl';
/** The journal is rewritten as one snapshot once it has grown by this many bytes. */
const COMPACT_AFTER_BYTES = 64 * 1024 * 1024;
/** Changes per line of a snapshot, so that no line gets near the longest string of V8. */
const CHANGES_PER_LINE = 200;

/**
 * The memory of the network: maps in memory, every change appended to one journal file.
 * `flush` hands the pending changes to the operating system as one line, so a process killed at any point finds
 * either all of them or none; power loss may cost the last seconds, which a development tool can afford.
 */
export class Store {
  readonly #tables = new Map<string, Map<string, unknown>>();
  readonly #dir: string | null;
  #pending: Change[] = [];
  #file: number | null = null;
  #grown = 0;

  /** @param dir folder of the journal, made when missing; null keeps everything in memory. */
  constructor(dir: string | null) {
    this.#dir = dir;
    if (dir === null) return;
    mkdirSync(dir, { recursive: true });
    const path = join(dir, JOURNAL);
    if (existsSync(path)) this.#load(readFileSync(path));
    this.#compact(dir);
  }

  table<T>(name: string): Table<T> {
    const rows = this.#rows(name) as Map<string, T>;
    const record = (key: string, value: T | null): void => {
      if (this.#dir !== null) this.#pending.push([name, key, value]);
    };
    return {
      get: (key) => rows.get(key),
      set: (key, value) => {
        rows.set(key, value);
        record(key, value);
      },
      delete: (key) => {
        if (rows.delete(key)) record(key, null);
      },
      keys: () => rows.keys(),
      values: () => rows.values(),
      get size() {
        return rows.size;
      },
    };
  }

  /** Writes what changed since the last call; call it before anybody is told that something happened. */
  flush(): void {
    if (this.#file === null || this.#pending.length === 0) return;
    const line = Buffer.from(`${JSON.stringify(this.#pending, BufferJSON.replacer)}\n`);
    this.#pending = [];
    writeAll(this.#file, line);
    this.#grown += line.length;
    if (this.#grown > COMPACT_AFTER_BYTES && this.#dir !== null) this.#compact(this.#dir);
  }

  close(): void {
    this.flush();
    if (this.#file === null) return;
    fsyncSync(this.#file);
    closeSync(this.#file);
    this.#file = null;
  }

  #rows(name: string): Map<string, unknown> {
    let rows = this.#tables.get(name);
    if (!rows) {
      rows = new Map();
      this.#tables.set(name, rows);
    }
    return rows;
  }

  #load(content: Buffer): void {
    let start = 0;
    for (let end = content.indexOf(10, start); end >= 0; end = content.indexOf(10, start)) {
      // A line that was cut by a kill has no newline and is never reached: its changes were never announced.
      for (const [table, key, value] of JSON.parse(content.toString('utf8', start, end), BufferJSON.reviver) as Change[]) {
        if (value === null) this.#rows(table).delete(key);
        else this.#rows(table).set(key, value);
      }
      start = end + 1;
    }
  }

  #compact(dir: string): void {
    const path = join(dir, JOURNAL);
    const fresh = openSync(`${path}.new`, 'w');
    ftruncateSync(fresh, 0);
    let changes: Change[] = [];
    const writeChanges = (): void => {
      if (changes.length > 0) writeAll(fresh, Buffer.from(`${JSON.stringify(changes, BufferJSON.replacer)}\n`));
      changes = [];
    };
    for (const [table, rows] of this.#tables) {
      for (const [key, value] of rows) {
        changes.push([table, key, value]);
        if (changes.length >= CHANGES_PER_LINE) writeChanges();
      }
    }
    writeChanges();
    fsyncSync(fresh);
    renameSync(`${path}.new`, path);
    if (this.#file !== null) closeSync(this.#file);
    this.#file = fresh;
    this.#grown = 0;
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
