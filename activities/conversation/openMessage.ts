import { and, eq, isNull } from 'drizzle-orm';
import { once } from '../../database/effect.ts';
import type { Transaction } from '../../database/pool.ts';
import { contact, message } from '../../database/schema/index.ts';
import { interpret } from '../../language/interpret.ts';
import type { Locale } from '../../language/locale.ts';
import { isHello } from '../../language/replies/followUps.ts';
import type { Statement } from '../../language/statement.ts';
import { openPersonalBook } from '../../ledger/books.ts';
import type { ConversationActivities, Opened } from '../../workflows/contracts.ts';
import { type AccessPolicy, admit } from './access.ts';
import type { ConversationDeps } from './deps.ts';
import { closeMessage, planStatement } from './effects.ts';
import { enterGroup } from './group.ts';
import { listStep } from './listed.ts';
import { type Route, route } from './route.ts';
import {
  change_max_ms,
  changedUnread,
  earlierUnread,
  lapseChanges,
  localeOf,
  type Received,
  readerOf,
  received,
  turnstile_max_ms,
} from './rows.ts';

type Input = Parameters<ConversationActivities['openMessage']>[0];

/** Enough of a first message to tell the language it is written in. */
const languageSample_characters = 200;

/** Leaves the transaction without a trace: the message is opened anew when its turn has come. */
class EarlierMessageUnread extends Error {
  override readonly name = 'EarlierMessageUnread';
}

/** Decides what a message is: something new, an answer to an open question, or a thing settled at once. */
export async function openMessage(deps: ConversationDeps, input: Input): Promise<Opened> {
  try {
    return await openOnce(deps, input);
  } catch (error) {
    if (error instanceof EarlierMessageUnread) return { route: 'wait' };
    throw error;
  }
}

function openOnce({ db, access }: ConversationDeps, input: Input): Promise<Opened> {
  return db.transaction(async (tx) => {
    const opening = await received(tx, input.messageId);
    return once(tx, `${opening.message.workflowId}/open`, input, async () => {
      if (opening.chat.kind === 'group') return openInGroup(tx, access, opening);
      const admission = await admit(tx, access, opening);
      if (admission === 'told' || admission === 'ignored') return refuse(tx, opening, admission, access);
      const greeting = await greet(tx, opening);
      if (admission === 'by_code' || (greeting.outbound.length > 0 && isGreeting(opening))) {
        // The code itself is no transaction to be read, and a hello has been answered by ours.
        await closeMessage(tx, input.messageId, 'answered');
        return { route: 'settled', outbound: greeting.outbound };
      }
      return enter(tx, opening, await inTurn(tx, opening), greeting);
    });
  });
}

/** A group is answered once Catat was asked in; nobody is greeted there, and nobody's own book is touched. */
async function openInGroup(tx: Transaction, access: AccessPolicy, opening: Received): Promise<Opened> {
  const greeting = { locale: localeOf(opening.contact), outbound: [] };
  switch (await enterGroup(tx, access, opening)) {
    case 'outside':
      return enter(tx, opening, { to: 'settle', statement: null, waitsForEarlier: false }, greeting);
    case 'joined':
      return enter(tx, opening, { to: 'settle', statement: { say: 'group_joined' }, waitsForEarlier: false }, greeting);
    case 'member':
      return enter(tx, opening, await inTurn(tx, opening), greeting);
  }
}

