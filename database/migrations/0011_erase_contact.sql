-- A person asks to be forgotten (UU 27/2022). What tells who they are and what they wrote goes; the books and the evidence behind them stay
-- for ten years (KUP Art. 28(11), UU 8/1997 Art. 11) under the id of the contact, which then tells nobody. The application may not do this
-- row by row; it may only ask for it, as a whole. Answers what was done, and which stored files are to be removed.
CREATE FUNCTION erase_contact(erased uuid, reason text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
	SET search_path = pg_catalog, pg_temp SET app.staff = 'on' SET app.book = ''
AS $$
DECLARE
	addresses text[];
	own_chats uuid[];
	files jsonb;
	receipt jsonb;
	counted integer;
	place uuid;
BEGIN
	PERFORM FROM public.contact c WHERE c.id = erased FOR UPDATE;
	IF NOT FOUND THEN
		RETURN NULL;
	END IF;
	SELECT coalesce(array_agg(i.value), '{}') INTO addresses FROM public.channel_identity i WHERE i.contact_id = erased;
	SELECT coalesce(array_agg(c.id), '{}') INTO own_chats FROM public.chat c WHERE c.contact_id = erased;

	-- A file behind a booked entry is evidence; any other goes.
	SELECT coalesce(jsonb_agg(jsonb_build_object('bucket', d.bucket, 'key', d.key)), '[]') INTO files
		FROM public.media d JOIN public.message m ON m.id = d.message_id
		WHERE m.contact_id = erased AND NOT EXISTS (SELECT FROM public.entry e WHERE e.message_id = m.id)
		-- The same content sent by somebody else is one stored object.
		AND NOT EXISTS (
			SELECT FROM public.media o JOIN public.message n ON n.id = o.message_id
			WHERE o.bucket = d.bucket AND o.key = d.key
			AND (n.contact_id <> erased OR EXISTS (SELECT FROM public.entry e WHERE e.message_id = n.id))
		);
	receipt := jsonb_build_object('files', files, 'keptFiles', (
		SELECT count(*) FROM public.media d JOIN public.message m ON m.id = d.message_id
		WHERE m.contact_id = erased AND EXISTS (SELECT FROM public.entry e WHERE e.message_id = m.id)
	), 'keptEntries', (SELECT count(*) FROM public.entry e WHERE e.decided_by = erased::text));
	DELETE FROM public.media d USING public.message m
		WHERE m.id = d.message_id AND m.contact_id = erased AND NOT EXISTS (SELECT FROM public.entry e WHERE e.message_id = m.id);

	UPDATE public.message m SET body = NULL, transcript = NULL, reading = NULL, interpretation = NULL, media = NULL, message_secret = NULL
		WHERE m.contact_id = erased;
	GET DIAGNOSTICS counted = ROW_COUNT;
	receipt := receipt || jsonb_build_object('messages', counted);
	UPDATE public.question q SET entries = '[]', proposal = NULL, state = CASE WHEN q.state = 'open' THEN 'cancelled' ELSE q.state END,
		closed_at = coalesce(q.closed_at, now()) WHERE q.contact_id = erased;
	UPDATE public.wa_outbound o SET payload = '{"kind": "text", "text": ""}' WHERE o.chat_id = ANY (own_chats) AND o.state IN ('acked', 'refused');
	DELETE FROM public.wa_outbound o WHERE o.chat_id = ANY (own_chats) AND o.state IN ('planned', 'sent');
	DELETE FROM public.wa_inbound i WHERE regexp_replace(split_part(i.sender, '@', 1), ':.*$', '') = ANY (addresses);
	DELETE FROM public.channel_identity i WHERE i.contact_id = erased;
	UPDATE public.chat c SET reply_jid = '' WHERE c.id = ANY (own_chats);
	UPDATE public.contact c SET display_name = NULL, timezone = 'Asia/Jakarta', admitted_at = NULL, greeted_at = NULL WHERE c.id = erased;
	receipt := receipt || jsonb_build_object('addresses', cardinality(addresses));

	FOR place IN
		SELECT m.book_id FROM public.member m WHERE m.contact_id = erased
		UNION SELECT e.book_id FROM public.entry e WHERE e.decided_by = erased::text
	LOOP
		PERFORM set_config('app.book', place::text, true);
		PERFORM public.audit_note('erase', 'contact', erased::text, (receipt - 'files') || jsonb_build_object('reason', reason));
	END LOOP;
	RETURN receipt;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION erase_contact(uuid, text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erase_contact(uuid, text) TO catat_app;
