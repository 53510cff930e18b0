import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** No port could be had. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

/** Below the range from which systems take the ports of outgoing connections (Linux: 32768 up), so that none is lost in between. */
const freeRange = { from: 20_000, to: 32_000 };
const attempts = 200;

/** Whether a listener can take the port on loopback and on every address: only binding tells. */
export async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    const server = createServer();
    try {
      server.listen({ port, host, exclusive: true });
      await once(server, 'listening');
    } catch {
      return false;
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  }
  return true;
}

export interface PortRequest<Name extends string> {
  /** Wanted ports in order of preference, per name. */
  wanted: Record<Name, number[]>;
  /** Ports that must be free as well, as distance from a given one. */
  alongside?: Partial<Record<Name, number>>;
}

/**
 * One free port for each name: the first wanted one that is free, else any.
 * @throws PortError
 */
export async function choosePorts<Name extends string>({
  wanted,
  alongside = {},
}: PortRequest<Name>): Promise<Record<Name, number>> {
  const taken = new Set<number>();
  const chosen = {} as Record<Name, number>;
  const takes = async (port: number, distance: number | undefined) => {
    const needed = distance === undefined ? [port] : [port, port + distance];
    for (const each of needed) if (taken.has(each) || !(await isFree(each))) return false;
    for (const each of needed) taken.add(each);
    return true;
  };
  for (const name of Object.keys(wanted) as Name[]) {
    const distance = (alongside as Record<string, number | undefined>)[name];
    const candidates = [...wanted[name], ...Array.from({ length: attempts }, () => randomInt(freeRange.from, freeRange.to))];
    for (const port of candidates) {
      if (!(await takes(port, distance))) continue;
      chosen[name] = port;
      break;
    }
    if (chosen[name] === undefined) throw new PortError(`No free port for ${name}.`);
  }
  return chosen;
}
