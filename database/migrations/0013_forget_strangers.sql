-- Of a stranger's message nothing stays that would open their file or a later edit. What came in can be forgotten, never rewritten.
CREATE FUNCTION only_forget() RETURNS trigger LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION 'what a message brought is not rewritten' USING ERRCODE = 'check_violation', CONSTRAINT = 'message_is_kept_as_it_came';
END
$$;
--> statement-breakpoint
CREATE TRIGGER only_forget BEFORE UPDATE OF media, message_secret ON message FOR EACH ROW
	WHEN ((NEW.media IS NOT NULL AND NEW.media IS DISTINCT FROM OLD.media)
		OR (NEW.message_secret IS NOT NULL AND NEW.message_secret IS DISTINCT FROM OLD.message_secret))
	EXECUTE FUNCTION only_forget();
--> statement-breakpoint
GRANT UPDATE (media, message_secret) ON message TO catat_app;
