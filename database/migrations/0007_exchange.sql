CREATE TYPE "public"."export_kind" AS ENUM('csv', 'xlsx', 'pdf', 'beancount', 'hledger', 'jsonl');--> statement-breakpoint
CREATE TYPE "public"."export_state" AS ENUM('waiting', 'running', 'done', 'failed');--> statement-breakpoint
CREATE TABLE "export_job" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"kind" "export_kind" NOT NULL,
	"filter" jsonb NOT NULL,
	"options" jsonb NOT NULL,
	"state" "export_state" DEFAULT 'waiting' NOT NULL,
	"requested_by" text NOT NULL,
	"bucket" text,
	"key" text,
	"sha256" text,
	"bytes" bigint,
	"rows" integer,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"preset" text,
	"mapping" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"committed_at" timestamp with time zone,
	CONSTRAINT "import_file_book" UNIQUE("book_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_row" (
	"book_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"occurred_on" date,
	"amount" bigint,
	"description" text NOT NULL,
	"category" text,
	"problem" text,
	"duplicate_of" uuid,
	"entry_id" uuid,
	CONSTRAINT "import_row_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
ALTER TABLE "export_job" ADD CONSTRAINT "export_job_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_file" ADD CONSTRAINT "import_file_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_book_id_import_id_import_file_book_id_id_fk" FOREIGN KEY ("book_id","import_id") REFERENCES "public"."import_file"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_book_id_entry_id_entry_book_id_id_fk" FOREIGN KEY ("book_id","entry_id") REFERENCES "public"."entry"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "export_job_book" ON "export_job" USING btree ("book_id","created_at");--> statement-breakpoint
CREATE INDEX "import_file_age" ON "import_file" USING btree ("book_id","created_at");--> statement-breakpoint
CREATE INDEX "import_row_entry" ON "import_row" USING btree ("entry_id") WHERE "import_row"."entry_id" is not null;--> statement-breakpoint
-- By hand from here on: what drizzle-kit cannot express.
DO $$
DECLARE
	scoped text;
BEGIN
	FOREACH scoped IN ARRAY ARRAY['export_job', 'import_file', 'import_row'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', scoped);
		EXECUTE format('CREATE POLICY of_book ON %I USING (book_id = (SELECT current_book())) WITH CHECK (book_id = (SELECT current_book()))', scoped);
		EXECUTE format('CREATE POLICY for_staff ON %I FOR SELECT USING ((SELECT is_staff()))', scoped);
		EXECUTE format('CREATE POLICY for_readers ON %I FOR SELECT USING (book_id = ANY ((SELECT readable_books())::uuid[])
			AND book_id <> ALL ((SELECT own_entries_only())::uuid[]))', scoped);
	END LOOP;
END
$$;
--> statement-breakpoint
GRANT SELECT, INSERT ON export_job, import_file, import_row TO catat_app;--> statement-breakpoint
GRANT UPDATE (state, bucket, key, sha256, bytes, rows, failure, finished_at, expires_at) ON export_job TO catat_app;--> statement-breakpoint
GRANT UPDATE (committed_at) ON import_file TO catat_app;--> statement-breakpoint
GRANT UPDATE (category, entry_id, problem) ON import_row TO catat_app;--> statement-breakpoint

-- A message whose run has failed before it asked anything is made as new, so that another run of it does its work afresh. After a question
-- people may have answered: then its sender says it again instead. False when it is not one to be run again.
CREATE FUNCTION reopen_message(reopened uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	run text;
BEGIN
	SELECT m.workflow_id INTO run FROM public.message m WHERE m.id = reopened AND m.stage = 'failed' FOR UPDATE;
	IF NOT FOUND OR EXISTS (SELECT FROM public.question q WHERE q.message_id = reopened) THEN
		RETURN false;
	END IF;
	DELETE FROM public.effect e WHERE starts_with(e.key, run || '/') AND e.key <> run || '/open';
	UPDATE public.message m SET stage = 'reading', failure = NULL, closed_at = NULL WHERE m.id = reopened;
	RETURN true;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION reopen_message(uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION reopen_message(uuid) TO catat_app;
