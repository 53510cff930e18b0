import { RequestFailure } from '../failure.ts';
import type { Phone } from '../model.ts';
import type { Route } from '../phones/sender.ts';
import type { HttpParts } from './context.ts';
import { checkedNumber } from './schemas.ts';

/** The phone of a request: a number that is new becomes a phone, and is announced to the page. Throws 400 and 409. */
export function phoneOf({ chats, directory, store }: HttpParts, text: string, name?: string): Phone {
  const number = checkedNumber(text);
  if (directory.account(number)) throw new RequestFailure(409, `${number} belongs to the gateway and cannot be played.`);
  const { phone, created } = directory.ensurePhone(number, name);
  if (created || name !== undefined) {
    store.flush();
    chats.emit({ type: 'phone', number, name: phone.name });
  }
  return phone;
}

/** Where a phone writes: to an account, a group, or, when it does not say, to Catat. */
export function routeTo(parts: HttpParts, phone: Phone, to: string | undefined): Route {
  return parts.sender.route(phone, to === undefined || to.endsWith('@g.us') ? to : checkedNumber(to));
}

/** The direct chat of a phone that holds a message. Throws 404 when none does. */
export function routeOfMessage(parts: HttpParts, number: string, messageId: string): Route {
  const phone = phoneOf(parts, number);
  return parts.sender.route(phone, parts.sender.chatOf(phone, messageId));
}
