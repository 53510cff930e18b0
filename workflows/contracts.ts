import type { FailureType } from '../language/failure.ts';
import type { DraftEntry, Interpretation } from '../language/interpretation.ts';
import type { Locale } from '../language/locale.ts';
import type { Proposal } from '../language/proposal.ts';
import type { Reply } from '../language/replies/reply.ts';
import type { Statement } from '../language/statement.ts';

/**
 * What the workflows need of the world, and the names both sides agree on. Types and constants only: the gateway, the API and
 * the activities import this file, the workflow bundle too.
 */

/** Task queues by latency class; each has its worker in `temporal/workers`. */
export const taskQueues = {
  /** Workflows and small Postgres steps. */
  flow: 'flow',
  /** Download, verify, store. */
  media: 'media',
  speech: 'speech',
  receipt: 'receipt',
  understanding: 'understanding',
  /** Files made of a book. */
  exports: 'exports',
} as const;

/** The queue of one WhatsApp session's sender, served by the gateway that holds its socket. */
export const sendQueue = (session: string): string => `wa-send-${session}`;

/** Registered name of the message workflow. */
export const messageWorkflowType = 'message';

export type MessageKind = 'text' | 'voice' | 'image' | 'document' | 'reaction' | 'edit' | 'revoke' | 'unsupported';

/** Input of the run of one message: ids only, the content stays in Postgres. */
export interface MessageRun {
  messageId: string;
  session: string;
  kind: MessageKind;
}

/** How the run of a message ended. */
export type Outcome = 'booked' | 'answered' | 'delivered' | 'cancelled' | 'expired' | 'ignored' | { failed: FailureType };

/** Row id of a planned outbound message; the gateway sends it. */
export type OutboundId = string;

/** A stored media object: the claim check that travels instead of the bytes. */
export interface StoredMedia {
  bucket: string;
  key: string;
  /** Lower-case hex. */
  sha256: string;
  bytes: number;
  mime: string;
}

/** Registered name of the workflow that makes a file of a book. */
export const exportWorkflowType = 'exportBook';

/** Input of the making of a file; what it is to be stands in its row. */
export interface ExportRun {
  exportId: string;
  bookId: string;
  /** The message that asked for it in a chat, where the file is sent to; absent = it is fetched at the desk. */
  asked?: { messageId: string; session: string; locale: Locale };
}

/** Where one account may put a file on WhatsApp's media servers. */
export interface UploadTicket {
  auth: string;
  /** Host names, the best first. */
  hosts: string[];
}

/** Served on {@link taskQueues}.exports. */
export interface ExportActivities {
  /** Writes the file and notes down where it lies; doing it again replaces it. */
  writeExport(input: ExportRun): Promise<void>;
  /** Puts the file at WhatsApp and plans the message that carries it to the chat. */
  sendExport(
    input: ExportRun & { asked: NonNullable<ExportRun['asked']>; ticket: UploadTicket },
  ): Promise<{ outbound: OutboundId }>;
  /** Notes down that there will be no file, and why. */
  failExport(input: ExportRun & { failure: FailureType }): Promise<void>;
  /** Removes the file whose time is over. */
  removeExport(input: ExportRun): Promise<void>;
}

/** Registered names of the workflows that fulfil the wishes of people about their data. */
export const subjectWorkflowTypes = { export: 'exportSubject', erase: 'eraseSubject' } as const;

/** Input of such a wish; what was wished stands in its row. */
export interface SubjectRun {
  jobId: string;
  contactId: string;
}

/** Served on {@link taskQueues}.exports. Each may be done again. */
export interface SubjectActivities {
  /** Writes the file of an export and notes down where it lies. */
  writeSubject(input: SubjectRun): Promise<void>;
  /** Removes that file when its time is over. */
  removeSubjectFile(input: SubjectRun): Promise<void>;
  /** Ends the runs of the person's messages and removes their histories. */
  forgetRuns(input: SubjectRun): Promise<{ runs: number }>;
  /** Forgets the rows, and keeps the receipt with the names of the files to be removed. */
  eraseRows(input: SubjectRun): Promise<void>;
  /** Removes those files, and what was exported about the person before. */
  removeSubjectObjects(input: SubjectRun): Promise<void>;
  finishErasure(input: SubjectRun & { runs: number }): Promise<void>;
  /** Notes down that it was not done, and why. */
  failSubject(input: SubjectRun & { failure: FailureType }): Promise<void>;
}

/** Registered name of the workflow that books what is due. */
export const recurringWorkflowType = 'bookRecurring';

/** Where a long run goes on: behind a book, with so many failures before. */
export interface DueRun {
  after?: string | null;
  failed?: number;
}

