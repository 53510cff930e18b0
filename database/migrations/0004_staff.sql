CREATE TABLE "api_key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"role" "member_role" NOT NULL,
	"scopes" text[] NOT NULL,
	"book_id" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_key_prefix_unique" UNIQUE("prefix")
);
--> statement-breakpoint
CREATE TABLE "request_key" (
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"input_hash" text NOT NULL,
	"status" integer,
	"body" jsonb,
	"headers" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "request_key_actor_key_pk" PRIMARY KEY("actor","key")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"locale" text DEFAULT 'id' NOT NULL,
	"totp_secret" text,
	"totp_step" integer,
	"admin" boolean DEFAULT false NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "staff_book" (
	"staff_id" uuid NOT NULL,
	"book_id" uuid NOT NULL,
	"role" "member_role" NOT NULL,
	CONSTRAINT "staff_book_staff_id_book_id_pk" PRIMARY KEY("staff_id","book_id")
);
--> statement-breakpoint
CREATE TABLE "staff_session" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_created_by_staff_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_book" ADD CONSTRAINT "staff_book_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_book" ADD CONSTRAINT "staff_book_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "request_key_age" ON "request_key" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "staff_book_book" ON "staff_book" USING btree ("book_id");--> statement-breakpoint
CREATE INDEX "staff_session_staff" ON "staff_session" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "staff_session_expiry" ON "staff_session" USING btree ("expires_at");--> statement-breakpoint
-- By hand from here on: what drizzle-kit cannot express.
ALTER TABLE staff ADD CONSTRAINT staff_email_is_lower CHECK (email = lower(email));--> statement-breakpoint
GRANT SELECT, INSERT ON staff, staff_book, staff_session, api_key, request_key TO catat_app;--> statement-breakpoint
GRANT UPDATE (name, password_hash, locale, totp_secret, totp_step, admin, disabled_at) ON staff TO catat_app;--> statement-breakpoint
GRANT UPDATE (role) ON staff_book TO catat_app;--> statement-breakpoint
GRANT UPDATE (last_seen_at) ON staff_session TO catat_app;--> statement-breakpoint
GRANT UPDATE (last_used_at, revoked_at) ON api_key TO catat_app;--> statement-breakpoint
GRANT UPDATE (status, body, headers) ON request_key TO catat_app;--> statement-breakpoint
GRANT DELETE ON staff_book, staff_session, request_key TO catat_app;--> statement-breakpoint

-- Who asks, as the API found out. `app.books`: the books a reader may look into; `app.own_books`: those of them where entries of one's own
-- making are all there is to see; `app.actor`: staff id, `key:<id>` or `ops`.
CREATE FUNCTION readable_books() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
	RETURN string_to_array(coalesce(current_setting('app.books', true), ''), ',')::uuid[];--> statement-breakpoint
CREATE FUNCTION own_entries_only() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
	RETURN string_to_array(coalesce(current_setting('app.own_books', true), ''), ',')::uuid[];--> statement-breakpoint
CREATE FUNCTION current_actor() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
	RETURN nullif(current_setting('app.actor', true), '');--> statement-breakpoint
CREATE POLICY for_readers ON book FOR SELECT USING (id = ANY ((SELECT readable_books())::uuid[]));--> statement-breakpoint
CREATE POLICY for_readers ON member FOR SELECT USING (book_id = ANY ((SELECT readable_books())::uuid[]));--> statement-breakpoint
CREATE POLICY for_readers ON account FOR SELECT USING (book_id = ANY ((SELECT readable_books())::uuid[]));--> statement-breakpoint
CREATE POLICY for_readers ON entry FOR SELECT USING (
	book_id = ANY ((SELECT readable_books())::uuid[])
	AND (book_id <> ALL ((SELECT own_entries_only())::uuid[]) OR decided_by = (SELECT current_actor()))
);--> statement-breakpoint
CREATE POLICY for_readers ON posting FOR SELECT USING (
	book_id = ANY ((SELECT readable_books())::uuid[])
	AND (book_id <> ALL ((SELECT own_entries_only())::uuid[]) OR EXISTS (SELECT FROM entry e WHERE e.id = entry_id))
);--> statement-breakpoint
CREATE POLICY for_readers ON item FOR SELECT USING (
	book_id = ANY ((SELECT readable_books())::uuid[])
	AND (book_id <> ALL ((SELECT own_entries_only())::uuid[]) OR EXISTS (SELECT FROM entry e WHERE e.id = entry_id))
);
--> statement-breakpoint
-- Who works on which book is known before any book is entered; it is changed from within the book alone.
ALTER TABLE staff_book ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE staff_book FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY for_login ON staff_book FOR SELECT USING (true);--> statement-breakpoint
CREATE POLICY of_book ON staff_book USING (book_id = (SELECT current_book())) WITH CHECK (book_id = (SELECT current_book()));--> statement-breakpoint
ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE api_key FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY for_login ON api_key FOR SELECT USING (true);--> statement-breakpoint
CREATE POLICY for_use ON api_key FOR UPDATE USING (true);--> statement-breakpoint
CREATE POLICY of_book ON api_key FOR INSERT WITH CHECK (book_id IS NULL OR book_id = (SELECT current_book()));
