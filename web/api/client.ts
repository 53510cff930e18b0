/**
 * Catat
 * 1
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import * as Oazapfts from "@oazapfts/runtime";
import * as QS from "@oazapfts/runtime/query";
export const defaults: Oazapfts.Defaults<Oazapfts.CustomHeaders> = {
    headers: {},
    baseUrl: "/"
};
const oazapfts = Oazapfts.runtime(defaults);
export const servers = {};
/**
 * Log in; the answer sets the session cookie
 */
export function postAuthLogin(body: {
    /** address, whatever its case */
    email: string;
    /** password */
    password: string;
    /** code of the authenticator app */
    totp?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            staff: {
                /** id of the person */
                id: string;
                email: string;
                name: string;
                /** language of the desk */
                locale: "id" | "en";
                /** sees every book as its owner */
                admin: boolean;
            };
        };
    }>("/v1/auth/login", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Log out
 */
export function postAuthLogout(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText("/v1/auth/logout", {
        ...opts,
        method: "POST"
    }));
}
/**
 * Who I am, and my books
 */
export function getAuthMe(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** a person, a key, or the operator of the deployment */
            kind: "staff" | "key" | "ops";
            /** id of the person */
            id: string | null;
            email: string | null;
            name: string;
            /** language of the desk */
            locale: "id" | "en";
            /** sees every book as its owner */
            admin: boolean;
            /** a second factor is asked for at login */
            totp: boolean;
            scopes: ("entries:read" | "entries:write" | "messages:read" | "messages:decide" | "reports:read" | "exports:write" | "imports:write" | "settings:write" | "members:write")[];
            books: {
                /** id of the book */
                id: string;
                name: string;
                /** what the person is in the book */
                role: "owner" | "finance" | "approver" | "member" | "auditor";
            }[];
        };
    }>("/v1/auth/me", {
        ...opts
    }));
}
/**
 * Change my name, language or password
 */
export function patchAuthMe(body: {
    /** name */
    name?: string;
    /** language of the desk */
    locale?: "id" | "en";
    password?: {
        /** password */
        current: string;
        /** new password, at least 12 signs */
        next: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** a person, a key, or the operator of the deployment */
            kind: "staff" | "key" | "ops";
            /** id of the person */
            id: string | null;
            email: string | null;
            name: string;
            /** language of the desk */
            locale: "id" | "en";
            /** sees every book as its owner */
            admin: boolean;
            /** a second factor is asked for at login */
            totp: boolean;
            scopes: ("entries:read" | "entries:write" | "messages:read" | "messages:decide" | "reports:read" | "exports:write" | "imports:write" | "settings:write" | "members:write")[];
            books: {
                /** id of the book */
                id: string;
                name: string;
                /** what the person is in the book */
                role: "owner" | "finance" | "approver" | "member" | "auditor";
            }[];
        };
    }>("/v1/auth/me", oazapfts.json({
        ...opts,
        method: "PATCH",
        body
    })));
}
/**
 * Propose a second factor: show the address as a QR code, then confirm with a code
 */
export function postAuthTotp(body: {
    /** password */
    password: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** base32 secret of the authenticator app */
            secret: string;
            /** what the app reads from a QR code */
            uri: string;
        };
    }>("/v1/auth/totp", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Ask for a second factor from now on
 */
export function putAuthTotp(body: {
    /** base32 secret of the authenticator app */
    secret: string;
    /** code of the authenticator app */
    code: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText("/v1/auth/totp", oazapfts.json({
        ...opts,
        method: "PUT",
        body
    })));
}
/**
 * Take the second factor away
 */
export function deleteAuthTotp(body: {
    /** password */
    password: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText("/v1/auth/totp", oazapfts.json({
        ...opts,
        method: "DELETE",
        body
    })));
}
/**
 * The receipt, document or voice note of a message, by a link that soon expires
 */
export function getMediaById(expires: number, signature: string, id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Blob;
    }>(`/v1/media/${encodeURIComponent(id)}${QS.query(QS.explode({
        expires,
        signature
    }))}`, {
        ...opts
    }));
}
/**
 * Entries, newest day first
 */
