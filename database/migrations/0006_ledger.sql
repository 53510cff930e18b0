CREATE TYPE "public"."approval_state" AS ENUM('pending', 'approved', 'rejected', 'expired', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."period_state" AS ENUM('open', 'soft_closed', 'locked');--> statement-breakpoint
CREATE TABLE "approval" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"state" "approval_state" DEFAULT 'pending' NOT NULL,
	"entries" jsonb NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"requested_by" text NOT NULL,
	"source" text NOT NULL,
	"message_id" uuid,
	"workflow_id" text,
	"needed" integer NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "approval_book" UNIQUE("book_id","id"),
	CONSTRAINT "approval_workflow" UNIQUE("workflow_id")
);
--> statement-breakpoint
CREATE TABLE "approval_decision" (
	"book_id" uuid NOT NULL,
	"approval_id" uuid NOT NULL,
	"decided_by" text NOT NULL,
	"decision" text NOT NULL,
	"comment" text,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "approval_decision_approval_id_decided_by_pk" PRIMARY KEY("approval_id","decided_by")
);
--> statement-breakpoint
CREATE TABLE "approval_rule" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"min_amount" bigint NOT NULL,
	"currency" text DEFAULT 'IDR' NOT NULL,
	"category" text,
	"approvers" integer NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "approval_rule_approvers" CHECK ("approval_rule"."approvers" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"book_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"source" text NOT NULL,
	"request" text,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_book_id_seq_pk" PRIMARY KEY("book_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"book_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "period" (
	"book_id" uuid NOT NULL,
	"month" date NOT NULL,
	"state" "period_state" NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reason" text,
	CONSTRAINT "period_book_id_month_pk" PRIMARY KEY("book_id","month"),
	CONSTRAINT "period_month" CHECK (extract(day from "period"."month") = 1)
);
--> statement-breakpoint
CREATE TABLE "attachment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"bucket" text NOT NULL,
	"key" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" integer NOT NULL,
	"mime" text NOT NULL,
	"file_name" text NOT NULL,
	"added_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attachment_once" UNIQUE("entry_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "comment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"author" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "currency" (
	"code" text PRIMARY KEY NOT NULL,
	"exponent" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "daily_total" (
	"book_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"day" date NOT NULL,
	"currency" text NOT NULL,
	"total" bigint NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "daily_total_book_id_day_account_id_currency_pk" PRIMARY KEY("book_id","day","account_id","currency")
);
--> statement-breakpoint
CREATE TABLE "entry_tag" (
	"book_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	CONSTRAINT "entry_tag_entry_id_tag_id_pk" PRIMARY KEY("entry_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "tag" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tag_name" UNIQUE("book_id","name"),
	CONSTRAINT "tag_book" UNIQUE("book_id","id")
);
--> statement-breakpoint
CREATE TABLE "budget" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"category" text,
	"month" date,
	"period" text DEFAULT 'month' NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text DEFAULT 'IDR' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budget_once" UNIQUE NULLS NOT DISTINCT("book_id","category","month","period","currency"),
	CONSTRAINT "budget_positive" CHECK ("budget"."amount" > 0),
	CONSTRAINT "budget_month" CHECK ("budget"."month" is null or ("budget"."period" = 'month' and extract(day from "budget"."month") = 1))
);
--> statement-breakpoint
CREATE TABLE "goal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"target" bigint,
	"by_date" date,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "goal_account" UNIQUE("account_id"),
	CONSTRAINT "goal_target_positive" CHECK ("goal"."target" > 0)
);
--> statement-breakpoint
CREATE TABLE "recurring" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"template" jsonb NOT NULL,
	"every" text NOT NULL,
	"interval" integer DEFAULT 1 NOT NULL,
	"starts_on" date NOT NULL,
	"next_on" date,
	"until" date,
	"paused_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recurring_interval" CHECK ("recurring"."interval" between 1 and 366)
);
--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "currency" text DEFAULT 'IDR' NOT NULL;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "wallet_id" uuid;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "to_wallet_id" uuid;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "approval_id" uuid;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "voided_by" uuid;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "has_attachment" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "approval" ADD CONSTRAINT "approval_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_decision" ADD CONSTRAINT "approval_decision_book_id_approval_id_approval_book_id_id_fk" FOREIGN KEY ("book_id","approval_id") REFERENCES "public"."approval"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_rule" ADD CONSTRAINT "approval_rule_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "period" ADD CONSTRAINT "period_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_book_id_entry_id_entry_book_id_id_fk" FOREIGN KEY ("book_id","entry_id") REFERENCES "public"."entry"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_book_id_entry_id_entry_book_id_id_fk" FOREIGN KEY ("book_id","entry_id") REFERENCES "public"."entry"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_tag" ADD CONSTRAINT "entry_tag_book_id_entry_id_entry_book_id_id_fk" FOREIGN KEY ("book_id","entry_id") REFERENCES "public"."entry"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_tag" ADD CONSTRAINT "entry_tag_book_id_tag_id_tag_book_id_id_fk" FOREIGN KEY ("book_id","tag_id") REFERENCES "public"."tag"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tag" ADD CONSTRAINT "tag_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget" ADD CONSTRAINT "budget_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal" ADD CONSTRAINT "goal_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal" ADD CONSTRAINT "goal_book_id_account_id_account_book_id_id_fk" FOREIGN KEY ("book_id","account_id") REFERENCES "public"."account"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring" ADD CONSTRAINT "recurring_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_pending" ON "approval" USING btree ("book_id","requested_at") WHERE "approval"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "approval_rule_book" ON "approval_rule" USING btree ("book_id");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("book_id","subject","subject_id","seq");--> statement-breakpoint
CREATE INDEX "comment_entry" ON "comment" USING btree ("entry_id","created_at");--> statement-breakpoint
CREATE INDEX "entry_tag_tag" ON "entry_tag" USING btree ("tag_id","entry_id");--> statement-breakpoint
CREATE INDEX "recurring_due" ON "recurring" USING btree ("next_on") WHERE "recurring"."next_on" is not null and "recurring"."paused_at" is null;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_book_id_wallet_id_account_book_id_id_fk" FOREIGN KEY ("book_id","wallet_id") REFERENCES "public"."account"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_book_id_to_wallet_id_account_book_id_id_fk" FOREIGN KEY ("book_id","to_wallet_id") REFERENCES "public"."account"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entry_recorded" ON "entry" USING btree ("book_id","recorded_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "entry_amount" ON "entry" USING btree ("book_id","amount" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "entry_category" ON "entry" USING btree ("book_id","category","occurred_on" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "entry_wallet" ON "entry" USING btree ("book_id","wallet_id","occurred_on" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "entry_to_wallet" ON "entry" USING btree ("book_id","to_wallet_id","occurred_on" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "entry"."to_wallet_id" is not null;--> statement-breakpoint
CREATE INDEX "entry_member" ON "entry" USING btree ("book_id","decided_by","occurred_on" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "entry_corrects" ON "entry" USING btree ("corrects") WHERE "entry"."corrects" is not null;--> statement-breakpoint
-- By hand from here on: what drizzle-kit cannot express.
ALTER TABLE entry ADD CONSTRAINT entry_approval_fk FOREIGN KEY (book_id, approval_id) REFERENCES approval (book_id, id);--> statement-breakpoint
INSERT INTO currency (code, exponent) VALUES
	('IDR', 2), ('USD', 2), ('EUR', 2), ('SGD', 2), ('MYR', 2), ('AUD', 2), ('GBP', 2), ('CNY', 2), ('HKD', 2), ('THB', 2), ('SAR', 2),
	('AED', 2), ('JPY', 0), ('KRW', 0), ('VND', 0), ('KWD', 3);--> statement-breakpoint

-- Search by any part of a word. Behind row-level security an index is used for leakproof operators only; this one tells nothing of a row but
-- whether it matches. Where the owner may not say so, the search is slower and finds the same.
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE INDEX entry_text ON entry USING gin (note gin_trgm_ops, merchant gin_trgm_ops);--> statement-breakpoint
DO $$
BEGIN
	ALTER FUNCTION pg_catalog.texticlike(text, text) LEAKPROOF;
EXCEPTION
	WHEN insufficient_privilege THEN NULL;
END
$$;
--> statement-breakpoint
-- Reports on members and merchants read this index alone.
CREATE INDEX entry_standing ON entry (book_id, occurred_on) INCLUDE (type, category, merchant, decided_by, amount, currency)
	WHERE voided_by IS NULL AND reversal_of IS NULL;--> statement-breakpoint

-- What was booked before wallets had names and totals were kept.
UPDATE entry e SET wallet_id = p.account_id
	FROM posting p JOIN account a ON a.id = p.account_id
	WHERE p.entry_id = e.id AND a.kind = 'asset'
	AND (e.type IN ('expense', 'income') OR (e.type = 'transfer' AND p.amount < 0));--> statement-breakpoint
UPDATE entry e SET to_wallet_id = p.account_id
	FROM posting p JOIN account a ON a.id = p.account_id
	WHERE p.entry_id = e.id AND a.kind = 'asset' AND e.type = 'transfer' AND p.amount > 0;--> statement-breakpoint
UPDATE entry r SET wallet_id = e.wallet_id, to_wallet_id = e.to_wallet_id FROM entry e WHERE e.id = r.reversal_of;--> statement-breakpoint
UPDATE entry e SET voided_by = r.id, version = 2 FROM entry r WHERE r.reversal_of = e.id;--> statement-breakpoint
UPDATE entry e SET has_attachment = true FROM media m WHERE m.message_id = e.message_id;--> statement-breakpoint
INSERT INTO daily_total (book_id, account_id, day, currency, total, count)
	SELECT e.book_id, p.account_id, e.occurred_on, p.currency, sum(p.amount), sum(CASE WHEN e.type = 'reversal' THEN -1 ELSE 1 END)
	FROM entry e JOIN posting p ON p.entry_id = e.id GROUP BY 1, 2, 3, 4;--> statement-breakpoint
INSERT INTO audit_head (book_id, seq, hash) SELECT id, 0, ''::bytea FROM book;--> statement-breakpoint

-- Rows of a book: written from within it, read by operators and by the readers of the book.
DO $$
DECLARE
	scoped text;
BEGIN
	FOREACH scoped IN ARRAY ARRAY['daily_total', 'tag', 'entry_tag', 'comment', 'attachment', 'budget', 'goal', 'recurring', 'period',
		'approval_rule', 'approval', 'approval_decision', 'audit', 'audit_head']
	LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', scoped);
		EXECUTE format('CREATE POLICY of_book ON %I USING (book_id = (SELECT current_book())) WITH CHECK (book_id = (SELECT current_book()))', scoped);
		EXECUTE format('CREATE POLICY for_staff ON %I FOR SELECT USING ((SELECT is_staff()))', scoped);
	END LOOP;
	FOREACH scoped IN ARRAY ARRAY['tag', 'budget', 'goal', 'recurring', 'period', 'approval_rule'] LOOP
		EXECUTE format('CREATE POLICY for_readers ON %I FOR SELECT USING (book_id = ANY ((SELECT readable_books())::uuid[]))', scoped);
	END LOOP;
	-- Who sees entries of their own making only sees what hangs on those.
	FOREACH scoped IN ARRAY ARRAY['entry_tag', 'comment', 'attachment'] LOOP
		EXECUTE format('CREATE POLICY for_readers ON %I FOR SELECT USING (book_id = ANY ((SELECT readable_books())::uuid[])
			AND (book_id <> ALL ((SELECT own_entries_only())::uuid[]) OR EXISTS (SELECT FROM entry e WHERE e.id = entry_id)))', scoped);
	END LOOP;
	FOREACH scoped IN ARRAY ARRAY['daily_total', 'audit', 'audit_head'] LOOP
		EXECUTE format('CREATE POLICY for_readers ON %I FOR SELECT USING (book_id = ANY ((SELECT readable_books())::uuid[])
			AND book_id <> ALL ((SELECT own_entries_only())::uuid[]))', scoped);
	END LOOP;
END
$$;
--> statement-breakpoint
CREATE POLICY for_readers ON approval FOR SELECT USING (
	book_id = ANY ((SELECT readable_books())::uuid[])
	AND (book_id <> ALL ((SELECT own_entries_only())::uuid[]) OR requested_by = (SELECT current_actor()))
);--> statement-breakpoint
CREATE POLICY for_readers ON approval_decision FOR SELECT USING (
	book_id = ANY ((SELECT readable_books())::uuid[])
	AND (book_id <> ALL ((SELECT own_entries_only())::uuid[]) OR EXISTS (SELECT FROM approval a WHERE a.id = approval_id))
);--> statement-breakpoint

GRANT SELECT ON currency, daily_total, audit, audit_head TO catat_app;--> statement-breakpoint
GRANT SELECT, INSERT ON tag, entry_tag, comment, attachment, budget, goal, recurring, period, approval_rule, approval, approval_decision
	TO catat_app;--> statement-breakpoint
GRANT UPDATE (name) ON tag TO catat_app;--> statement-breakpoint
GRANT UPDATE (amount) ON budget TO catat_app;--> statement-breakpoint
GRANT UPDATE (target, by_date) ON goal TO catat_app;--> statement-breakpoint
GRANT UPDATE (template, every, interval, starts_on, next_on, until, paused_at) ON recurring TO catat_app;--> statement-breakpoint
GRANT UPDATE (state, changed_by, changed_at, reason) ON period TO catat_app;--> statement-breakpoint
GRANT UPDATE (state, closed_at) ON approval TO catat_app;--> statement-breakpoint
GRANT DELETE ON member, entry_tag, budget, recurring, approval_rule TO catat_app;--> statement-breakpoint

-- The audit chain. `app.actor`, `app.source` and `app.request` say who does what from where; without them the row itself may tell.
CREATE FUNCTION audit_digest(previous bytea, line audit) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN sha256(previous || convert_to(jsonb_build_array(
		line.book_id, line.seq, extract(epoch FROM line.at), line.actor, line.action, line.subject, line.subject_id, line.before, line.after,
		line.source, line.request
	)::text, 'UTF8'));--> statement-breakpoint
-- Everything that writes in a book queues here, so that its chain has one order and its totals no deadlock. Taken before any row is touched.
CREATE FUNCTION lock_book(locked uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM FROM public.audit_head h WHERE h.book_id = locked FOR NO KEY UPDATE;
END
$$;
--> statement-breakpoint
CREATE FUNCTION audit_append(line audit) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	head public.audit_head;
BEGIN
	SELECT * INTO head FROM public.audit_head h WHERE h.book_id = line.book_id FOR NO KEY UPDATE;
	IF NOT FOUND THEN
		INSERT INTO public.audit_head (book_id, seq, hash) VALUES (line.book_id, 0, ''::bytea) RETURNING * INTO head;
	END IF;
	line.seq := head.seq + 1;
	line.at := clock_timestamp();
	line.actor := coalesce(nullif(current_setting('app.actor', true), ''), line.actor, nullif(current_setting('app.contact', true), ''), 'system');
	line.source := coalesce(nullif(current_setting('app.source', true), ''), line.source, 'system');
	line.request := coalesce(nullif(current_setting('app.request', true), ''), line.request);
	line.hash := public.audit_digest(head.hash, line);
	INSERT INTO public.audit SELECT line.*;
	UPDATE public.audit_head h SET seq = line.seq, hash = line.hash WHERE h.book_id = line.book_id;
END
$$;
--> statement-breakpoint
-- Writes down every change of a table with a book. Its argument names the thing; the columns after it tell its id.
CREATE FUNCTION audit_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	line public.audit;
	known jsonb;
BEGIN
	IF TG_OP <> 'INSERT' THEN
		line.before := to_jsonb(OLD);
	END IF;
	IF TG_OP <> 'DELETE' THEN
		line.after := to_jsonb(NEW);
	END IF;
	IF line.before = line.after THEN
		RETURN NULL;
	END IF;
	known := coalesce(line.after, line.before);
	line.book_id := coalesce(known ->> 'book_id', CASE WHEN TG_TABLE_NAME = 'book' THEN known ->> 'id' END);
	-- A key for all books of its maker belongs to none.
	IF line.book_id IS NULL THEN
		RETURN NULL;
	END IF;
	line.action := lower(TG_OP);
	line.subject := TG_ARGV[0];
	line.subject_id := CASE WHEN TG_NARGS = 1 THEN known ->> 'id' ELSE concat_ws('/', known ->> TG_ARGV[1], known ->> TG_ARGV[2]) END;
	line.actor := coalesce(known ->> 'changed_by', known ->> 'decided_by', known ->> 'created_by', known ->> 'author', known ->> 'added_by');
	PERFORM public.audit_append(line);
	RETURN NULL;
END
$$;
--> statement-breakpoint
-- What is no change of a row is written down too: reading, exporting. For the book the transaction is in.
CREATE FUNCTION audit_note(action text, subject text, subject_id text, details jsonb) RETURNS void LANGUAGE plpgsql
	SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	line public.audit;
BEGIN
	line.book_id := public.current_book();
	line.action := audit_note.action;
	line.subject := audit_note.subject;
	line.subject_id := audit_note.subject_id;
	line.after := details;
	PERFORM public.audit_append(line);
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION audit_append(audit), lock_book(uuid), audit_note(text, text, text, jsonb) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION audit_note(text, text, text, jsonb), lock_book(uuid) TO catat_app;--> statement-breakpoint
CREATE FUNCTION lock_current_book() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM public.lock_book(public.current_book());
	RETURN NULL;
END
$$;
--> statement-breakpoint
DO $$
DECLARE
	watched record;
BEGIN
	FOR watched IN
		SELECT * FROM (VALUES
			('account', 'account'), ('member', 'member'), ('tag', 'tag'), ('entry_tag', $k$'entry_tag', 'entry_id', 'tag_id'$k$),
			('comment', 'comment'), ('attachment', 'attachment'), ('budget', 'budget'), ('goal', 'goal'), ('recurring', 'recurring'),
			('period', $k$'period', 'month'$k$), ('approval_rule', 'approval_rule'), ('approval', 'approval'),
			('approval_decision', $k$'approval_decision', 'approval_id', 'decided_by'$k$), ('book_rule', 'book_rule'),
			('staff_book', $k$'staff_book', 'staff_id'$k$), ('book', 'book')
		) AS t(name, arguments)
	LOOP
		EXECUTE format('CREATE TRIGGER a_locked BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH STATEMENT EXECUTE FUNCTION lock_current_book()', watched.name);
		EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_row(%s)',
			watched.name, CASE WHEN watched.arguments LIKE '''%' THEN watched.arguments ELSE quote_literal(watched.arguments) END);
	END LOOP;
END
$$;
--> statement-breakpoint

-- Live updates: ids only, told when the transaction commits.
CREATE FUNCTION tell(kind text, book uuid, id uuid) RETURNS void LANGUAGE sql VOLATILE
	RETURN pg_notify('catat_event', json_build_object('type', kind, 'book', book, 'id', id)::text);--> statement-breakpoint
CREATE FUNCTION book_of_chat(chat uuid, contact uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
	SET search_path = pg_catalog, pg_temp SET app.staff = 'on'
BEGIN ATOMIC
	SELECT coalesce(
		(SELECT b.id FROM public.book b WHERE b.id = chat),
		(SELECT m.book_id FROM public.member m WHERE m.contact_id = contact AND m.role = 'owner' ORDER BY m.created_at, m.id LIMIT 1)
	);
END;
--> statement-breakpoint
CREATE FUNCTION tell_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM public.tell('message', public.book_of_chat(NEW.chat_id, NEW.contact_id), NEW.id);
	RETURN NULL;
END
$$;
--> statement-breakpoint
-- A question is looked up by its message.
CREATE FUNCTION tell_question() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM public.tell('question', public.book_of_chat(NEW.chat_id, NEW.contact_id), NEW.message_id);
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION tell_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM public.tell('approval', NEW.book_id, NEW.id);
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER told AFTER INSERT OR UPDATE OF stage ON message FOR EACH ROW EXECUTE FUNCTION tell_message();--> statement-breakpoint
CREATE TRIGGER told AFTER INSERT OR UPDATE OF state ON question FOR EACH ROW EXECUTE FUNCTION tell_question();--> statement-breakpoint
CREATE TRIGGER told AFTER INSERT OR UPDATE OF state ON approval FOR EACH ROW EXECUTE FUNCTION tell_approval();--> statement-breakpoint

-- Before an entry is written: the book is locked, and its month must be open to whoever writes (`app.role`).
CREATE FUNCTION admit_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	month_state public.period_state;
BEGIN
	PERFORM FROM public.audit_head h WHERE h.book_id = NEW.book_id FOR NO KEY UPDATE;
	SELECT p.state INTO month_state FROM public.period p
		WHERE p.book_id = NEW.book_id AND p.month = date_trunc('month', NEW.occurred_on)::date;
	IF month_state = 'locked'
		OR (month_state = 'soft_closed' AND coalesce(current_setting('app.role', true), '') NOT IN ('owner', 'finance'))
	THEN
		RAISE EXCEPTION 'the period of % is %', NEW.occurred_on, month_state USING ERRCODE = 'check_violation', CONSTRAINT = 'period_is_open';
	END IF;
	NEW.voided_by := NULL;
	NEW.version := 1;
	NEW.has_attachment := NEW.message_id IS NOT NULL AND EXISTS (SELECT FROM public.media m WHERE m.message_id = NEW.message_id);
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE FUNCTION entry_was_booked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	line public.audit;
BEGIN
	line.book_id := NEW.book_id;
	line.action := 'insert';
	line.subject := 'entry';
	line.subject_id := NEW.id;
	line.after := to_jsonb(NEW) - ARRAY['voided_by', 'version', 'has_attachment'];
	line.actor := NEW.decided_by;
	line.source := NEW.source;
	line.request := NEW.workflow_id;
	PERFORM public.audit_append(line);
	IF NEW.reversal_of IS NOT NULL THEN
		UPDATE public.entry e SET voided_by = NEW.id, version = e.version + 1 WHERE e.book_id = NEW.book_id AND e.id = NEW.reversal_of;
		PERFORM public.tell('entry', NEW.book_id, NEW.reversal_of);
	ELSE
		PERFORM public.tell('entry', NEW.book_id, NEW.id);
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER admitted BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION admit_entry();--> statement-breakpoint
CREATE TRIGGER booked AFTER INSERT ON entry FOR EACH ROW EXECUTE FUNCTION entry_was_booked();--> statement-breakpoint
-- What hangs on an entry is part of what people saw when they decide on it. What comes with a new entry is not a change of it.
CREATE FUNCTION entry_was_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	changed uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.entry_id ELSE NEW.entry_id END;
	book uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.book_id ELSE NEW.book_id END;
BEGIN
	UPDATE public.entry e SET
		version = e.version + CASE WHEN e.recorded_at = now() THEN 0 ELSE 1 END,
		has_attachment = e.has_attachment OR TG_TABLE_NAME = 'attachment'
		WHERE e.book_id = book AND e.id = changed;
	PERFORM public.tell('entry', book, changed);
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER changes_entry AFTER INSERT OR DELETE ON entry_tag FOR EACH ROW EXECUTE FUNCTION entry_was_changed();--> statement-breakpoint
CREATE TRIGGER changes_entry AFTER INSERT ON comment FOR EACH ROW EXECUTE FUNCTION entry_was_changed();--> statement-breakpoint
CREATE TRIGGER changes_entry AFTER INSERT ON attachment FOR EACH ROW EXECUTE FUNCTION entry_was_changed();--> statement-breakpoint

-- Totals are summed up as postings come. A reversal counts one entry less.
CREATE FUNCTION add_to_totals() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO public.daily_total AS t (book_id, account_id, day, currency, total, count)
		SELECT e.book_id, n.account_id, e.occurred_on, n.currency, sum(n.amount), sum(CASE WHEN e.type = 'reversal' THEN -1 ELSE 1 END)
		FROM added n JOIN public.entry e ON e.book_id = n.book_id AND e.id = n.entry_id
		GROUP BY e.book_id, n.account_id, e.occurred_on, n.currency
		ORDER BY e.book_id, e.occurred_on, n.account_id, n.currency
		ON CONFLICT (book_id, day, account_id, currency) DO UPDATE SET total = t.total + excluded.total, count = t.count + excluded.count;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER totalled AFTER INSERT ON posting REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_to_totals();--> statement-breakpoint

-- Maker is never checker, and nobody decides twice (primary key) or too late.
CREATE FUNCTION admit_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	asked public.approval;
BEGIN
	SELECT * INTO STRICT asked FROM public.approval a WHERE a.book_id = NEW.book_id AND a.id = NEW.approval_id;
	IF asked.requested_by = NEW.decided_by THEN
		RAISE EXCEPTION 'the maker does not decide' USING ERRCODE = 'check_violation', CONSTRAINT = 'maker_is_not_checker';
	END IF;
	IF asked.state <> 'pending' THEN
		RAISE EXCEPTION 'the approval is %', asked.state USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_is_pending';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER admitted BEFORE INSERT ON approval_decision FOR EACH ROW EXECUTE FUNCTION admit_decision();
--> statement-breakpoint
-- What was filled in above is checked now: an index of a later migration may share this transaction, and is not made while checks are pending.
SET CONSTRAINTS ALL IMMEDIATE;--> statement-breakpoint
SET CONSTRAINTS ALL DEFERRED;
