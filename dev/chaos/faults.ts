import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '../stack/stack.ts';
import type { HeldFaults, NetworkFaults } from './network.ts';
import type { Killable, PlannedFault } from './plan.ts';
import { steadily } from './steadyPhone.ts';

/** How often each kind of fault really happened. */
export interface FaultCounts {
  kills: Partial<Record<Killable, number>>;
  cuts: number;
  ends: number;
  /** Times the messages of a while arrived newest first. */
  reorders: number;
  /** Messages delivered once more. */
  redeliveries: number;
  /** Cuts between a reply and its acknowledgement. */
  unacknowledged: number;
  /** Times the server hid one form of the senders' addresses. */
  addresses: number;
  /** Faults that met nothing to break: the gateway or the network was away, the part was not running. */
  missed: number;
}

export const noFaults = (): FaultCounts => ({
  kills: {},
  cuts: 0,
  ends: 0,
  reorders: 0,
  redeliveries: 0,
  unacknowledged: 0,
  addresses: 0,
  missed: 0,
});

/** Where faults are made. */
export interface Victim {
  stack: Stack;
  network: NetworkFaults;
  /** Ids of the messages phones have sent, newest last. */
  sent: readonly string[];
}

/**
 * Makes each fault when it is due, one after the other.
 * @param began `performance.now()` at the start of the run
 */
export async function makeFaults(
  faults: readonly PlannedFault[],
  victim: Victim,
  began: number,
  onFault: (line: string) => void,
): Promise<FaultCounts> {
  const counts = noFaults();
  for (const fault of faults) {
    await sleep(Math.max(0, began + fault.at_ms - performance.now()));
    // The network itself may be away.
    const happened = await makeFault(fault, victim, counts).catch(() => false);
    if (!happened) counts.missed += 1;
    const { at_ms, kind } = fault;
    onFault(`${(at_ms / 1_000).toFixed(1)} s: ${kind}${'part' in fault ? ` ${fault.part}` : ''}${happened ? '' : ' (missed)'}`);
  }
  return counts;
}

async function makeFault(fault: PlannedFault, victim: Victim, counts: FaultCounts): Promise<boolean> {
  const { network, stack, sent } = victim;
  switch (fault.kind) {
    case 'kill':
      if (stack.state().pids[fault.part] === undefined) return false;
      stack.kill(fault.part, 'SIGKILL');
      counts.kills[fault.part] = (counts.kills[fault.part] ?? 0) + 1;
      return true;
    case 'cut':
      return count(counts, 'cuts', await network.drop());
    case 'end':
      return count(counts, 'ends', await network.drop(fault.code));
    case 'reorder':
      await holding(network, { holdDelivery: true }, () => sleep(fault.hold_ms));
      return count(counts, 'reorders', true);
    case 'redeliver':
      return redeliver(sent.slice(-fault.count), network, counts);
    case 'unacknowledged': {
      const dropped = await holding(network, { holdAcks: true }, async () => {
        await sleep(fault.hold_ms);
        return network.drop();
      });
      return count(counts, 'unacknowledged', dropped);
    }
    case 'address':
      await holding(network, { addresses: fault.form }, () => sleep(fault.hold_ms));
      return count(counts, 'addresses', true);
  }
}

/** Nothing is held back, both forms of an address are told. */
const faultless: HeldFaults = { holdDelivery: false, holdAcks: false, addresses: 'both' };

/** Works while something is held back; whatever happens, it is released. */
async function holding<T>(network: NetworkFaults, faults: HeldFaults, work: () => Promise<T>): Promise<T> {
  await network.hold(faults);
  try {
    return await work();
  } finally {
    await steadily(() => network.hold(faultless));
  }
}

type Counted = 'cuts' | 'ends' | 'reorders' | 'unacknowledged' | 'addresses';

function count(counts: FaultCounts, name: Counted, happened: boolean): boolean {
  if (happened) counts[name] += 1;
  return happened;
}

async function redeliver(ids: readonly string[], network: NetworkFaults, counts: FaultCounts): Promise<boolean> {
  let redelivered = 0;
  for (const id of ids) if (await network.redeliver(id)) redelivered += 1;
  counts.redeliveries += redelivered;
  return redelivered > 0;
}
