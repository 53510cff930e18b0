import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { messageWorkflowId } from '../../temporal/ids.ts';
import { displayName_max } from '../identity/resolve.ts';
import type { Content } from './content.ts';
import { type InboundRow, type Readable, type Recorded, sentAt } from './record.ts';

/** A captured row and what it says. */
export interface ReadRow {
  row: InboundRow;
  readable: Readable;
}

/** Stands for the chat in a workflow id until the statement knows it. */
const chatMark = '{chat}';

/**
 * Messages whose sender is known under just these addresses and has a chat: both are looked up and the messages inserted in one
 * statement, in the order given; the chat's reply address follows the last of them, and a contact without a name (the one of a
 * stranger is not kept) gets it. What is not told in the result is new in some way, or was recorded before.
 */
const statement = {
  name: 'wa-record-known',
  text: `
    with said as (
      select * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::message_kind[], $8::text[], $9::text[],
        $10::jsonb[], $11::text[], $12::text[], $13::text[], $14::timestamptz[], $15::timestamptz[], $16::text[])
      with ordinality as said(id, lid, pn, reply_jid, wa_id, kind, body, target_wa_id, media, message_secret, unsupported,
        workflow_id, sent_at, received_at, name, place)
    ), forms as (
      select place, 'lid'::identity_kind as kind, lid as value from said where lid is not null
      union all
      select place, 'pn'::identity_kind, pn from said where pn is not null
    ), known as (
      select place, contact_id from forms join channel_identity identity on identity.kind = forms.kind and identity.value = forms.value
      group by place, contact_id having count(*) = (select count(*) from forms told where told.place = forms.place)
    ), moved as (
      update chat set reply_jid = last.reply_jid
      from (select distinct on (contact_id) contact_id, reply_jid from said join known using (place) order by contact_id, place desc) last
      where chat.session = $1 and chat.contact_id = last.contact_id and chat.reply_jid <> last.reply_jid
    ), named as (
      update contact set display_name = left(last.name, ${displayName_max})
      from (select distinct on (contact_id) contact_id, name from said join known using (place)
        where name is not null order by contact_id, place desc) last
      where contact.id = last.contact_id and contact.display_name is null and contact.refused_at is null
    ), kept as (
      insert into message (id, session, chat_id, contact_id, wa_id, kind, body, target_wa_id, media, message_secret, unsupported,
        workflow_id, sent_at, received_at)
      select said.id, $1, chat.id, chat.contact_id, said.wa_id, said.kind, said.body, said.target_wa_id, said.media,
        said.message_secret, said.unsupported, replace(said.workflow_id, '${chatMark}', chat.id::text), said.sent_at, said.received_at
      from said join known using (place)
        join chat on chat.session = $1 and chat.contact_id = known.contact_id
      order by place
      on conflict (session, chat_id, wa_id) do nothing
      returning id, chat_id, contact_id, workflow_id
    )
    select kept.id, kept.chat_id as "chatId", kept.workflow_id as "workflowId", contact.refused_at is not null as refused
    from kept join contact on contact.id = kept.contact_id`,
};

interface Kept {
  id: string;
  chatId: string;
  workflowId: string;
  refused: boolean;
}

/** The usual case, for many rows at once; rows that need a closer look are missing in the result. */
export async function recordKnown(
  { pool, session }: { pool: pg.Pool; session: string },
  rows: readonly ReadRow[],
): Promise<Map<InboundRow, Recorded>> {
  const plain = rows.flatMap(({ row, readable: { origin, decoded, content } }) =>
    origin.group || isChange(content) ? [] : [{ id: uuidv7(), row, origin, secret: decoded.messageSecret, content }],
  );
  if (plain.length === 0) return new Map();
  const column = <T>(of: (one: (typeof plain)[number]) => T): T[] => plain.map(of);
  const { rows: kept } = await pool.query<Kept>({
    ...statement,
    values: [
      session,
      column(({ id }) => id),
      column(({ origin }) => origin.sender.lid),
      column(({ origin }) => origin.sender.pn),
      column(({ origin }) => origin.replyJid),
      column(({ row }) => row.waId),
      column(({ content }) => content.kind),
      column(({ content }) => content.body),
      column(({ content }) => content.targetWaId),
      column(({ content }) => content.media && JSON.stringify(content.media)),
      column(({ secret }) => secret),
      column(({ content }) => content.unsupported),
      column(({ row }) => messageWorkflowId(session, chatMark, row.waId)),
      column(({ row }) => sentAt(row)),
      column(({ row }) => row.receivedAt),
      column(({ row }) => row.attrs.notify ?? null),
    ],
  });
  const byId = new Map(kept.map((one) => [one.id, one]));
  return new Map(
    plain.flatMap(({ id, row, origin, content }) => {
      const one = byId.get(id);
      return one ? [[row, recordedOf(one, row, origin.replyJid, content)] as const] : [];
    }),
  );
}

/** A change is about an earlier message, which has to be there first. */
const isChange = (
  content: Readable['content'],
): content is Exclude<Readable['content'], Content> | (Content & { kind: 'edit' | 'revoke' }) =>
  content.kind === 'sealed-edit' || content.kind === 'edit' || content.kind === 'revoke';

const recordedOf = (kept: Kept, row: InboundRow, replyJid: string, content: Content): Recorded => ({
  messageId: kept.id,
  workflowId: kept.workflowId,
  chatId: kept.chatId,
  kind: content.kind,
  replyJid,
  waId: row.waId,
  needsRun: true,
  refused: kept.refused,
});