export function getEntries({ book, $from, to, category, $type, status, q, cursor, limit }: {
    book?: string;
    $from?: string;
    to?: string;
    category?: "makan" | "belanja_harian" | "transport" | "pulsa_data" | "utilitas" | "tempat_tinggal" | "kesehatan" | "pendidikan" | "hiburan" | "pakaian" | "rumah_tangga" | "cicilan" | "donasi" | "keluarga" | "kerja" | "biaya" | "lainnya" | "gaji" | "bonus" | "usaha" | "hadiah" | "investasi" | "refund" | "lainnya_masuk";
    $type?: "expense" | "income" | "transfer" | "reversal";
    status?: "standing" | "all";
    q?: string;
    cursor?: string;
    limit?: number;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the entry */
                id: string;
                /** its book */
                bookId: string;
                /** a reversal takes another entry back */
                "type": "expense" | "income" | "transfer" | "reversal";
                /** when it happened, in the time zone of the book; YYYY-MM-DD */
                occurredOn: string;
                /** when it was booked */
                recordedAt: string;
                /** what was spent, received or moved; decimal string in major units */
                amount: string;
                /** ISO 4217 */
                currency: string;
                /** slug of the category; null for a transfer */
                category: string | null;
                merchant: string | null;
                note: string;
                /** chat, desk, api or import */
                source: string;
                /** id of who confirmed it */
                decidedBy: string;
                /** the message it came from */
                messageId: string | null;
                run: {
                    /** workflow id */
                    id: string;
                    /** the run in the Temporal UI */
                    url: string;
                } | null;
                /** the entry this one takes back */
                reversalOf: string | null;
                /** the entry that took this one back */
                voidedBy: string | null;
            }[];
            /** cursor of the next page; null on the last */
            next: string | null;
        };
    }>(`/v1/entries${QS.query(QS.explode({
        book,
        "from": $from,
        to,
        category,
        "type": $type,
        status,
        q,
        cursor,
        limit
    }))}`, {
        ...opts
    }));
}
/**
 * How many entries a filter means
 */
export function getEntriesCount({ book, $from, to, category, $type, status, q }: {
    book?: string;
    $from?: string;
    to?: string;
    category?: "makan" | "belanja_harian" | "transport" | "pulsa_data" | "utilitas" | "tempat_tinggal" | "kesehatan" | "pendidikan" | "hiburan" | "pakaian" | "rumah_tangga" | "cicilan" | "donasi" | "keluarga" | "kerja" | "biaya" | "lainnya" | "gaji" | "bonus" | "usaha" | "hadiah" | "investasi" | "refund" | "lainnya_masuk";
    $type?: "expense" | "income" | "transfer" | "reversal";
    status?: "standing" | "all";
    q?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** entries the filter means */
            total: number;
        };
    }>(`/v1/entries/count${QS.query(QS.explode({
        book,
        "from": $from,
        to,
        category,
        "type": $type,
        status,
        q
    }))}`, {
        ...opts
    }));
}
/**
 * One entry with items, postings, evidence, message and run
 */
