CREATE TABLE "access_invite" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"uses_left" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "admitted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "refused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "invite_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_merged_into_contact_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."contact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- By hand from here on: what drizzle-kit cannot express.
GRANT SELECT, INSERT ON access_invite TO catat_app;--> statement-breakpoint
GRANT UPDATE (uses_left) ON access_invite TO catat_app;--> statement-breakpoint

-- Two contacts turn out to be one person. The application may not move messages and members; it may only ask for this, as a whole. The dropped
-- contact stays as a signpost: what names it elsewhere (who decided an entry, a run under way) finds the person through merged_into.
CREATE FUNCTION merge_contacts(kept uuid, dropped uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
	SET search_path = pg_catalog, pg_temp SET app.staff = 'on' SET app.book = ''
AS $$
DECLARE
	chats record;
	membership record;
BEGIN
	-- Steps under way hold the contact they work for: this waits for them, and later ones see where it went.
	PERFORM FROM public.contact c WHERE c.id IN (kept, dropped) ORDER BY c.id FOR UPDATE;
	IF (SELECT count(*) FROM public.contact c WHERE c.id IN (kept, dropped) AND c.merged_into IS NULL) <> 2 THEN
		RAISE EXCEPTION 'contacts % and % cannot be merged: look again', kept, dropped USING ERRCODE = 'serialization_failure';
	END IF;
	UPDATE public.channel_identity SET contact_id = kept WHERE contact_id = dropped;
	FOR chats IN
		SELECT d.id AS dropped, k.id AS kept FROM public.chat d
		LEFT JOIN public.chat k ON k.session = d.session AND k.contact_id = merge_contacts.kept
		WHERE d.contact_id = merge_contacts.dropped
	LOOP
		IF chats.kept IS NULL THEN
			UPDATE public.chat SET contact_id = merge_contacts.kept WHERE id = chats.dropped;
		ELSE
			-- A message that came under both addresses is in both chats; its second row stays behind.
			UPDATE public.message m SET chat_id = chats.kept
				WHERE m.chat_id = chats.dropped
				AND NOT EXISTS (SELECT FROM public.message t WHERE t.session = m.session AND t.chat_id = chats.kept AND t.wa_id = m.wa_id);
			UPDATE public.question SET chat_id = chats.kept WHERE chat_id = chats.dropped;
			UPDATE public.wa_outbound SET chat_id = chats.kept WHERE chat_id = chats.dropped;
		END IF;
	END LOOP;
	UPDATE public.message SET contact_id = kept WHERE contact_id = dropped;
	UPDATE public.question SET contact_id = kept WHERE contact_id = dropped;

	-- Row-level security lets rows of one book at a time be changed, also by an owner that is no superuser.
	FOR membership IN SELECT m.id, m.book_id, m.role FROM public.member m WHERE m.contact_id = dropped LOOP
		PERFORM set_config('app.book', membership.book_id::text, true);
		UPDATE public.member SET role = least(role, membership.role) WHERE book_id = membership.book_id AND contact_id = kept;
		IF FOUND THEN
			DELETE FROM public.member WHERE id = membership.id;
		ELSE
			UPDATE public.member SET contact_id = kept WHERE id = membership.id;
		END IF;
	END LOOP;
	-- The oldest personal book is the one people write into. A second one goes if nothing was ever booked in one of the two (the newer
	-- first); with entries in both, the person stays owner of both.
	FOR membership IN
		SELECT m.id, m.book_id FROM public.member m JOIN public.book b ON b.id = m.book_id
		WHERE m.contact_id = kept AND m.role = 'owner' AND b.kind = 'personal'
			AND NOT EXISTS (SELECT FROM public.entry e WHERE e.book_id = b.id)
		ORDER BY m.created_at DESC, m.id DESC
	LOOP
		PERFORM set_config('app.book', membership.book_id::text, true);
		DELETE FROM public.member d WHERE d.id = membership.id AND 1 < (
			SELECT count(*) FROM public.member m JOIN public.book b ON b.id = m.book_id
			WHERE m.contact_id = kept AND m.role = 'owner' AND b.kind = 'personal'
		);
	END LOOP;

	UPDATE public.contact k SET
		display_name = coalesce(k.display_name, d.display_name),
		greeted_at = least(k.greeted_at, d.greeted_at),
		admitted_at = least(k.admitted_at, d.admitted_at),
		refused_at = least(k.refused_at, d.refused_at),
		invite_attempts = k.invite_attempts + d.invite_attempts
		FROM public.contact d WHERE k.id = kept AND d.id = dropped;
	UPDATE public.contact SET merged_into = kept WHERE id = dropped OR merged_into = dropped;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION merge_contacts(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION merge_contacts(uuid, uuid) TO catat_app;
