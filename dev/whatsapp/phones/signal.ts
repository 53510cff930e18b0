import { randomBytes, randomInt } from 'node:crypto';
import {
  BufferJSON,
  Curve,
  DEFAULT_CONNECTION_CONFIG,
  generateSignalPubKey,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStoreWithTransaction,
  signedKeyPair,
} from '@whiskeysockets/baileys';
import { pino } from 'pino';
import { type Account, type Device, lidJid, lidOf, type Phone, type PreKey, type Tables } from '../model.ts';

export interface Encrypted {
  type: 'pkmsg' | 'msg';
  ciphertext: Uint8Array;
}

type Repository = ReturnType<typeof DEFAULT_CONNECTION_CONFIG.makeSignalRepository>;

/** A padded block ends in up to this many copies of its length, as WhatsApp pads. */
const MAX_PADDING = 16;
/** The one pre-key of a phone. It is never used up, like a last-resort key: a phone can always be written to. */
export const PHONE_PRE_KEY_ID = 1;
const MAX_REGISTRATION_ID = 0x3fff;

export function createPhone(number: string, name: string): Phone {
  const identityKey = Curve.generateKeyPair();
  return {
    number,
    lid: lidOf(number),
    name,
    identityKey,
    signedPreKey: signedKeyPair(identityKey, 1),
    preKey: Curve.generateKeyPair(),
    registrationId: randomInt(1, MAX_REGISTRATION_ID),
  };
}

/** The Signal side of one phone: real sessions with linked devices, real sender keys in groups. Calls run one after another. */
export class PhoneSignal {
  readonly #repository: Repository;
  readonly #phone: Phone;
  #last: Promise<unknown> = Promise.resolve();

  constructor(phone: Phone, signal: Tables['signal']) {
    this.#phone = phone;
    const keys = signalKeys(phone, signal);
    const creds = {
      signedIdentityKey: phone.identityKey,
      signedPreKey: phone.signedPreKey,
      registrationId: phone.registrationId,
    };
    this.#repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(
      { creds, keys },
      pino({ level: 'silent' }),
      async () => undefined,
    );
  }

  /** Encrypts for the device of an account; takes a pre-key from `takePreKey` when there is no session yet or `fresh` is set. */
  encrypt(
    account: Account,
    device: Device,
    message: Uint8Array,
    takePreKey: () => PreKey | undefined,
    fresh = false,
  ): Promise<Encrypted> {
    return this.#inOrder(async () => {
      const jid = lidJid(account.lid, device.id);
      if (fresh) await this.#repository.deleteSession([jid]);
      const { exists } = await this.#repository.validateSession(jid);
      if (!exists) {
        // Without a one-time pre-key the signed one alone carries the session, as on the live service.
        const preKey = takePreKey();
        await this.#repository.injectE2ESession({
          jid,
          session: {
            registrationId: device.registrationId,
            identityKey: generateSignalPubKey(device.identityKey),
            signedPreKey: device.signedPreKey,
            preKey,
          },
        });
      }
      return this.#repository.encryptMessage({ jid, data: pad(message) });
    });
  }

  decrypt(account: Account, device: Device, type: 'pkmsg' | 'msg', ciphertext: Uint8Array): Promise<proto.Message> {
    return this.#inOrder(async () => {
      const plain = await this.#repository.decryptMessage({ jid: lidJid(account.lid, device.id), type, ciphertext });
      return proto.Message.decode(unpad(plain));
    });
  }

  encryptGroup(
    group: string,
    message: Uint8Array,
  ): Promise<{ ciphertext: Uint8Array; senderKeyDistributionMessage: Uint8Array }> {
    const request = { group, meId: lidJid(this.#phone.lid), data: pad(message) };
    return this.#inOrder(() => this.#repository.encryptGroupMessage(request));
  }

  acceptSenderKey(account: Account, device: Device, item: proto.Message.ISenderKeyDistributionMessage): Promise<void> {
    const authorJid = lidJid(account.lid, device.id);
    return this.#inOrder(() => this.#repository.processSenderKeyDistributionMessage({ item, authorJid }));
  }

  decryptGroup(account: Account, device: Device, group: string, ciphertext: Uint8Array): Promise<proto.Message> {
    return this.#inOrder(async () => {
      const authorJid = lidJid(account.lid, device.id);
      const plain = await this.#repository.decryptGroupMessage({ group, authorJid, msg: ciphertext });
      return proto.Message.decode(unpad(plain));
    });
  }

  close(): void {
    this.#repository.close?.();
  }

  /** A Signal session is a chain: two steps of one phone must never overlap. */
  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => undefined);
    return next;
  }
}

/** Baileys' key store over our table. Values are kept as text, so that a failed step cannot change what is stored. */
function signalKeys(phone: Phone, signal: Tables['signal']): SignalKeyStoreWithTransaction {
  const keyOf = (type: string, id: string): string => `${phone.number}/${type}/${id}`;
  return {
    get: <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) => {
      const found: { [id: string]: SignalDataTypeMap[T] } = {};
      for (const id of ids) {
        const value = type === 'pre-key' && id === String(PHONE_PRE_KEY_ID) ? phone.preKey : parse(signal.get(keyOf(type, id)));
        if (value !== undefined) found[id] = value as SignalDataTypeMap[T];
      }
      return found;
    },
    set: (data: SignalDataSet) => {
      for (const [type, values] of Object.entries(data)) {
        if (type === 'pre-key') continue;
        for (const [id, value] of Object.entries(values ?? {})) {
          if (value === null) signal.delete(keyOf(type, id));
          else signal.set(keyOf(type, id), JSON.stringify(value, BufferJSON.replacer));
        }
      }
    },
    isInTransaction: () => true,
    transaction: (work) => work(),
  };
}

const parse = (text: unknown): unknown => (typeof text === 'string' ? JSON.parse(text, BufferJSON.reviver) : undefined);

function pad(plain: Uint8Array): Buffer {
  const length = 1 + ((randomBytes(1)[0] ?? 0) % MAX_PADDING);
  return Buffer.concat([plain, Buffer.alloc(length, length)]);
}

function unpad(padded: Uint8Array): Uint8Array {
  return padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
}