async function enter(
  tx: Transaction,
  opening: Received,
  chosen: Route,
  greeting: { locale: Locale; outbound: string[] },
): Promise<Opened> {
  const { message: row } = opening;
  const { locale } = greeting;
  if (chosen.to === 'read' || chosen.to === 'amend') await lapseChanges(tx, opening);
  if (chosen.to === 'read') {
    await tx.update(message).set({ stage: 'reading' }).where(eq(message.id, row.id));
    const joins = chosen.joins === undefined ? {} : { joins: chosen.joins };
    return { route: 'new', contactId: row.contactId, locale, outbound: greeting.outbound, ...joins };
  }
  if (chosen.to === 'amend') return { route: 'amend', contactId: row.contactId, locale, outbound: greeting.outbound };
  if (chosen.to === 'questions') return { route: 'reply', questionIds: chosen.questionIds, outbound: greeting.outbound };
  if (chosen.to === 'withdraw') return { route: 'withdraw', workflowId: chosen.workflowId, outbound: greeting.outbound };
  if (chosen.statement === null) {
    await closeMessage(tx, row.id, 'ignored');
    return { route: 'settled', outbound: greeting.outbound };
  }
  const step = chosen.statement.say === 'which_question' ? listStep : 'settle';
  const planned = await planStatement(tx, opening, step, chosen.statement, { locale, quote: row.kind === 'unsupported' });
  await closeMessage(tx, row.id, 'answered');
  return { route: 'settled', outbound: [...greeting.outbound, planned.id] };
}

/** A stranger while Catat is closed: one word, once, and nothing of what they sent is looked at. */
async function refuse(
  tx: Transaction,
  opening: Received,
  admission: 'told' | 'ignored',
  { mode }: AccessPolicy,
): Promise<Opened> {
  const outbound: string[] = [];
  if (admission === 'told') {
    const statement: Statement = { say: 'not_admitted', by: mode === 'invite' ? 'invite' : 'number' };
    const planned = await planStatement(tx, opening, 'refuse', statement, { locale: languageOf(opening) });
    outbound.push(planned.id);
  }
  // What a stranger wrote and is called is not ours to keep; the address is, so that one word stays one word.
  await tx.update(message).set({ body: null, media: null, messageSecret: null }).where(eq(message.id, opening.message.id));
  await tx.update(contact).set({ displayName: null }).where(eq(contact.id, opening.contact.id));
  await closeMessage(tx, opening.message.id, 'ignored');
  return { route: 'settled', outbound };
}

/** A first message that only says hello. */
function isGreeting(opening: Received): boolean {
  const { body, kind } = opening.message;
  return (
    kind === 'text' &&
    body !== null &&
    isHello(body) &&
    interpret(body.slice(0, languageSample_characters), readerOf(opening)).intent === 'smalltalk'
  );
}

/** The language a first message is written in. */
function languageOf({ message: row, contact: person }: Received): Locale {
  const known = localeOf(person);
  if (!row.body) return known;
  const reader = { now: row.sentAt, timezone: person.timezone, locale: known };
  return interpret(row.body.slice(0, languageSample_characters), reader).locale;
}

/** On the first message of a person: opens their book and says what Catat does and keeps. */
async function greet(tx: Transaction, opening: Received): Promise<{ locale: Locale; outbound: string[] }> {
  const { contact: person } = opening;
  if (person.greetedAt) return { locale: localeOf(person), outbound: [] };
  const locale = languageOf(opening);
  const [first] = await tx
    .update(contact)
    .set({ greetedAt: new Date(), locale })
    .where(and(eq(contact.id, person.id), isNull(contact.greetedAt)))
    .returning({ id: contact.id });
  // Two first messages at once: the row lock lets only one of them greet.
  if (!first) return { locale, outbound: [] };
  await openPersonalBook(tx, { contactId: person.id, timezone: person.timezone, locale });
  const planned = await planStatement(tx, opening, 'greet', { say: 'greeting' }, { locale });
  return { locale, outbound: [planned.id] };
}

/**
 * Routes a message; one whose meaning hangs on an earlier message that is still being read waits, but not for ever. Who is unread is
 * looked up first: a question that is asked in between is found by the routing.
 */
async function inTurn(tx: Transaction, opening: Received): Promise<Route> {
  const isChange = opening.message.kind === 'edit' || opening.message.kind === 'revoke';
  const unread = isChange ? await changedUnread(tx, opening) : await earlierUnread(tx, opening);
  const chosen = await route(tx, opening, unread);
  const patience_ms = isChange ? change_max_ms : turnstile_max_ms;
  const waits = chosen.waitsForEarlier && Date.now() - opening.message.receivedAt.getTime() < patience_ms;
  if (waits && unread.length > 0) throw new EarlierMessageUnread();
  return chosen;
}
