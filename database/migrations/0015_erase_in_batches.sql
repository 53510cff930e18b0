CREATE INDEX "message_contact" ON "message" USING btree ("contact_id","id");--> statement-breakpoint
-- By hand from here on: what drizzle-kit cannot express. What a run has done is found by the beginning of its key, by index, in every locale.
ALTER TABLE effect ALTER COLUMN key TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE wa_outbound ALTER COLUMN effect_key TYPE text COLLATE "C";--> statement-breakpoint

-- Forgets the next messages of a person, by the order of their ids: words, readings and files nothing was booked from, what their runs keep of
-- drafts and what was said in return. Keys of a run lie between its id with '/' and its id with the sign behind it, '0'. By index whatever the
-- statistics say: a batch is small, the tables are not.
CREATE FUNCTION erase_messages(erased uuid, after uuid, batch integer) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
	SET search_path = pg_catalog, pg_temp SET app.staff = 'on' SET app.book = '' SET enable_seqscan = off
AS $$
DECLARE
	contacts CONSTANT uuid[] := ARRAY(SELECT c.id FROM public.contact c WHERE c.id = erased OR c.merged_into = erased);
	theirs uuid[];
	runs text[];
	files jsonb;
	kept integer;
	said integer;
BEGIN
	SELECT array_agg(n.id ORDER BY n.id), array_agg(n.workflow_id) INTO theirs, runs FROM (
		SELECT m.* FROM unnest(contacts) AS c (id) CROSS JOIN LATERAL (
			SELECT m.id, m.workflow_id FROM public.message m WHERE m.contact_id = c.id AND m.id > erase_messages.after ORDER BY m.id LIMIT batch
		) AS m ORDER BY m.id LIMIT batch
	) AS n;
	IF theirs IS NULL THEN
		RETURN NULL;
	END IF;

	-- A file behind a booked entry is evidence; any other goes, unless somebody else sent the same content: that is one stored object.
	SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('bucket', d.bucket, 'key', d.key)), '[]') INTO files
		FROM public.media d
		WHERE d.message_id = ANY (theirs) AND NOT EXISTS (SELECT FROM public.entry e WHERE e.message_id = d.message_id)
		AND NOT EXISTS (
			SELECT FROM public.media o JOIN public.message n ON n.id = o.message_id
			WHERE o.sha256 = d.sha256 AND o.bucket = d.bucket AND o.key = d.key
			AND (n.contact_id <> ALL (contacts) OR EXISTS (SELECT FROM public.entry e WHERE e.message_id = n.id))
		);
	DELETE FROM public.media d WHERE d.message_id = ANY (theirs) AND NOT EXISTS (SELECT FROM public.entry e WHERE e.message_id = d.message_id);
	kept := (SELECT count(*) FROM public.media d WHERE d.message_id = ANY (theirs));

	DELETE FROM public.effect e USING unnest(runs) AS r (id)
		WHERE e.key > (r.id || '/') COLLATE "C" AND e.key < (r.id || '0') COLLATE "C";
	UPDATE public.wa_outbound o SET payload = '{"kind": "text", "text": ""}' FROM unnest(runs) AS r (id)
		WHERE o.effect_key > (r.id || '/') COLLATE "C" AND o.effect_key < (r.id || '0') COLLATE "C"
		AND o.state IN ('acked', 'refused') AND o.payload <> '{"kind": "text", "text": ""}';
	GET DIAGNOSTICS said = ROW_COUNT;
	UPDATE public.message m SET body = NULL, transcript = NULL, reading = NULL, interpretation = NULL, media = NULL, message_secret = NULL,
		stage = CASE WHEN m.stage IN ('received', 'reading', 'asking') THEN 'cancelled' ELSE m.stage END, closed_at = coalesce(m.closed_at, now())
		WHERE m.id = ANY (theirs);
	UPDATE public.question q SET entries = '[]', proposal = NULL, state = CASE WHEN q.state = 'open' THEN 'cancelled' ELSE q.state END,
		closed_at = coalesce(q.closed_at, now()) WHERE q.message_id = ANY (theirs) AND q.contact_id = ANY (contacts);
	RETURN jsonb_build_object('messages', cardinality(theirs), 'replies', said, 'files', files, 'keptFiles', kept,
		'after', theirs[cardinality(theirs)]);
END
$$;
--> statement-breakpoint
DROP FUNCTION erase_contact(uuid, text);--> statement-breakpoint
-- Behind the last batch of erase_messages: who they are, and what hangs on no message of theirs. `done` is what the batches have counted; it
-- goes into the audit trail of each of their books with the rest.
CREATE FUNCTION erase_contact(erased uuid, reason text, done jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
	SET search_path = pg_catalog, pg_temp SET app.staff = 'on' SET app.book = ''
AS $$
DECLARE
	contacts uuid[];
	actors text[];
	addresses text[];
	own_chats uuid[];
	receipt jsonb := done;
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

	UPDATE public.wa_outbound o SET payload = '{"kind": "text", "text": ""}'
		WHERE o.chat_id = ANY (own_chats) AND o.state IN ('acked', 'refused') AND o.payload <> '{"kind": "text", "text": ""}';
	GET DIAGNOSTICS counted = ROW_COUNT;
	DELETE FROM public.wa_outbound o WHERE o.chat_id = ANY (own_chats) AND o.state IN ('planned', 'sent');
	receipt := receipt || jsonb_build_object('replies', (done ->> 'replies')::integer + counted, 'addresses', cardinality(addresses),
		'keptEntries', (SELECT count(*) FROM public.entry e WHERE e.decided_by = ANY (actors)));
	-- What came meanwhile, under an id older than those of the last batch.
	UPDATE public.message m SET body = NULL, transcript = NULL, reading = NULL, interpretation = NULL, media = NULL, message_secret = NULL,
		stage = CASE WHEN m.stage IN ('received', 'reading', 'asking') THEN 'cancelled' ELSE m.stage END, closed_at = coalesce(m.closed_at, now())
		WHERE m.contact_id = ANY (contacts) AND (m.closed_at IS NULL OR m.body IS NOT NULL OR m.transcript IS NOT NULL
			OR m.reading IS NOT NULL OR m.interpretation IS NOT NULL OR m.media IS NOT NULL);
	GET DIAGNOSTICS counted = ROW_COUNT;
	receipt := receipt || jsonb_build_object('messages', (done ->> 'messages')::integer + counted);
	-- Asked of them about messages of others.
	UPDATE public.question q SET entries = '[]', proposal = NULL, state = CASE WHEN q.state = 'open' THEN 'cancelled' ELSE q.state END,
		closed_at = coalesce(q.closed_at, now())
		WHERE q.contact_id = ANY (contacts) AND (q.state = 'open' OR q.entries <> '[]' OR q.proposal IS NOT NULL);

	DELETE FROM public.wa_inbound i WHERE split_part(split_part(i.sender, '@', 1), ':', 1) = ANY (addresses);
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
		PERFORM public.audit_note('erase', 'contact', erased::text, receipt || jsonb_build_object('reason', reason));
	END LOOP;
	RETURN receipt || jsonb_build_object('habits', rules, 'approvals', asked);
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION erase_messages(uuid, uuid, integer), erase_contact(uuid, text, jsonb) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erase_messages(uuid, uuid, integer), erase_contact(uuid, text, jsonb) TO catat_app;
