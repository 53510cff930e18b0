import { ApplicationFailure } from '@temporalio/common';
import type { SendActivities } from '../../workflows/contracts.ts';
import type { Session } from '../session/session.ts';

/** Asks WhatsApp where a file of this account may be put: the address is good for hours, and only this socket gets one. */
export function createUploadTicket(session: Session): SendActivities['uploadTicket'] {
  return async () => {
    try {
      const { auth, hosts } = (await session.openSocket?.refreshMediaConn()) ?? {};
      if (auth && hosts) return { auth, hosts: hosts.map(({ hostname }) => hostname) };
    } catch (error) {
      throw unavailable(error instanceof Error ? error.name : 'unknown');
    }
    throw unavailable('the WhatsApp socket is closed');
  };
}

const unavailable = (why: string) => ApplicationFailure.create({ message: why, type: 'Unavailable', nonRetryable: false });
