import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { addStaff, emailOf } from '../../api/access/staff.ts';
import { type Database, enterBook, withAllBooks } from '../../database/pool.ts';
import { book, member, type memberRole, staff, staffBook } from '../../database/schema/index.ts';
import { openGroupBook, openTeamBook } from '../../ledger/books.ts';
import { DemoBook, halfYear, timezone } from './book.ts';
import { fillHousehold } from './household.ts';
import { fillShop } from './shop.ts';

export const familyBook = '01970000-0000-7000-8000-00000000fa01';
export const shopBook = '01970000-0000-7000-8000-00000000ba01';

/** Fills in the books that are not there, with the half year up to `now`. @returns what was done, to be told. */
export async function fillDemo(db: Database, now: Date): Promise<string[]> {
  const known = await withAllBooks(db, (tx) => tx.select({ id: book.id }).from(book));
  const isThere = (id: string) => known.some((row) => row.id === id);
  const days = halfYear(now);
  return [
    isThere(familyBook) ? 'Keluarga Wijaya is there already.' : await family(db, days),
    isThere(shopBook) ? 'Toko Berkah is there already.' : await shop(db, days),
  ];
}

async function family(db: Database, days: readonly string[]): Promise<string> {
  const demo = new DemoBook(db, familyBook);
  const budi = await demo.person('Budi Wijaya', '6281290000001');
  const sari = await demo.person('Sari Wijaya', '6281290000002');
  const dewi = await demo.person('Dewi Wijaya', '6281290000003');
  await db.transaction(async (tx) => {
    await openGroupBook(tx, { id: familyBook, contactId: budi.contactId, timezone, locale: 'id' });
    await tx.update(book).set({ name: 'Keluarga Wijaya' }).where(eq(book.id, familyBook));
    for (const person of [sari, dewi])
      await tx.insert(member).values({ id: uuidv7(), bookId: familyBook, contactId: person.contactId, role: 'member' });
  });
  for (const person of [budi, sari, dewi]) await demo.chatOf(person, '', true);
  const staffId = await login(db, { email: 'nina@catat.local', name: 'Nina Pratiwi', bookId: familyBook, role: 'finance' });
  await fillHousehold(demo, { budi, sari, dewi, staffId }, days);
  await demo.run(staffId, async (tx) => {
    const on = days.at(-1) ?? '';
    await demo.wrote(tx, sari, { body: 'bayar yang kemarin itu', on, at: [7, 10], stage: 'expired' });
    await demo.wrote(tx, budi, { body: 'bensin dua kali isi', on, at: [7, 40], stage: 'failed', failure: 'Internal' });
  });
  return 'Keluarga Wijaya: a family of four, half a year.';
}

async function shop(db: Database, days: readonly string[]): Promise<string> {
  const demo = new DemoBook(db, shopBook);
  const number = '6281290000011';
  const owner = await demo.person('Hendra Kusuma', number);
  const helper = await demo.person('Rudi', '6281290000012');
  await db.transaction(async (tx) => {
    await openTeamBook(tx, { id: shopBook, name: 'Toko Berkah', timezone, locale: 'id' });
    await tx.insert(member).values({ id: uuidv7(), bookId: shopBook, contactId: owner.contactId, role: 'owner' });
    await tx.insert(member).values({ id: uuidv7(), bookId: shopBook, contactId: helper.contactId, role: 'member' });
  });
  await demo.chatOf(owner, number, false);
  await demo.chatOf(helper, '6281290000012', false);
  const accountant = await login(db, { email: 'rina@catat.local', name: 'Rina Hartono', bookId: shopBook, role: 'finance' });
  const approver = await login(db, { email: 'agus@catat.local', name: 'Agus Salim', bookId: shopBook, role: 'approver' });
  await login(db, { email: 'auditor@catat.local', name: 'Kantor Akuntan', bookId: shopBook, role: 'auditor' });
  await fillShop(demo, { owner, helper, accountant, approver }, days);
  return 'Toko Berkah: a grocery shop with approvals and closed months, half a year.';
}

/** A login at the desk with its place in a book; its password is made up, `npm run staff -- password EMAIL` gives a known one. */
async function login(
  db: Database,
  input: { email: string; name: string; bookId: string; role: (typeof memberRole.enumValues)[number] },
): Promise<string> {
  const { email, name, bookId, role } = input;
  const added = await addStaff(db, { email, name, admin: false });
  const [known] = added
    ? [added.person]
    : await db
        .select()
        .from(staff)
        .where(eq(staff.email, emailOf(email)));
  if (!known) throw new Error(`no login ${email}`);
  await db.transaction(async (tx) => {
    await enterBook(tx, bookId);
    await tx.insert(staffBook).values({ staffId: known.id, bookId, role }).onConflictDoNothing();
  });
  return known.id;
}
