CREATE TYPE "public"."subject_job_kind" AS ENUM('export', 'erase');--> statement-breakpoint
CREATE TABLE "subject_job" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contact_id" uuid NOT NULL,
	"kind" "subject_job_kind" NOT NULL,
	"state" "export_state" DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"requested_by" text NOT NULL,
	"bucket" text,
	"key" text,
	"sha256" text,
	"bytes" bigint,
	"receipt" jsonb,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"expires_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "contact_id" uuid;--> statement-breakpoint
ALTER TABLE "recurring" ADD COLUMN "refusal" text;--> statement-breakpoint
ALTER TABLE "subject_job" ADD CONSTRAINT "subject_job_contact_id_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "subject_job_contact" ON "subject_job" USING btree ("contact_id","created_at");--> statement-breakpoint
CREATE INDEX "subject_job_age" ON "subject_job" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_contact_id_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- By hand from here on: what drizzle-kit cannot express.
GRANT UPDATE (contact_id) ON staff TO catat_app;--> statement-breakpoint
GRANT UPDATE (refusal) ON recurring TO catat_app;--> statement-breakpoint
-- A wish belongs to no book: those who deal with it see all of them, whoever made it sees it.
ALTER TABLE subject_job ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE subject_job FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY for_staff ON subject_job USING ((SELECT is_staff())) WITH CHECK ((SELECT is_staff()));--> statement-breakpoint
CREATE POLICY for_requester ON subject_job FOR SELECT USING (requested_by = (SELECT current_actor()));--> statement-breakpoint
GRANT SELECT, INSERT ON subject_job TO catat_app;--> statement-breakpoint
GRANT UPDATE (state, bucket, key, sha256, bytes, receipt, failure, finished_at, expires_at) ON subject_job TO catat_app;--> statement-breakpoint

-- One id of one person, however they came: a key is whoever made it, a login is the contact it is linked to, a merged contact the one that is left.
CREATE FUNCTION person_of(actor text) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	person text := actor;
	is_uuid CONSTANT text := '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
