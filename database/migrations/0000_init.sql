CREATE TYPE "public"."identity_kind" AS ENUM('lid', 'pn');--> statement-breakpoint
CREATE TYPE "public"."message_kind" AS ENUM('text', 'voice', 'image', 'document', 'reaction', 'edit', 'revoke', 'unsupported');--> statement-breakpoint
CREATE TYPE "public"."message_stage" AS ENUM('received', 'reading', 'asking', 'booked', 'answered', 'delivered', 'cancelled', 'expired', 'ignored', 'failed');--> statement-breakpoint
CREATE TYPE "public"."question_state" AS ENUM('open', 'replaced', 'booked', 'cancelled', 'expired');--> statement-breakpoint
CREATE TYPE "public"."account_kind" AS ENUM('asset', 'income', 'expense', 'equity');--> statement-breakpoint
CREATE TYPE "public"."entry_type" AS ENUM('expense', 'income', 'transfer', 'reversal');--> statement-breakpoint
CREATE TYPE "public"."member_role" AS ENUM('owner', 'finance', 'approver', 'member', 'auditor');--> statement-breakpoint
CREATE TYPE "public"."wa_outbound_state" AS ENUM('planned', 'sent', 'acked', 'refused');--> statement-breakpoint
CREATE TYPE "public"."wa_session_state" AS ENUM('starting', 'pairing', 'open', 'backing_off', 'replaced', 'logged_out', 'blocked', 'version_refused');--> statement-breakpoint
CREATE TABLE "channel_identity" (
	"kind" "identity_kind" NOT NULL,
	"value" text NOT NULL,
	"contact_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "channel_identity_kind_value_pk" PRIMARY KEY("kind","value")
);
--> statement-breakpoint
CREATE TABLE "chat" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session" text NOT NULL,
	"kind" text NOT NULL,
	"contact_id" uuid,
	"group_jid" text,
	"reply_jid" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chat_direct" UNIQUE("session","contact_id"),
	CONSTRAINT "chat_group" UNIQUE("session","group_jid"),
	CONSTRAINT "chat_target" CHECK (("chat"."kind" = 'direct') = ("chat"."contact_id" is not null) and ("chat"."kind" = 'group') = ("chat"."group_jid" is not null))
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"id" uuid PRIMARY KEY NOT NULL,
	"display_name" text,
	"locale" text DEFAULT 'id' NOT NULL,
	"timezone" text DEFAULT 'Asia/Jakarta' NOT NULL,
	"greeted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "effect" (
	"key" text PRIMARY KEY NOT NULL,
	"input_hash" text NOT NULL,
	"result" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "media" (
	"message_id" uuid PRIMARY KEY NOT NULL,
	"bucket" text NOT NULL,
	"key" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" bigint NOT NULL,
	"mime" text NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session" text NOT NULL,
	"chat_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"wa_id" text NOT NULL,
	"kind" "message_kind" NOT NULL,
	"body" text,
	"target_wa_id" text,
	"media" jsonb,
	"message_secret" text,
	"unsupported" text,
	"workflow_id" text NOT NULL,
	"stage" "message_stage" DEFAULT 'received' NOT NULL,
	"failure" text,
	"transcript" jsonb,
	"reading" jsonb,
	"interpretation" jsonb,
	"sent_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "message_wa" UNIQUE("session","chat_id","wa_id")
);
--> statement-breakpoint
CREATE TABLE "question" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_id" uuid NOT NULL,
	"chat_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"workflow_id" text NOT NULL,
	"revision" integer NOT NULL,
	"wa_id" text NOT NULL,
	"entries" jsonb NOT NULL,
	"state" "question_state" DEFAULT 'open' NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "question_wa_id_unique" UNIQUE("wa_id"),
	CONSTRAINT "question_revision" UNIQUE("message_id","revision")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"kind" "account_kind" NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_code" UNIQUE("book_id","code"),
	CONSTRAINT "account_book" UNIQUE("book_id","id")
);
--> statement-breakpoint
CREATE TABLE "book" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"currency" text DEFAULT 'IDR' NOT NULL,
	"timezone" text DEFAULT 'Asia/Jakarta' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"type" "entry_type" NOT NULL,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"category" text,
	"merchant" text,
	"note" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"source" text NOT NULL,
	"message_id" uuid,
	"workflow_id" text,
	"line" integer DEFAULT 1 NOT NULL,
	"decided_by" text NOT NULL,
	"reversal_of" uuid,
	"corrects" uuid,
	"reason" text,
	CONSTRAINT "entry_reversal_of_unique" UNIQUE("reversal_of"),
	CONSTRAINT "entry_book" UNIQUE("book_id","id"),
	CONSTRAINT "entry_amount_positive" CHECK ("entry"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"name" text NOT NULL,
	"quantity" numeric NOT NULL,
	"unit_price" bigint,
	"amount" bigint NOT NULL,
	CONSTRAINT "item_line" UNIQUE("entry_id","line")
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"role" "member_role" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_contact" UNIQUE("book_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "posting" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	CONSTRAINT "posting_not_zero" CHECK ("posting"."amount" <> 0)
);
--> statement-breakpoint
CREATE TABLE "wa_inbound" (
	"seq" bigserial NOT NULL,
	"session" text NOT NULL,
	"sender" text NOT NULL,
	"wa_id" text NOT NULL,
	"part" integer NOT NULL,
	"attrs" jsonb NOT NULL,
	"payload" "bytea",
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"dispatched_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "wa_inbound_session_sender_wa_id_part_pk" PRIMARY KEY("session","sender","wa_id","part")
);
--> statement-breakpoint
CREATE TABLE "wa_key" (
	"session" text NOT NULL,
	"type" text NOT NULL,
	"id" text NOT NULL,
	"value" "bytea" NOT NULL,
	CONSTRAINT "wa_key_session_type_id_pk" PRIMARY KEY("session","type","id")
);
--> statement-breakpoint
CREATE TABLE "wa_outbound" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session" text NOT NULL,
	"chat_id" uuid NOT NULL,
	"effect_key" text NOT NULL,
	"wa_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" "wa_outbound_state" DEFAULT 'planned' NOT NULL,
	"refusal" text,
	"planned_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"acked_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	CONSTRAINT "wa_outbound_effect_key_unique" UNIQUE("effect_key"),
	CONSTRAINT "wa_outbound_wa" UNIQUE("session","wa_id")
);
--> statement-breakpoint
CREATE TABLE "wa_session" (
	"id" text PRIMARY KEY NOT NULL,
	"state" "wa_session_state" DEFAULT 'starting' NOT NULL,
	"reason" text,
	"creds" "bytea",
	"last_inbound_at" timestamp with time zone,
	"last_pong_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "channel_identity" ADD CONSTRAINT "channel_identity_contact_id_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat" ADD CONSTRAINT "chat_contact_id_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_chat_id_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_contact_id_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question" ADD CONSTRAINT "question_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question" ADD CONSTRAINT "question_chat_id_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question" ADD CONSTRAINT "question_contact_id_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_book_id_reversal_of_entry_book_id_id_fk" FOREIGN KEY ("book_id","reversal_of") REFERENCES "public"."entry"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_book_id_corrects_entry_book_id_id_fk" FOREIGN KEY ("book_id","corrects") REFERENCES "public"."entry"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_book_id_entry_id_entry_book_id_id_fk" FOREIGN KEY ("book_id","entry_id") REFERENCES "public"."entry"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_book_id_book_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_contact_id_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_book_id_entry_id_entry_book_id_id_fk" FOREIGN KEY ("book_id","entry_id") REFERENCES "public"."entry"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_book_id_account_id_account_book_id_id_fk" FOREIGN KEY ("book_id","account_id") REFERENCES "public"."account"("book_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wa_outbound" ADD CONSTRAINT "wa_outbound_chat_id_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "channel_identity_contact" ON "channel_identity" USING btree ("contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "message_workflow" ON "message" USING btree ("workflow_id");--> statement-breakpoint
CREATE INDEX "message_chat_received" ON "message" USING btree ("chat_id","received_at");--> statement-breakpoint
CREATE INDEX "message_unread" ON "message" USING btree ("chat_id","received_at") WHERE "message"."stage" in ('received', 'reading');--> statement-breakpoint
CREATE INDEX "question_open" ON "question" USING btree ("chat_id","asked_at") WHERE "question"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "entry_once" ON "entry" USING btree ("workflow_id","line") WHERE "entry"."reversal_of" is null and "entry"."corrects" is null;--> statement-breakpoint
CREATE INDEX "entry_list" ON "entry" USING btree ("book_id","occurred_on" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "entry_list_all" ON "entry" USING btree ("occurred_on" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "entry_message" ON "entry" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "member_by_contact" ON "member" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "posting_entry" ON "posting" USING btree ("entry_id");--> statement-breakpoint
CREATE INDEX "posting_account" ON "posting" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "wa_inbound_undispatched" ON "wa_inbound" USING btree ("session","seq") WHERE "wa_inbound"."dispatched_at" is null;--> statement-breakpoint
CREATE INDEX "wa_outbound_open" ON "wa_outbound" USING btree ("session","planned_at") WHERE "wa_outbound"."state" in ('planned', 'sent');