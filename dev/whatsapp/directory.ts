import { jidDecode } from '@whiskeysockets/baileys';
import {
  type Account,
  DEFAULT_ACCOUNT_NAME,
  DEFAULT_ACCOUNT_NUMBER,
  type Device,
  type Group,
  lidOf,
  type Phone,
  type PreKey,
  type Tables,
} from './model.ts';
import { createPhone, PhoneSignal } from './phones/signal.ts';

/** Who is on the network: accounts a gateway can link to, phones people play, groups. */
export class Directory {
  readonly #tables: Tables;
  readonly #signals = new Map<string, PhoneSignal>();
  /** LID to number, for phones and accounts alike. */
  readonly #numbers = new Map<string, string>();

  constructor(tables: Tables) {
    this.#tables = tables;
    for (const { lid, number } of [...tables.phones.values(), ...tables.accounts.values()]) this.#numbers.set(lid, number);
    if (!tables.accounts.get(DEFAULT_ACCOUNT_NUMBER)) this.addAccount(DEFAULT_ACCOUNT_NUMBER, DEFAULT_ACCOUNT_NAME);
  }

  accounts(): Account[] {
    return [...this.#tables.accounts.values()];
  }

  account(number: string): Account | undefined {
    return this.#tables.accounts.get(number);
  }

  addAccount(number: string, name: string): Account {
    const account: Account = { number, lid: lidOf(number), name, device: null, devices: 0, primary: createPhone(number, name) };
    this.#numbers.set(account.lid, number);
    this.saveAccount(account);
    return account;
  }

  saveAccount(account: Account): void {
    this.#tables.accounts.set(account.number, account);
  }

  /** One-time keys of the account's device that nobody has used yet. */
  preKeyCount(account: Account): number {
    return this.#preKeyNames(account).length;
  }

  addPreKeys(account: Account, keys: PreKey[]): void {
    for (const key of keys) this.#tables.preKeys.set(`${account.number}/${key.keyId}`, key);
  }

  /** Hands out a one-time key of the device; each is given once. */
  takePreKey(account: Account): PreKey | undefined {
    const [name] = this.#preKeyNames(account);
    const key = name === undefined ? undefined : this.#tables.preKeys.get(name);
    if (name !== undefined) this.#tables.preKeys.delete(name);
    return key;
  }

  /** Puts a new device in the place of the old one, whose one-time keys are void. */
  replaceDevice(account: Account, device: Device): void {
    for (const name of this.#preKeyNames(account)) this.#tables.preKeys.delete(name);
    this.saveAccount({ ...account, device, devices: device.id });
  }

  phones(): Phone[] {
    return [...this.#tables.phones.values()];
  }

  phone(number: string): Phone | undefined {
    return this.#tables.phones.get(number);
  }

  /** The phone with this number, made on first use; a given name replaces the old one. */
  ensurePhone(number: string, name?: string): { phone: Phone; created: boolean } {
    const known = this.#tables.phones.get(number);
    if (known && (name === undefined || name === known.name)) return { phone: known, created: false };
    const phone = known ? { ...known, name: name ?? known.name } : createPhone(number, name ?? `+${number}`);
    this.#tables.phones.set(number, phone);
    this.#numbers.set(phone.lid, number);
    return { phone, created: !known };
  }

  signal(phone: Phone): PhoneSignal {
    let signal = this.#signals.get(phone.number);
    if (!signal) {
      signal = new PhoneSignal(phone, this.#tables.signal);
      this.#signals.set(phone.number, signal);
    }
    return signal;
  }

  groups(): Group[] {
    return [...this.#tables.groups.values()];
  }

  group(id: string): Group | undefined {
    return this.#tables.groups.get(id);
  }

  saveGroup(group: Group): void {
    this.#tables.groups.set(group.id, group);
  }

  /** Number behind a phone-number or LID address, with or without device; undefined when nobody here has it. */
  numberOf(jid: string): string | undefined {
    const user = jidDecode(jid)?.user;
    if (user === undefined) return undefined;
    if (jid.endsWith('@lid')) return this.#numbers.get(user);
    return this.#tables.phones.get(user) || this.#tables.accounts.get(user) ? user : undefined;
  }

  /** The keys others encrypt to when they write to this number (device 0). */
  keysOf(number: string): Phone | undefined {
    return this.#tables.phones.get(number) ?? this.#tables.accounts.get(number)?.primary;
  }

  #preKeyNames({ number }: Account): string[] {
    return [...this.#tables.preKeys.keys()].filter((name) => name.startsWith(`${number}/`));
  }

  close(): void {
    for (const signal of this.#signals.values()) signal.close();
  }
}
