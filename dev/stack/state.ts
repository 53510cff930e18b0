import { existsSync, readFileSync } from 'node:fs';
import { writeAtomic } from './file.ts';
import type { ProcessIdentity } from './supervisor/identity.ts';

export type Mode = 'local' | 'whatsapp';

export interface StackUrls {
  /** The chat page; null with a real WhatsApp account. */
  chat: string | null;
  /** HTTP of the local phones; null with a real WhatsApp account. */
  whatsapp: string | null;
  gateway: string;
  api: string;
  docs: string;
  /** The finance desk, served by the API. */
  desk: string;
  temporalUi: string;
  /** host:port of the gRPC frontend. */
  temporal: string;
  s3: string;
  aiMedia: string;
  flow: string;
  /** Null while voice is off. */
  whisper: string | null;
  /** Null when the rules work alone. */
  ollama: string | null;
}

export interface Ability {
  ready: boolean;
  /** Why not, and what cures it. */
  reason: string | null;
}

/** `.catat/stack.json`: what runs now. Scripts, tests and benchmarks read it. */
export interface StackState {
  startedAt: string;
  /** The supervisor. */
  pid: number;
  supervisor: ProcessIdentity;
  mode: Mode;
  urls: StackUrls;
  ports: Record<string, number>;
  /** Process ids by part. */
  pids: Record<string, number>;
  /** The same with start times, for the next start to clean up by. */
  processes: Record<string, ProcessIdentity>;
  ready: boolean;
  abilities: { voice: Ability; receipt: Ability; model: Ability };
}

/** The state of the stack of a data folder, or null when none was started there (or it ended cleanly). */
export function readState(path: string): StackState | null {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as StackState;
  } catch {
    return null;
  }
}

export const writeState = (path: string, state: StackState): void => writeAtomic(path, `${JSON.stringify(state, null, 2)}\n`);
