CREATE TYPE "public"."rule_field" AS ENUM('category', 'merchant', 'wallet');--> statement-breakpoint
CREATE TABLE "book_rule" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"field" "rule_field" NOT NULL,
	"phrase" text NOT NULL,
	"value" text NOT NULL,
	"message_id" uuid,
	"learnt_from" text NOT NULL,
	"learnt_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "book_rule_phrase" UNIQUE("book_id","field","phrase")
);
--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "progress" smallint;--> statement-breakpoint
ALTER TABLE "question" ADD COLUMN "proposal" jsonb;--> statement-breakpoint
ALTER TABLE "book_rule" ADD CONSTRAINT "book_rule_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "book_rule" ADD CONSTRAINT "book_rule_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "media_sha256" ON "media" USING btree ("sha256");--> statement-breakpoint
-- By hand from here on: grants and row-level security, as for every table of a book. A habit may be forgotten: it is no entry.
GRANT SELECT, INSERT, DELETE ON book_rule TO catat_app;--> statement-breakpoint
GRANT UPDATE (value, message_id, learnt_from, learnt_at) ON book_rule TO catat_app;--> statement-breakpoint
GRANT UPDATE (progress) ON message TO catat_app;--> statement-breakpoint
ALTER TABLE book_rule ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE book_rule FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY of_book ON book_rule USING (book_id = (SELECT current_book())) WITH CHECK (book_id = (SELECT current_book()));--> statement-breakpoint
CREATE POLICY for_staff ON book_rule FOR SELECT USING ((SELECT is_staff()));--> statement-breakpoint
CREATE POLICY for_readers ON book_rule FOR SELECT USING (book_id = ANY ((SELECT readable_books())::uuid[]));
