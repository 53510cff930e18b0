import { AsyncLocalStorage } from 'node:async_hooks';
import { isLidUser, type SignalKeyStoreWithTransaction, type SocketConfig } from '@whiskeysockets/baileys';

type SignalRepository = ReturnType<SocketConfig['makeSignalRepository']>;

/**
 * Commits each step of an outgoing ratchet before its ciphertext is used, under the lock that decryption takes for the same
 * person. The library sends a message inside one transaction of its own: there the ciphertext is on the wire before the step is
 * on disk, and the step is not locked against a message of that person being decrypted at the same time. After a crash, a
 * database error or a lost update the next message would be encrypted with a key that was used already, and no phone reads it.
 * Call it where no transaction is under way.
 */
export function withOwnCommits(repository: SignalRepository, keys: SignalKeyStoreWithTransaction): SignalRepository {
  // Inside a transaction the library reuses it; a step that runs out here gets one, and a commit, of its own.
  const outside = AsyncLocalStorage.snapshot();
  const lockOf = async (jid: string): Promise<string> =>
    isLidUser(jid) ? jid : ((await repository.lidMapping.getLIDForPN(jid)) ?? jid);
  const alone = <T>(jid: string, step: () => Promise<T>): Promise<T> =>
    outside(async () => keys.transaction(step, await lockOf(jid)));
  return {
    ...repository,
    encryptMessage: (input) => alone(input.jid, () => repository.encryptMessage(input)),
    injectE2ESession: (input) => alone(input.jid, () => repository.injectE2ESession(input)),
    encryptGroupMessage: (input) => outside(() => repository.encryptGroupMessage(input)),
    getSenderKeyDistributionMessage: (input) => outside(() => repository.getSenderKeyDistributionMessage(input)),
  };
}
