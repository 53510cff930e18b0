import type pg from 'pg';
import { expenseCategories, incomeCategories } from '../../language/interpretation.ts';

/** The book the entries of the bench lie in. */
export const benchBook = '01980000-0000-7000-8000-00000000be0c';

/** Days the entries are spread over, up to this one: three years. */
const days = 1_095;
const lastDay = '2026-11-23';

/**
 * Fills one book with entries past every trigger, in bulk: postings, totals and statistics are what the triggers would have made of them.
 * Some 30 s for a million on two cores. @param owner a connection of the owner (superuser): the application may not do this
 */
export async function seedLedger(owner: pg.ClientBase, count: number): Promise<void> {
  await owner.query("set session_replication_role = 'replica'");
  await owner.query("set maintenance_work_mem = '512MB'");
  await owner.query(`insert into book (id, kind, name) values ($1, 'team', 'Bench') on conflict do nothing`, [benchBook]);
  await owner.query(`insert into audit_head (book_id, seq, hash) values ($1, 0, '') on conflict do nothing`, [benchBook]);
  await openAccounts(owner);
  const dropped = await dropIndexes(owner);
  await owner.query(entries, [benchBook, count, days, lastDay]);
  await owner.query(postings, [benchBook]);
  for (const definition of dropped) await owner.query(definition);
  await owner.query(
    `insert into daily_total (book_id, account_id, day, currency, total, count)
      select e.book_id, p.account_id, e.occurred_on, p.currency, sum(p.amount), count(*)
      from entry e join posting p on p.entry_id = e.id where e.book_id = $1 group by 1, 2, 3, 4`,
    [benchBook],
  );
  await owner.query("set session_replication_role = 'origin'");
  await owner.query('vacuum analyze entry, posting, daily_total, account');
}

async function openAccounts(owner: pg.ClientBase): Promise<void> {
  const codes = [
    ...['tunai', 'bca', 'gopay', 'kartu'].map((slug) => ['asset', `wallet:${slug}`]),
    ...expenseCategories.map((slug) => ['expense', `expense:${slug}`]),
    ...incomeCategories.map((slug) => ['income', `income:${slug}`]),
    ['equity', 'equity:opening'],
  ];
  for (const [kind, code] of codes)
    await owner.query(
      `insert into account (id, book_id, kind, code, name) values (gen_random_uuid(), $1, $2, $3, $3) on conflict do nothing`,
      [benchBook, kind, code],
    );
}

/** Indexes that serve no constraint are made anew behind the load. @returns their definitions */
async function dropIndexes(owner: pg.ClientBase): Promise<string[]> {
  const { rows } = await owner.query<{ name: string; definition: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
    where i.indrelid in ('entry'::regclass, 'posting'::regclass) and not i.indisunique`);
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

const entries = `
  with wallets as (select array_agg(id order by code) as ids from account where book_id = $1 and kind = 'asset'),
    spent as (select array_agg(substr(code, 9) order by code) as slugs from account where book_id = $1 and kind = 'expense'),
    earned as (select array_agg(substr(code, 8) order by code) as slugs from account where book_id = $1 and kind = 'income')
  insert into entry (id, book_id, type, occurred_on, recorded_at, amount, currency, category, wallet_id, merchant, note, evidence, source, decided_by, line)
  select ('01980000-0000-7000-9000-' || lpad(to_hex(i), 12, '0'))::uuid, $1,
    (case when i % 8 = 0 then 'income' else 'expense' end)::entry_type,
    $4::date - ($3 - 1 - (i * $3::bigint / $2)::int), now() - make_interval(secs => ($2 - i) * 90),
    (5 + (i * 7919::bigint) % 495) * 100000, 'IDR',
    case when i % 8 = 0 then earned.slugs[1 + i % cardinality(earned.slugs)] else spent.slugs[1 + (i / 3) % cardinality(spent.slugs)] end,
    wallets.ids[1 + (i / 5) % cardinality(wallets.ids)],
    case when i % 3 = 0 then 'Toko ' || (i % 997) end,
    (array['beli beras', 'makan siang', 'kopi susu', 'bensin motor', 'token listrik', 'jajan anak', 'kulakan telur', 'ongkos kirim'])[1 + i % 8] || ' ' || i,
    '[]', (array['chat', 'chat', 'chat', 'desk', 'import'])[1 + i % 5], 'member-' || i % 6, 1
  from generate_series(1, $2::int) as i, wallets, spent, earned`;

const postings = `
  insert into posting (id, book_id, entry_id, account_id, amount, currency)
  select ('01980000-0000-7000-' || case when side.sign > 0 then 'a' else 'b' end || '000-' || right(e.id::text, 12))::uuid, e.book_id, e.id,
    case when (side.sign > 0) = (e.type = 'expense') then a.id else e.wallet_id end, side.sign * e.amount, e.currency
  from entry e join account a on a.book_id = e.book_id and a.code = e.type || ':' || e.category
  cross join (values (1), (-1)) as side (sign)
  where e.book_id = $1`;
