/**
 * Import this before anything that imports Baileys. libsignal prints whole sessions, private keys included, with `console`
 * (libsignal/src/session_record.js). Our own code logs with pino, so in this process the console belongs to libraries: only
 * the first text of a call gets through, to the listener; objects and numbers never do.
 */
type Listener = (text: string) => void;

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const;
let listener: Listener = () => {};

for (const method of methods)
  console[method] = (first?: unknown) => {
    if (typeof first === 'string') listener(maskNumbers(first));
  };

/** Receives what libraries print, with long digit runs masked. */
export function onConsole(next: Listener): void {
  listener = next;
}

/** Addresses and phone numbers are digit runs; message ids and codes are shorter or not digits alone. */
export const maskNumbers = (text: string): string => text.replace(/\d{6,}/g, '#');
