import { and, count, eq, getTableColumns, isNull, lt, or } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../../database/pool.ts';
import { staff, staffBook } from '../../database/schema/index.ts';
import { generatePassword, hashPassword, isPassword } from './password.ts';
import { endOtherSessions } from './sessions.ts';
import { stepOf } from './totp.ts';

export type StaffRow = typeof staff.$inferSelect;

export const emailOf = (text: string): string => text.trim().toLowerCase();

/** Adds a person with a password of their own or one made up; null when the address is taken. */
export async function addStaff(
  db: Database,
  input: { email: string; name?: string; admin: boolean; password?: string },
): Promise<{ person: StaffRow; password: string } | null> {
  const email = emailOf(input.email);
  const password = input.password ?? generatePassword();
  const [person] = await db
    .insert(staff)
    .values({
      id: uuidv7(),
      email,
      name: input.name ?? email.split('@')[0] ?? email,
      admin: input.admin,
      passwordHash: await hashPassword(password),
    })
    .onConflictDoNothing({ target: staff.email })
    .returning();
  return person ? { person, password } : null;
}

/** Gives a person a new password, takes a second factor away and ends their sessions; false when there is no such person. */
export async function resetPassword(db: Database, email: string, password: string): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  return changeStaff(db, email, { passwordHash, totpSecret: null, totpStep: null, disabledAt: null });
}

/** Shuts a person out: sessions end, keys of their making open nothing. False when there is no such person. */
export const disableStaff = (db: Database, email: string): Promise<boolean> => changeStaff(db, email, { disabledAt: new Date() });

async function changeStaff(db: Database, email: string, change: Partial<StaffRow>): Promise<boolean> {
  const [person] = await db
    .update(staff)
    .set(change)
    .where(eq(staff.email, emailOf(email)))
    .returning({ id: staff.id });
  if (person) await endOtherSessions(db, person.id, undefined);
  return person !== undefined;
}

/** Everybody with a login and how many books are theirs, by address. */
export const listStaff = (db: Database): Promise<(StaffRow & { books: number })[]> =>
  db
    .select({ ...getTableColumns(staff), books: count(staffBook.bookId) })
    .from(staff)
    .leftJoin(staffBook, eq(staffBook.staffId, staff.id))
    .groupBy(staff.id)
    .orderBy(staff.email);

export const findStaff = async (db: Database, id: string): Promise<StaffRow | null> =>
  (await db.select().from(staff).where(eq(staff.id, id)))[0] ?? null;

/** What a login lacks: everything but the second factor is told apart from nothing. */
export type LoginRefusal = 'wrong' | 'code-needed';

/** Who logs in with these; takes as long for an unknown address as for a wrong password. */
export async function logIn(
  db: Database,
  input: { email: string; password: string; totp?: string },
): Promise<StaffRow | LoginRefusal> {
  const [person] = await db
    .select()
    .from(staff)
    .where(and(eq(staff.email, emailOf(input.email)), isNull(staff.disabledAt)));
  if (!(await isPassword(input.password, person?.passwordHash ?? null)) || !person) return 'wrong';
  if (person.totpSecret === null) return person;
  if (input.totp === undefined) return 'code-needed';
  return (await takeCode(db, person, input.totp)) ? person : 'wrong';
}

/** Takes a code of the second factor, once: of two logins at the same time with one code, one gets in. */
async function takeCode(db: Database, { id, totpSecret, totpStep }: StaffRow, code: string): Promise<boolean> {
  const step = totpSecret === null ? null : stepOf(totpSecret, code, totpStep);
  if (step === null) return false;
  const taken = await db
    .update(staff)
    .set({ totpStep: step })
    .where(and(eq(staff.id, id), or(isNull(staff.totpStep), lt(staff.totpStep, step))))
    .returning({ id: staff.id });
  return taken.length > 0;
}
