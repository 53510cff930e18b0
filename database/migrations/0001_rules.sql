-- What drizzle-kit cannot express: the plain role of the application, its grants, row-level security by book, and the balance of an entry.

-- The role belongs to the whole server, so another database of it may have made the role already. Its password is set by database/migrate.ts.
DO $$
BEGIN
	CREATE ROLE catat_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
EXCEPTION
	WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO catat_app;--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO catat_app;--> statement-breakpoint
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO catat_app;--> statement-breakpoint
GRANT UPDATE ON contact, channel_identity, chat, media, question, wa_session, wa_key, wa_inbound, wa_outbound TO catat_app;--> statement-breakpoint
GRANT UPDATE (result) ON effect TO catat_app;--> statement-breakpoint
-- What came in stays as it came; an edit by its sender is a message of its own and replaces the body.
GRANT UPDATE (body, stage, failure, transcript, reading, interpretation, closed_at) ON message TO catat_app;--> statement-breakpoint
GRANT UPDATE (name, timezone) ON book TO catat_app;--> statement-breakpoint
GRANT UPDATE (role) ON member TO catat_app;--> statement-breakpoint
GRANT UPDATE (name, archived_at) ON account TO catat_app;--> statement-breakpoint
-- Signal keys are used up; nothing else is ever deleted by the application. Entries, postings and items are not even updated.
GRANT DELETE ON wa_key TO catat_app;--> statement-breakpoint

-- One book at a time (`app.book`), or read-only all of them for staff (`app.staff`). Nothing set = nothing seen.
CREATE FUNCTION current_book() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
	RETURN nullif(current_setting('app.book', true), '')::uuid;--> statement-breakpoint
CREATE FUNCTION current_contact() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
	RETURN nullif(current_setting('app.contact', true), '')::uuid;--> statement-breakpoint
CREATE FUNCTION is_staff() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
	RETURN coalesce(current_setting('app.staff', true) = 'on', false);--> statement-breakpoint
DO $$
DECLARE
	scoped record;
BEGIN
	FOR scoped IN
		SELECT * FROM (VALUES ('book', 'id'), ('member', 'book_id'), ('account', 'book_id'), ('entry', 'book_id'), ('posting', 'book_id'), ('item', 'book_id')) AS t(name, key)
	LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped.name);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', scoped.name);
		EXECUTE format('CREATE POLICY of_book ON %I USING (%I = (SELECT current_book())) WITH CHECK (%2$I = (SELECT current_book()))', scoped.name, scoped.key);
		EXECUTE format('CREATE POLICY for_staff ON %I FOR SELECT USING ((SELECT is_staff()))', scoped.name);
	END LOOP;
END
$$;
--> statement-breakpoint
-- A person's books are found before one of them is entered.
CREATE POLICY of_contact ON member FOR SELECT USING (contact_id = (SELECT current_contact()));--> statement-breakpoint

-- Looked at when the transaction commits: at least two postings, zero per currency, and the line people see tells the same sum. Reads as
-- staff, so that it sees the postings whatever book the transaction is in by then; and by index whatever the statistics say, for its plan
-- is kept from a time when the tables were small.
CREATE FUNCTION require_balance(checked uuid) RETURNS void LANGUAGE plpgsql
	SET search_path = pg_catalog, public SET app.staff = 'on' SET enable_seqscan = off
AS $$
DECLARE
	line record;
	sides record;
BEGIN
	SELECT e.amount, e.currency INTO STRICT line FROM public.entry e WHERE e.id = checked;
	SELECT sum(s.lines) AS lines, bool_and(s.total = 0) AS balanced, max(s.positive) FILTER (WHERE s.currency = line.currency) AS positive
		INTO STRICT sides
		FROM (
			SELECT p.currency, count(*) AS lines, sum(p.amount) AS total, sum(p.amount) FILTER (WHERE p.amount > 0) AS positive
			FROM public.posting p WHERE p.entry_id = checked GROUP BY p.currency
		) AS s;
	IF sides.lines >= 2 AND sides.balanced AND sides.positive = line.amount THEN
		RETURN;
	END IF;
	RAISE EXCEPTION 'entry % does not balance', checked USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_is_balanced';
END
$$;
--> statement-breakpoint
CREATE FUNCTION check_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM public.require_balance(NEW.id);
	RETURN NULL;
END
$$;
--> statement-breakpoint
-- An entry of this very transaction is checked by its own trigger; only a posting that comes later needs another look.
CREATE FUNCTION check_posting() RETURNS trigger LANGUAGE plpgsql
	SET search_path = pg_catalog, public SET app.staff = 'on' SET enable_seqscan = off
AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM public.entry e WHERE e.id = NEW.entry_id AND e.xmin = pg_current_xact_id()::xid) THEN
		PERFORM public.require_balance(NEW.entry_id);
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER entry_is_balanced AFTER INSERT OR UPDATE ON entry
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_entry();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER posting_is_balanced AFTER INSERT OR UPDATE ON posting
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_posting();
