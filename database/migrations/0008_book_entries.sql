-- What a command books, in one statement: entries, their postings, items and tags. With the rights of whoever calls it, so that every
-- policy, grant and trigger holds.
CREATE FUNCTION book_entries(batch jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO public.entry (id, book_id, type, occurred_on, amount, currency, category, wallet_id, to_wallet_id, merchant, note, evidence,
			source, message_id, workflow_id, line, decided_by, reversal_of, corrects, reason, approval_id)
		SELECT id, book_id, type, occurred_on, amount, currency, category, wallet_id, to_wallet_id, merchant, note, evidence,
			source, message_id, workflow_id, line, decided_by, reversal_of, corrects, reason, approval_id
		FROM jsonb_to_recordset(batch -> 'entries') AS e (id uuid, book_id uuid, type public.entry_type, occurred_on date, amount bigint,
			currency text, category text, wallet_id uuid, to_wallet_id uuid, merchant text, note text, evidence jsonb, source text,
			message_id uuid, workflow_id text, line integer, decided_by text, reversal_of uuid, corrects uuid, reason text, approval_id uuid);
	INSERT INTO public.posting (id, book_id, entry_id, account_id, amount, currency)
		SELECT id, book_id, entry_id, account_id, amount, currency
		FROM jsonb_to_recordset(batch -> 'postings') AS p (id uuid, book_id uuid, entry_id uuid, account_id uuid, amount bigint, currency text);
	IF jsonb_array_length(batch -> 'items') > 0 THEN
		INSERT INTO public.item (id, book_id, entry_id, line, name, quantity, unit_price, amount)
			SELECT id, book_id, entry_id, line, name, quantity, unit_price, amount
			FROM jsonb_to_recordset(batch -> 'items') AS i (id uuid, book_id uuid, entry_id uuid, line integer, name text, quantity numeric,
				unit_price bigint, amount bigint);
	END IF;
	IF jsonb_array_length(batch -> 'tags') > 0 THEN
		INSERT INTO public.tag (id, book_id, name)
			SELECT gen_random_uuid(), public.current_book(), t.name
			FROM (SELECT DISTINCT name FROM jsonb_to_recordset(batch -> 'tags') AS t (name text)) AS t
			WHERE NOT EXISTS (SELECT FROM public.tag k WHERE k.book_id = public.current_book() AND k.name = t.name);
		INSERT INTO public.entry_tag (book_id, entry_id, tag_id)
			SELECT k.book_id, t.entry_id, k.id FROM jsonb_to_recordset(batch -> 'tags') AS t (entry_id uuid, name text)
			JOIN public.tag k ON k.book_id = public.current_book() AND k.name = t.name;
	END IF;
END
$$;