/** Served on {@link taskQueues}.flow. */
export interface RecurringActivities {
  /** Books where recurring entries are due by their own clock, or approvals have run out; in the order of their ids. */
  booksDue(input: { after: string | null; limit: number }): Promise<{ bookIds: string[] }>;
  /** Books what is due in one of them, each date once, and ends what nobody approved in time; however often it is asked. */
  bookDueOf(input: { bookId: string }): Promise<{ booked: number; asked: number; refused: number; expired: number }>;
}

/** Registered name of the workflow that removes what has been kept long enough. */
export const retentionWorkflowType = 'keepRetention';

/** What is kept for a time of its own. */
export const retentionKinds = ['media', 'texts', 'replies', 'inbound', 'effects'] as const;
export type RetentionKind = (typeof retentionKinds)[number];

/** Served on {@link taskQueues}.exports. */
export interface RetentionActivities {
  /** Removes a batch of what is older than its kind is kept; `last` is where the next batch goes on. */
  forgetOld(input: { kind: RetentionKind; after: string | null }): Promise<{ rows: number; last: string | null; more: boolean }>;
}

/** What `openMessage` found a message to be. */
export type Opened =
  /** Something new: read it. `joins`: the run whose draft it goes on with ("sama parkir 2rb"), if it is a record. */
  | { route: 'new'; contactId: string; locale: Locale; outbound: OutboundId[]; joins?: string }
  /** It points at something booked, and changes it or takes it back. */
  | { route: 'amend'; contactId: string; locale: Locale; outbound: OutboundId[] }
  /** Its meaning hangs on an earlier message of the chat that is still being read: ask again in a moment. */
  | { route: 'wait' }
  /** An answer to open questions of other runs: one, unless the person said "all". */
  | { route: 'reply'; questionIds: string[]; outbound: OutboundId[] }
  /** Takes back a message that is still being read. */
  | { route: 'withdraw'; workflowId: string; outbound: OutboundId[] }
  /** Settled at once (empty, unsupported, ambiguous, too late): only the words remain to be sent. */
  | { route: 'settled'; outbound: OutboundId[] };

/** A decision about a draft, from the phone or the desk. */
export interface Decision {
  /**
   * `reread`: the message itself was edited; read it again and ask anew. `join`: entries of another message for this draft; `without`:
   * a message was taken back that has brought some of them, null for the run's own; `instead`: such a
   * message was edited, and tells these now; `decided`: its approval was decided at the desk, look there.
   */
  reply:
    | Reply
    | { kind: 'reread' }
    | { kind: 'join'; entries: DraftEntry[] }
    | { kind: 'without'; messageId: string | null }
    | { kind: 'instead'; messageId: string; entries: DraftEntry[] }
    | { kind: 'decided' };
  /** Revision of the question that was answered; absent where none was meant. */
  revision?: number;
  /** Contact or staff id. */
  by: string;
  /** Contacts that turned out to be this person: the run may know them under such an id. Absent = none. */
  formerly?: string[];
  /** The message that carried it, null from the desk. */
  messageId: string | null;
  /** ISO time. */
  at: string;
}

/** Why the validator of the update refuses a decision; the `type` of the failure the sender gets. */
export type DecisionRefusal = 'QuestionClosed' | 'NoQuestionYet' | 'NotYours' | 'DraftFull';

/** Names of the update and the query of a message run. */
export const decideUpdate = 'decide';
export const progressQuery = 'progress';

/** Answer of the progress query. */
export interface Progress {
  stage: 'opening' | 'reading' | 'understanding' | 'waiting' | 'posting' | 'approving' | 'closed';
  revision: number;
  outcome: Outcome | null;
}

export interface Asked {
  questionId: string;
  outbound: OutboundId;
  /** The proposal as it was asked: with the habits of the book, and what looks like told before. */
  proposal: Proposal;
}

/** Where a photo stands among those sent in a row with it. */
export type Album =
  | { place: 'alone' }
  /** The others join it; `reading` of them are still being read. */
  | { place: 'first'; reading: number }
  /** It joins the draft of the first. */
  | { place: 'member'; workflowId: string };

/** What a run waits for whose entries others have to approve. */
export interface AwaitedApproval {
  approvalId: string;
  bookId: string;
  /** That of the words to the maker; the questions to the approvers have higher ones. */
  revision: number;
}

/** Booked, or waiting for the approval the policy of the book asks for. */
export type Posted = { entryIds: string[]; outbound: OutboundId } | { approval: AwaitedApproval; outbound: OutboundId[] };

/** Why an approval is looked at: somebody has answered, or time has passed. */
export type ApprovalEvent =
  | ({ do: 'answer'; reply: Extract<Reply, { kind: 'yes' | 'no' }> } & Pick<Decision, 'by' | 'formerly' | 'messageId'>)
  | { do: 'look' }
  | { do: 'remind' }
  | { do: 'expire' };

export type ApprovalState = 'pending' | 'approved' | 'rejected' | 'expired' | 'cancelled';