export function getEntriesById(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the entry */
            id: string;
            /** its book */
            bookId: string;
            /** a reversal takes another entry back */
            "type": "expense" | "income" | "transfer" | "reversal";
            /** when it happened, in the time zone of the book; YYYY-MM-DD */
            occurredOn: string;
            /** when it was booked */
            recordedAt: string;
            /** what was spent, received or moved; decimal string in major units */
            amount: string;
            /** ISO 4217 */
            currency: string;
            /** slug of the category; null for a transfer */
            category: string | null;
            merchant: string | null;
            note: string;
            /** chat, desk, api or import */
            source: string;
            /** id of who confirmed it */
            decidedBy: string;
            /** the message it came from */
            messageId: string | null;
            run: {
                /** workflow id */
                id: string;
                /** the run in the Temporal UI */
                url: string;
            } | null;
            /** the entry this one takes back */
            reversalOf: string | null;
            /** the entry that took this one back */
            voidedBy: string | null;
            /** why it was taken back or corrected */
            reason: string | null;
            /** the entry it replaces */
            corrects: string | null;
            evidence: {
                field: string;
                source: string;
                /** the words or the receipt line it was taken from */
                quote: string;
            }[];
            items: {
                line: number;
                name: string;
                quantity: string;
                /** price of one; decimal string in major units */
                unitPrice: string | null;
                /** price of the line; decimal string in major units */
                amount: string;
            }[];
            postings: {
                /** code of the account */
                account: string;
                name: string;
                /** signed: what the account receives; decimal string in major units */
                amount: string;
                currency: string;
            }[];
            message: {
                /** id of the message */
                id: string;
                kind: string;
                body: string | null;
                stage: string;
                /** when it was sent */
                sentAt: string;
                contact: {
                    /** id of the sender */
                    id: string;
                    name: string | null;
                };
                /** what was heard */
                transcript: {
                    [key: string]: any;
                } | {
                    [key: string]: any;
                };
                /** what was read */
                reading: {
                    [key: string]: any;
                } | {
                    [key: string]: any;
                };
                media: {
                    mime: string;
                    bytes: number;
                    sha256: string;
                    /** link that needs no token and soon expires */
                    url: string;
                    /** seconds */
                    expiresIn: number;
                } | null;
            } | null;
        };
    }>(`/v1/entries/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Books, oldest first
 */
export function getBooks(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the book */
                id: string;
                /** whose book it is */
                kind: "personal" | "group" | "team";
                name: string;
                currency: string;
                timezone: string;
                /** when it was opened */
                createdAt: string;
            }[];
        };
    }>("/v1/books", {
        ...opts
    }));
}
/**
 * Income, expense and categories over a period
 */
export function getReportsSummary($from: string, to: string, { book }: {
    book?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** first day; YYYY-MM-DD */
            "from": string;
            /** last day; YYYY-MM-DD */
            to: string;
            currency: string;
            /** what came in; decimal string in major units */
            income: string;
            /** what went out; decimal string in major units */
            expense: string;
            categories: {
                /** side of the category */
                "type": "expense" | "income";
                /** slug */
                category: string;
                /** sum; decimal string in major units */
                amount: string;
                /** entries that stand */
                count: number;
            }[];
        };
    }>(`/v1/reports/summary${QS.query(QS.explode({
        book,
        "from": $from,
        to
    }))}`, {
        ...opts
    }));
}
/**
 * Messages, newest first
 */
export function getMessages({ kind, stage, contact, cursor, limit }: {
    kind?: "text" | "voice" | "image" | "document" | "reaction" | "edit" | "revoke" | "unsupported";
    stage?: "received" | "reading" | "asking" | "booked" | "answered" | "delivered" | "cancelled" | "expired" | "ignored" | "failed";
    contact?: string;
    cursor?: string;
    limit?: number;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the message */
                id: string;
                /** what came in */
                kind: "text" | "voice" | "image" | "document" | "reaction" | "edit" | "revoke" | "unsupported";
                /** where it stands */
                stage: "received" | "reading" | "asking" | "booked" | "answered" | "delivered" | "cancelled" | "expired" | "ignored" | "failed";
                /** why it failed */
                failure: string | null;
                contact: {
                    /** id of the sender */
                    id: string;
                    name: string | null;
                };
                /** text or caption */
                body: string | null;
                /** by the phone */
                sentAt: string;
                /** by the gateway */
                receivedAt: string;
                /** when its run came to an end */
                closedAt: string | null;
                /** the run of the message */
                run: {
                    /** workflow id */
                    id: string;
                    /** the run in the Temporal UI */
                    url: string;
                };
            }[];
            /** cursor of the next page; null on the last */
            next: string | null;
        };
    }>(`/v1/messages${QS.query(QS.explode({
        kind,
        stage,
        contact,
        cursor,
        limit
    }))}`, {
        ...opts
    }));
}
/**
 * One message: what was heard or read, asked, answered and booked
 */
export function getMessagesById(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the message */
            id: string;
            /** what came in */
            kind: "text" | "voice" | "image" | "document" | "reaction" | "edit" | "revoke" | "unsupported";
            /** where it stands */
            stage: "received" | "reading" | "asking" | "booked" | "answered" | "delivered" | "cancelled" | "expired" | "ignored" | "failed";
            /** why it failed */
            failure: string | null;
            contact: {
                /** id of the sender */
                id: string;
                name: string | null;
            };
            /** text or caption */
            body: string | null;
            /** by the phone */
            sentAt: string;
            /** by the gateway */
            receivedAt: string;
            /** when its run came to an end */
            closedAt: string | null;
            /** the run of the message */
            run: {
                /** workflow id */
                id: string;
                /** the run in the Temporal UI */
                url: string;
            };
            /** what was heard */
            transcript: {
                [key: string]: any;
            } | {
                [key: string]: any;
            };
            /** what was read */
            reading: {
                [key: string]: any;
            } | {
                [key: string]: any;
            };
            /** what was understood, and by which reader */
            interpretation: {
                [key: string]: any;
            } | {
                [key: string]: any;
            };
            media: {
                mime: string;
                bytes: number;
                sha256: string;
                /** link that needs no token and soon expires */
                url: string;
                /** seconds */
                expiresIn: number;
            } | null;
            questions: {
                /** id of the question */
                id: string;
                revision: number;
                /** what became of it */
                state: "open" | "replaced" | "booked" | "cancelled" | "expired";
                /** when it was asked */
                askedAt: string;
                /** when it was closed */
                closedAt: string | null;
            }[];
            replies: {
                /** id of the outbound message */
                id: string;
                /** the step of the run that said it */
                step: string;
                text: string | null;
                /** how far it got */
                state: "planned" | "sent" | "acked" | "refused";
                /** when it was decided */
                plannedAt: string;
                /** when the server had it */
                ackedAt: string | null;
            }[];
            entryIds: string[];
        };
    }>(`/v1/messages/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
