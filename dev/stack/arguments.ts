import { parseArgs } from 'node:util';
import type { Mode } from './state.ts';

/** The command line was not understood; the message says what was wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export type Command =
  | { kind: 'start'; mode: Mode }
  | { kind: 'reset'; yes: boolean }
  | { kind: 'status' }
  | { kind: 'stop' }
  | { kind: 'help' };

export const usage = `npm start                  the whole system, on a local WhatsApp network
npm start -- --whatsapp    the same with a real WhatsApp account, paired by QR code
npm start -- --status      what runs, and where
npm start -- --stop        stops what runs
npm start -- --reset       removes all data of this checkout (asks first; --yes does not ask)
npm start -- --help        this text`;

/** @throws UsageError */
export function readArguments(args: string[]): Command {
  const flags = parse(args);
  const commands = (['reset', 'status', 'stop', 'help', 'whatsapp'] as const).filter((name) => flags[name]);
  if (commands.length > 1) throw new UsageError(`--${commands.join(' and --')} do not go together.`);
  const [command] = commands;
  if (flags.yes && command !== 'reset') throw new UsageError('--yes belongs to --reset.');
  if (command === 'reset') return { kind: 'reset', yes: flags.yes === true };
  if (command === 'whatsapp' || !command) return { kind: 'start', mode: command ?? 'local' };
  return { kind: command };
}

function parse(args: string[]) {
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args,
      options: { reset: flag, yes: flag, status: flag, stop: flag, whatsapp: flag, help: { ...flag, short: 'h' } },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
