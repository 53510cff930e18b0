-- What writes in a book queues at an advisory lock (its class is 'BOOK') instead of at the row of audit_head: those who wait for a row are all
-- woken at each commit and look at it again, while here they are served one by one, in the order in which they came.
CREATE OR REPLACE FUNCTION lock_book(locked uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(x'424F4F4B'::integer, uuid_hash(locked));
END
$$;
--> statement-breakpoint
-- As in 0006, in the queue.
CREATE OR REPLACE FUNCTION audit_append(line audit) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	head public.audit_head;
BEGIN
	PERFORM public.lock_book(line.book_id);
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
-- The same digest; PL/pgSQL keeps its plan for as long as the connection lives, SQL makes it anew with each call.
CREATE OR REPLACE FUNCTION audit_digest(previous bytea, line audit) RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
	RETURN sha256(previous || convert_to(jsonb_build_array(
		line.book_id, line.seq, extract(epoch FROM line.at), line.actor, line.action, line.subject, line.subject_id, line.before, line.after,
		line.source, line.request
	)::text, 'UTF8'));
END
$$;
--> statement-breakpoint
-- As in 0006, in the queue.
CREATE OR REPLACE FUNCTION admit_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	month_state public.period_state;
BEGIN
	PERFORM public.lock_book(NEW.book_id);
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