/** An answer from the book, with the file that is to follow it, or something to be confirmed first. */
export type Answered = { outbound: OutboundId; file?: ExportRun } | { proposal: Proposal };

/** Postgres steps around a conversation. All are idempotent by `workflowId/step`. */
export interface ConversationActivities {
  /** Routes a message; opens the sender's book and greets on first sight. */
  openMessage(input: { messageId: string }): Promise<Opened>;
  /** Carries an answer to the runs that wait for it. */
  deliverReply(input: { messageId: string; questionIds: string[] }): Promise<{ outbound: OutboundId[] }>;
  /** Tells the run of a message that is still being read that it is taken back. */
  withdraw(input: { messageId: string; workflowId: string }): Promise<{ outbound: OutboundId[] }>;
  /** Finds the photos that were sent in a row with this one. */
  albumOf(input: { messageId: string }): Promise<Album>;
  /** Hands entries over to the draft of another run; false when it takes none any more. */
  joinDraft(input: { messageId: string; workflowId: string; entries: DraftEntry[] }): Promise<{ joined: boolean }>;
  /** Writes the question and plans its message. A higher revision replaces the earlier question of the run. */
  ask(input: { messageId: string; revision: number; proposal: Proposal; locale: Locale }): Promise<Asked>;
  /** Plans one message to the chat; with an outcome, also closes the message. `step` names the effect within the run. */
  tell(input: {
    messageId: string;
    step: string;
    statement: Statement;
    locale: Locale;
    outcome?: Outcome;
  }): Promise<{ outbound: OutboundId }>;
  /** Closes a message whose change was not confirmed in time; there is nothing to say about it any more. */
  lapse(input: { messageId: string }): Promise<void>;
  /** Plans the sign on a message that its reading takes a while, or takes the sign away. */
  mark(input: { messageId: string; working: boolean }): Promise<{ outbound: OutboundId }>;
}

export interface LedgerActivities {
  /** Posts the draft, or asks for its approval, closes the question and plans the answer in one transaction. */
  post(input: {
    messageId: string;
    questionId: string;
    entries: DraftEntry[];
    decidedBy: string;
    locale: Locale;
  }): Promise<Posted>;
  /** Carries an answer to an approval, or reminds of it, or ends it; once it is decided, tells everybody and closes the message. */
  review(input: {
    messageId: string;
    approval: AwaitedApproval;
    /** Counts the looks of the run. */
    step: number;
    event: ApprovalEvent;
    locale: Locale;
  }): Promise<{ state: ApprovalState; outbound: OutboundId[] }>;
  /** Changes or takes back what is booked, or keeps what was commanded; closes the question and plans the answer. */
  carryOut(input: {
    messageId: string;
    questionId: string;
    proposal: Proposal;
    decidedBy: string;
    locale: Locale;
  }): Promise<{ outbound: OutboundId }>;
  /**
   * Answers what is not a record: report, list, balance, help, undo. What changes the book comes back as a proposal. Null: the
   * message is about the booked entry it points at.
   */
  answer(input: { messageId: string; interpretation: Interpretation | null; locale: Locale }): Promise<Answered>;
}

export interface MediaActivities {
  /**
   * Downloads, verifies (MAC, sha256, size, sniffed type) and stores the media of a message. `directPath` is where its phone
   * has uploaded it again, else the path it came with.
   */
  storeMedia(input: { messageId: string; directPath?: string }): Promise<StoredMedia>;
}

export interface SpeechActivities {
  /** Hears a stored voice note; the transcript is kept with the message. */
  transcribe(input: { messageId: string; media: StoredMedia; locale: Locale }): Promise<{ words: number; confidence: number }>;
}

export interface ReceiptActivities {
  /** Reads a stored photo or PDF; the reading is kept with the message. */
  readReceipt(input: { messageId: string; media: StoredMedia }): Promise<{ lines: number; confidence: number }>;
}

/** Reading by rules takes a millisecond, so it runs beside the workflow. */
export interface RulesActivities {
  /** Interprets a typed message by rules alone; null when they are unsure and {@link UnderstandingActivities} should look. */
  understandByRules(input: { messageId: string; revision?: number }): Promise<Interpretation | null>;
}

export interface UnderstandingActivities {
  /** Interprets a message from its text, transcript or receipt reading. */
  understand(input: { messageId: string; revision?: number }): Promise<Interpretation>;
}

/** Served by the gateway, on {@link sendQueue}. */
export interface SendActivities {
  /** Sends a planned message and returns at the server's ack; sending twice is one message. */
  send(input: { outboundId: OutboundId }): Promise<void>;
  /** Has the phone upload a file again that WhatsApp has dropped. */
  refreshMedia(input: { messageId: string }): Promise<{ directPath: string }>;
  /** Asks WhatsApp where a file may be put. */
  uploadTicket(): Promise<UploadTicket>;
}