BEGIN
	IF person LIKE 'key:%' AND substr(person, 5) ~ is_uuid THEN
		person := coalesce((SELECT k.created_by::text FROM public.api_key k WHERE k.id = substr(actor, 5)::uuid), person);
	END IF;
	IF person ~ is_uuid THEN
		person := coalesce((SELECT s.contact_id::text FROM public.staff s WHERE s.id = person::uuid), person);
		person := coalesce((SELECT c.merged_into::text FROM public.contact c WHERE c.id = person::uuid), person);
	END IF;
	RETURN person;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION person_of(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION person_of(text) TO catat_app;--> statement-breakpoint

-- Maker is never checker, and nobody decides twice or too late: people are compared, not the ids they came under.
CREATE OR REPLACE FUNCTION admit_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	asked public.approval;
	person CONSTANT text := public.person_of(NEW.decided_by);
BEGIN
	SELECT * INTO STRICT asked FROM public.approval a WHERE a.book_id = NEW.book_id AND a.id = NEW.approval_id;
	IF public.person_of(asked.requested_by) = person THEN
		RAISE EXCEPTION 'the maker does not decide' USING ERRCODE = 'check_violation', CONSTRAINT = 'maker_is_not_checker';
	END IF;
	IF asked.state <> 'pending' THEN
		RAISE EXCEPTION 'the approval is %', asked.state USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_is_pending';
	END IF;
	IF EXISTS (SELECT FROM public.approval_decision d WHERE d.approval_id = NEW.approval_id AND public.person_of(d.decided_by) = person) THEN
		RAISE EXCEPTION 'they decided before' USING ERRCODE = 'unique_violation', CONSTRAINT = 'approval_decision_approval_id_decided_by_pk';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint

-- As in 0011, and also: what was said to them in groups, what their runs keep of drafts, habits of a book of their own, the keys of WhatsApp
-- they were written to with, the wish of theirs that still waits for approval, their login's link, and the contacts merged into them.
CREATE OR REPLACE FUNCTION erase_contact(erased uuid, reason text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
	SET search_path = pg_catalog, pg_temp SET app.staff = 'on' SET app.book = ''
AS $$
DECLARE
	contacts uuid[];
	actors text[];
	addresses text[];
	own_chats uuid[];
	receipt jsonb;
	counted integer;
	rules integer := 0;
	asked integer := 0;
	place record;
BEGIN
	PERFORM FROM public.contact c WHERE c.id = erased FOR UPDATE;
	IF NOT FOUND THEN
		RETURN NULL;
	END IF;
	SELECT array_agg(c.id), array_agg(c.id::text) INTO contacts, actors FROM public.contact c WHERE c.id = erased OR c.merged_into = erased;
	SELECT coalesce(array_agg(i.value), '{}') INTO addresses FROM public.channel_identity i WHERE i.contact_id = ANY (contacts);
	SELECT coalesce(array_agg(c.id), '{}') INTO own_chats FROM public.chat c WHERE c.contact_id = ANY (contacts);

	-- A file behind a booked entry is evidence; any other goes, unless somebody else sent the same content: that is one stored object.
	SELECT jsonb_build_object('files', coalesce(jsonb_agg(DISTINCT jsonb_build_object('bucket', d.bucket, 'key', d.key)), '[]')) INTO receipt
		FROM public.media d JOIN public.message m ON m.id = d.message_id
		WHERE m.contact_id = ANY (contacts) AND NOT EXISTS (SELECT FROM public.entry e WHERE e.message_id = m.id)
		AND NOT EXISTS (
			SELECT FROM public.media o JOIN public.message n ON n.id = o.message_id
			WHERE o.bucket = d.bucket AND o.key = d.key
			AND (n.contact_id <> ALL (contacts) OR EXISTS (SELECT FROM public.entry e WHERE e.message_id = n.id))
		);
	receipt := receipt || jsonb_build_object('keptFiles', (
		SELECT count(*) FROM public.media d JOIN public.message m ON m.id = d.message_id
		WHERE m.contact_id = ANY (contacts) AND EXISTS (SELECT FROM public.entry e WHERE e.message_id = m.id)
	), 'keptEntries', (SELECT count(*) FROM public.entry e WHERE e.decided_by = ANY (actors)), 'addresses', cardinality(addresses));
	DELETE FROM public.media d USING public.message m
		WHERE m.id = d.message_id AND m.contact_id = ANY (contacts) AND NOT EXISTS (SELECT FROM public.entry e WHERE e.message_id = m.id);

	-- Before the messages lose their words: the first part of an effect's key is the run it belongs to.
	WITH runs AS MATERIALIZED (SELECT m.workflow_id FROM public.message m WHERE m.contact_id = ANY (contacts))
	DELETE FROM public.effect e USING runs r WHERE r.workflow_id = substring(e.key FROM '^(msg/[^/]+/[^/]+/[^/]+)/');
	WITH runs AS MATERIALIZED (SELECT m.workflow_id FROM public.message m WHERE m.contact_id = ANY (contacts))
	UPDATE public.wa_outbound o SET payload = '{"kind": "text", "text": ""}'
		WHERE o.state IN ('acked', 'refused') AND o.payload <> '{"kind": "text", "text": ""}' AND (
			o.chat_id = ANY (own_chats) OR substring(o.effect_key FROM '^(msg/[^/]+/[^/]+/[^/]+)/') IN (SELECT r.workflow_id FROM runs r)
		);
	GET DIAGNOSTICS counted = ROW_COUNT;
	DELETE FROM public.wa_outbound o WHERE o.chat_id = ANY (own_chats) AND o.state IN ('planned', 'sent');
	receipt := receipt || jsonb_build_object('replies', counted);

	UPDATE public.message m SET body = NULL, transcript = NULL, reading = NULL, interpretation = NULL, media = NULL, message_secret = NULL,
		stage = CASE WHEN m.stage IN ('received', 'reading', 'asking') THEN 'cancelled' ELSE m.stage END, closed_at = coalesce(m.closed_at, now())
		WHERE m.contact_id = ANY (contacts);
	GET DIAGNOSTICS counted = ROW_COUNT;
	receipt := receipt || jsonb_build_object('messages', counted);
	UPDATE public.question q SET entries = '[]', proposal = NULL, state = CASE WHEN q.state = 'open' THEN 'cancelled' ELSE q.state END,
		closed_at = coalesce(q.closed_at, now()) WHERE q.contact_id = ANY (contacts);

	DELETE FROM public.wa_inbound i WHERE regexp_replace(split_part(i.sender, '@', 1), ':.*$', '') = ANY (addresses);
	-- Of a group's key the sender stands behind the group, whose own id may hold somebody's number.
	DELETE FROM public.wa_key k WHERE k.type NOT IN ('pre-key', 'app-state-sync-key', 'app-state-sync-version', 'sender-key-memory')
		AND regexp_split_to_array(CASE WHEN k.type = 'sender-key' THEN split_part(k.id, '::', 2) ELSE k.id END, '[^0-9]+') && addresses;
	GET DIAGNOSTICS counted = ROW_COUNT;
	receipt := receipt || jsonb_build_object('sessionKeys', counted);
	DELETE FROM public.channel_identity i WHERE i.contact_id = ANY (contacts);
	UPDATE public.chat c SET reply_jid = '' WHERE c.id = ANY (own_chats);
	UPDATE public.staff s SET contact_id = NULL WHERE s.contact_id = ANY (contacts);
	UPDATE public.contact c SET display_name = NULL, timezone = 'Asia/Jakarta', admitted_at = NULL, greeted_at = NULL WHERE c.id = ANY (contacts);

	-- Row-level security lets rows of one book at a time be changed, also by an owner that is no superuser.
	FOR place IN
		SELECT b.id, b.kind FROM public.book b WHERE b.id IN (
			SELECT m.book_id FROM public.member m WHERE m.contact_id = ANY (contacts)
			UNION SELECT e.book_id FROM public.entry e WHERE e.decided_by = ANY (actors)
		) ORDER BY b.id
	LOOP
		PERFORM set_config('app.book', place.id::text, true);
		DELETE FROM public.book_rule r WHERE r.book_id = place.id AND place.kind = 'personal';
		GET DIAGNOSTICS counted = ROW_COUNT;
		rules := rules + counted;
		UPDATE public.approval a SET state = 'cancelled', closed_at = now()
			WHERE a.book_id = place.id AND a.state = 'pending' AND a.requested_by = ANY (actors);
		GET DIAGNOSTICS counted = ROW_COUNT;
		asked := asked + counted;
		PERFORM public.audit_note('erase', 'contact', erased::text, (receipt - 'files') || jsonb_build_object('reason', reason));
	END LOOP;
	RETURN receipt || jsonb_build_object('habits', rules, 'approvals', asked);
END
$$;
--> statement-breakpoint

-- What is kept no longer than its kind needs to be: a batch at a time, from the oldest on. Texts behind a booked entry are its evidence and stay.
CREATE FUNCTION forget_texts(before timestamptz, after uuid, batch integer) RETURNS jsonb LANGUAGE sql SECURITY DEFINER
	SET search_path = pg_catalog, pg_temp SET app.staff = 'on' SET app.book = ''
AS $$
	WITH old AS MATERIALIZED (
		SELECT m.id FROM public.message m
		WHERE m.id > forget_texts.after AND m.received_at < before AND m.closed_at IS NOT NULL
			AND (m.body IS NOT NULL OR m.transcript IS NOT NULL OR m.reading IS NOT NULL OR m.interpretation IS NOT NULL OR m.media IS NOT NULL)
			AND NOT EXISTS (SELECT FROM public.entry e WHERE e.message_id = m.id)
		ORDER BY m.id LIMIT batch
	), asked AS (
		UPDATE public.question q SET entries = '[]', proposal = NULL FROM old WHERE q.message_id = old.id
	), forgotten AS (
		UPDATE public.message m SET body = NULL, transcript = NULL, reading = NULL, interpretation = NULL, media = NULL, message_secret = NULL
		FROM old WHERE m.id = old.id
	)
	SELECT jsonb_build_object('rows', count(*), 'last', max(old.id::text)) FROM old
$$;
--> statement-breakpoint
CREATE FUNCTION forget_replies(before timestamptz, after uuid, batch integer) RETURNS jsonb LANGUAGE sql SECURITY DEFINER
	SET search_path = pg_catalog, pg_temp
AS $$
	WITH old AS MATERIALIZED (
		SELECT o.id FROM public.wa_outbound o
		WHERE o.id > forget_replies.after AND o.planned_at < before AND o.state IN ('acked', 'refused')
			AND o.payload <> '{"kind": "text", "text": ""}'
		ORDER BY o.id LIMIT batch
	), forgotten AS (
		UPDATE public.wa_outbound o SET payload = '{"kind": "text", "text": ""}' FROM old WHERE o.id = old.id
	)
	SELECT jsonb_build_object('rows', count(*), 'last', max(old.id::text)) FROM old
$$;
--> statement-breakpoint
-- Keys of de-duplication, and what finished runs remember of their steps: nothing refers to them.
CREATE FUNCTION forget_inbound(before timestamptz, batch integer) RETURNS jsonb LANGUAGE sql SECURITY DEFINER
	SET search_path = pg_catalog, pg_temp
AS $$
	WITH forgotten AS (
		DELETE FROM public.wa_inbound i WHERE i.ctid = ANY (ARRAY(
			SELECT o.ctid FROM public.wa_inbound o WHERE o.dispatched_at IS NOT NULL AND o.received_at < before LIMIT batch))
		RETURNING 1
	)
	SELECT jsonb_build_object('rows', count(*)) FROM forgotten
$$;
--> statement-breakpoint
CREATE FUNCTION forget_effects(before timestamptz, batch integer) RETURNS jsonb LANGUAGE sql SECURITY DEFINER
	SET search_path = pg_catalog, pg_temp
AS $$
	WITH forgotten AS (
		DELETE FROM public.effect e WHERE e.ctid = ANY (ARRAY(SELECT o.ctid FROM public.effect o WHERE o.created_at < before LIMIT batch))
		RETURNING 1
	)
	SELECT jsonb_build_object('rows', count(*)) FROM forgotten
$$;
--> statement-breakpoint
-- The objects of these files are gone from the store; what became evidence meanwhile is not forgotten.
CREATE FUNCTION forget_media(messages uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET app.staff = 'on'
AS $$
	DELETE FROM public.media d WHERE d.message_id = ANY (messages) AND NOT EXISTS (SELECT FROM public.entry e WHERE e.message_id = d.message_id)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION forget_texts(timestamptz, uuid, integer), forget_replies(timestamptz, uuid, integer), forget_inbound(timestamptz, integer),
	forget_effects(timestamptz, integer), forget_media(uuid[]) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION forget_texts(timestamptz, uuid, integer), forget_replies(timestamptz, uuid, integer), forget_inbound(timestamptz, integer),
	forget_effects(timestamptz, integer), forget_media(uuid[]) TO catat_app;
