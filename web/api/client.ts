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
                /** of a personal book: whose it is */
                owner: string | null;
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
                /** of a personal book: whose it is */
                owner: string | null;
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
 * Keys, newest first
 */
export function getApiKeys(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the key */
                id: string;
                name: string;
                /** how the key begins, to tell it from others */
                prefix: string;
                /** what the person is in the book */
                role: "owner" | "finance" | "approver" | "member" | "auditor";
                scopes: ("entries:read" | "entries:write" | "messages:read" | "messages:decide" | "reports:read" | "exports:write" | "imports:write" | "settings:write" | "members:write")[];
                /** the only book it opens */
                bookId: string | null;
                /** when it was made */
                createdAt: string;
                /** when it stops working */
                expiresAt: string | null;
                /** when it was last used, to the minute */
                lastUsedAt: string | null;
                /** when it was revoked */
                revokedAt: string | null;
            }[];
        };
    }>("/v1/api-keys", {
        ...opts
    }));
}
/**
 * Make a key; it is told in this answer and never again
 */
export function postApiKeys(body: {
    /** what it is for */
    name: string;
    /** what the person is in the book */
    role: "owner" | "finance" | "approver" | "member" | "auditor";
    scopes: ("entries:read" | "entries:write" | "messages:read" | "messages:decide" | "reports:read" | "exports:write" | "imports:write" | "settings:write" | "members:write")[];
    /** the only book it opens; without one all books you own */
    book?: string;
    expiresInDays?: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** id of the key */
            id: string;
            name: string;
            /** how the key begins, to tell it from others */
            prefix: string;
            /** what the person is in the book */
            role: "owner" | "finance" | "approver" | "member" | "auditor";
            scopes: ("entries:read" | "entries:write" | "messages:read" | "messages:decide" | "reports:read" | "exports:write" | "imports:write" | "settings:write" | "members:write")[];
            /** the only book it opens */
            bookId: string | null;
            /** when it was made */
            createdAt: string;
            /** when it stops working */
            expiresAt: string | null;
            /** when it was last used, to the minute */
            lastUsedAt: string | null;
            /** when it was revoked */
            revokedAt: string | null;
            /** the key itself, told this once */
            key: string;
        };
    }>("/v1/api-keys", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Revoke a key at once
 */
export function deleteApiKeysById(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/v1/api-keys/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
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
 * A file put beside an entry, by a link that soon expires
 */
export function getAttachmentsByIdFile(expires: number, signature: string, id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Blob;
    }>(`/v1/attachments/${encodeURIComponent(id)}/file${QS.query(QS.explode({
        expires,
        signature
    }))}`, {
        ...opts
    }));
}
/**
 * Entries as CSV, streamed; `preset=excel-id` for Excel in Indonesia
 */
export function getEntriesCsv({ book, $from, to, category, $type, wallet, member, merchant, source, currency, min, max, hasAttachment, tag, status, q, preset, delimiter, decimal, bom, locale }: {
    book?: string;
    $from?: string;
    to?: string;
    category?: string;
    $type?: "expense" | "income" | "transfer" | "reversal";
    wallet?: string;
    member?: string;
    merchant?: string;
    source?: "chat" | "desk" | "api" | "import" | "recurring";
    currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
    min?: string;
    max?: string;
    hasAttachment?: boolean;
    tag?: string;
    status?: "standing" | "all";
    q?: string;
    preset?: "plain" | "excel-id";
    delimiter?: "," | ";" | "\t";
    decimal?: "." | ",";
    bom?: boolean;
    locale?: "id" | "en";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/v1/entries.csv${QS.query(QS.explode({
        book,
        "from": $from,
        to,
        category,
        "type": $type,
        wallet,
        member,
        merchant,
        source,
        currency,
        min,
        max,
        hasAttachment,
        tag,
        status,
        q,
        preset,
        delimiter,
        decimal,
        bom,
        locale
    }))}`, {
        ...opts
    }));
}
/**
 * Have a file made: CSV, XLSX, PDF, beancount, hledger or JSON lines
 */
export function postExports(idempotencyKey: string, body: {
    /** what kind of file */
    kind: "csv" | "xlsx" | "pdf" | "beancount" | "hledger" | "jsonl";
    /** the book it is about */
    book: string;
    filter?: {
        /** only this book */
        book?: string;
        /** first day, included; YYYY-MM-DD */
        "from"?: string;
        /** last day, included; YYYY-MM-DD */
        to?: string;
        /** slug of a category */
        category?: string;
        /** a reversal takes another entry back */
        "type"?: "expense" | "income" | "transfer" | "reversal";
        /** id or code of a wallet or goal, on either side */
        wallet?: string;
        /** id of who confirmed it */
        member?: string;
        /** the whole name, whatever its case */
        merchant?: string;
        /** through which door it came */
        source?: "chat" | "desk" | "api" | "import" | "recurring";
        /** ISO 4217; also of `min` and `max`, IDR unless it is said */
        currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
        /** smallest amount, included */
        min?: string;
        /** largest amount, included */
        max?: string;
        /** with or without a receipt or document */
        hasAttachment?: boolean;
        /** one of its tags */
        tag?: string;
        /** `standing` leaves out reversals and what they took back; default `all` */
        status?: "standing" | "all";
        /** text in note or merchant */
        q?: string;
    };
    options?: {
        /** `excel-id`: `;`, decimal comma, byte order mark, titles and words in Indonesian */
        preset?: "plain" | "excel-id";
        /** between cells */
        delimiter?: "," | ";" | "\t";
        /** before the decimals */
        decimal?: "." | ",";
        /** begin with a byte order mark, so that Excel reads UTF-8 */
        bom?: boolean;
        /** language of titles and words */
        locale?: "id" | "en";
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 202;
        data: {
            /** id of the export */
            id: string;
            /** its book */
            bookId: string;
            /** what kind of file */
            kind: "csv" | "xlsx" | "pdf" | "beancount" | "hledger" | "jsonl";
            /** first day in it, where one was asked for; YYYY-MM-DD */
            "from": string | null;
            /** last day in it, where one was asked for; YYYY-MM-DD */
            to: string | null;
            /** how far it is */
            state: "waiting" | "running" | "done" | "failed";
            /** why there is no file */
            failure: string | null;
            /** entries in it */
            rows: number | null;
            bytes: number | null;
            sha256: string | null;
            /** when it was asked for */
            createdAt: string;
            /** when it was done */
            finishedAt: string | null;
            /** until when the file is kept */
            expiresAt: string;
            /** link that needs no token and soon expires; ask again for a fresh one */
            url: string | null;
            /** seconds the link works */
            expiresIn: number | null;
        };
    }>("/v1/exports", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * Exports of a book, newest first
 */
export function getExports(book: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the export */
                id: string;
                /** its book */
                bookId: string;
                /** what kind of file */
                kind: "csv" | "xlsx" | "pdf" | "beancount" | "hledger" | "jsonl";
                /** first day in it, where one was asked for; YYYY-MM-DD */
                "from": string | null;
                /** last day in it, where one was asked for; YYYY-MM-DD */
                to: string | null;
                /** how far it is */
                state: "waiting" | "running" | "done" | "failed";
                /** why there is no file */
                failure: string | null;
                /** entries in it */
                rows: number | null;
                bytes: number | null;
                sha256: string | null;
                /** when it was asked for */
                createdAt: string;
                /** when it was done */
                finishedAt: string | null;
                /** until when the file is kept */
                expiresAt: string;
                /** link that needs no token and soon expires; ask again for a fresh one */
                url: string | null;
                /** seconds the link works */
                expiresIn: number | null;
            }[];
        };
    }>(`/v1/exports${QS.query(QS.explode({
        book
    }))}`, {
        ...opts
    }));
}
/**
 * How far an export is, and a link to its file
 */
export function getExportsById(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the export */
            id: string;
            /** its book */
            bookId: string;
            /** what kind of file */
            kind: "csv" | "xlsx" | "pdf" | "beancount" | "hledger" | "jsonl";
            /** first day in it, where one was asked for; YYYY-MM-DD */
            "from": string | null;
            /** last day in it, where one was asked for; YYYY-MM-DD */
            to: string | null;
            /** how far it is */
            state: "waiting" | "running" | "done" | "failed";
            /** why there is no file */
            failure: string | null;
            /** entries in it */
            rows: number | null;
            bytes: number | null;
            sha256: string | null;
            /** when it was asked for */
            createdAt: string;
            /** when it was done */
            finishedAt: string | null;
            /** until when the file is kept */
            expiresAt: string;
            /** link that needs no token and soon expires; ask again for a fresh one */
            url: string | null;
            /** seconds the link works */
            expiresIn: number | null;
        };
    }>(`/v1/exports/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * The file of an export, by a link that soon expires
 */
export function getExportsByIdFile(expires: number, signature: string, id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Blob;
    }>(`/v1/exports/${encodeURIComponent(id)}/file${QS.query(QS.explode({
        expires,
        signature
    }))}`, {
        ...opts
    }));
}
/**
 * Send a statement as CSV and see what it would be booked as
 */
export function postImports(book: string, idempotencyKey: string, body: {
    /** JPEG, PNG, WebP or PDF */
    file: Blob;
}, { preset, year, date, dateFormat, description, amount, debit, credit, direction, decimal }: {
    preset?: "bca" | "mandiri" | "bri" | "bni" | "gopay" | "ovo";
    year?: number;
    date?: string;
    dateFormat?: "DD/MM/YYYY" | "MM/DD/YYYY";
    description?: string;
    amount?: string;
    debit?: string;
    credit?: string;
    direction?: string;
    decimal?: "," | ".";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** id of the import */
            id: string;
            /** its book */
            bookId: string;
            fileName: string;
            preset: string | null;
            /** of the file */
            columns: string[];
            rows: {
                /** line behind the header */
                line: number;
                /** when it happened; YYYY-MM-DD */
                occurredOn: string | null;
                /** what it would be booked as */
                "type": ("expense" | "income") | ("expense" | "income");
                /** signed: what the account received; decimal string in major units */
                amount: string | null;
                description: string;
                /** proposed */
                category: string | null;
                /** `no-date` or `no-amount`: it cannot be booked */
                problem: string | null;
                /** an entry that looks like the same; it is left out unless it is said otherwise */
                duplicateOf: string | null;
                /** the entry it was booked as */
                entryId: string | null;
            }[];
            /** rows that look booked already */
            duplicates: number;
            /** rows that cannot be read */
            problems: number;
            /** when it was sent */
            createdAt: string;
            /** when it was booked */
            committedAt: string | null;
        };
    }>(`/v1/imports${QS.query(QS.explode({
        book,
        preset,
        year,
        date,
        dateFormat,
        description,
        amount,
        debit,
        credit,
        direction,
        decimal
    }))}`, oazapfts.multipart({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * An import and what became of its rows
 */
export function getImportsById(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the import */
            id: string;
            /** its book */
            bookId: string;
            fileName: string;
            preset: string | null;
            /** of the file */
            columns: string[];
            rows: {
                /** line behind the header */
                line: number;
                /** when it happened; YYYY-MM-DD */
                occurredOn: string | null;
                /** what it would be booked as */
                "type": ("expense" | "income") | ("expense" | "income");
                /** signed: what the account received; decimal string in major units */
                amount: string | null;
                description: string;
                /** proposed */
                category: string | null;
                /** `no-date` or `no-amount`: it cannot be booked */
                problem: string | null;
                /** an entry that looks like the same; it is left out unless it is said otherwise */
                duplicateOf: string | null;
                /** the entry it was booked as */
                entryId: string | null;
            }[];
            /** rows that look booked already */
            duplicates: number;
            /** rows that cannot be read */
            problems: number;
            /** when it was sent */
            createdAt: string;
            /** when it was booked */
            committedAt: string | null;
        };
    }>(`/v1/imports/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Book the rows of an import; each is told what became of it, and none is booked twice
 */
export function postImportsByIdCommit(id: string, idempotencyKey: string, body: {
    /** id or code of the wallet the statement is of */
    wallet: string;
    rows?: {
        line: number;
        /** slug of a category */
        category?: string;
        /** false leaves it out; true books it though it looks booked already */
        book?: boolean;
    }[];
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            booked: number;
            results: {
                line: number;
                /** `booked`, `left-out`, `booked-before`, or why not */
                result: string;
                /** the entry it was booked as */
                entryId: string | null;
            }[];
        };
    }>(`/v1/imports/${encodeURIComponent(id)}/commit`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * Entries, newest day first unless another order is asked
 */
export function getEntries({ book, $from, to, category, $type, wallet, member, merchant, source, currency, min, max, hasAttachment, tag, status, q, sort, cursor, limit }: {
    book?: string;
    $from?: string;
    to?: string;
    category?: string;
    $type?: "expense" | "income" | "transfer" | "reversal";
    wallet?: string;
    member?: string;
    merchant?: string;
    source?: "chat" | "desk" | "api" | "import" | "recurring";
    currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
    min?: string;
    max?: string;
    hasAttachment?: boolean;
    tag?: string;
    status?: "standing" | "all";
    q?: string;
    sort?: "-occurredOn" | "occurredOn" | "-recordedAt" | "recordedAt" | "-amount" | "amount";
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
                /** the entry it replaces */
                corrects: string | null;
                /** wallet the money came from or went to; of a transfer the one it left */
                walletId: string | null;
                /** of a transfer: the wallet that received it */
                toWalletId: string | null;
                /** the approval that let it in */
                approvalId: string | null;
                /** a receipt or document is with it */
                hasAttachment: boolean;
                /** what its ETag is made of */
                version: number;
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
        wallet,
        member,
        merchant,
        source,
        currency,
        min,
        max,
        hasAttachment,
        tag,
        status,
        q,
        sort,
        cursor,
        limit
    }))}`, {
        ...opts
    }));
}
/**
 * Book an entry; 202: it is booked as soon as others have approved it
 */
export function postEntries(idempotencyKey: string, body: {
    /** the book it is booked in */
    book: string;
    /** what it is */
    "type": "expense" | "income" | "transfer";
    /** above zero; decimal string in major units */
    amount: string;
    /** ISO 4217; that of the wallet unless it is said */
    currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
    /** when it happened, in the time zone of the book; YYYY-MM-DD */
    occurredOn: string;
    /** slug of a category */
    category?: string;
    /** id or code of a wallet */
    wallet?: string;
    /** id or code of a wallet */
    toWallet?: string;
    /** above zero; decimal string in major units */
    toAmount?: string;
    /** who was paid or who paid */
    merchant?: string | null;
    /** what it was for */
    note: string;
    tags?: string[];
    items?: {
        /** what was bought */
        name: string;
        /** how many */
        quantity: string;
        /** above zero; decimal string in major units */
        unitPrice: string | null;
        /** above zero; decimal string in major units */
        amount: string;
    }[];
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
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
            /** the entry it replaces */
            corrects: string | null;
            /** wallet the money came from or went to; of a transfer the one it left */
            walletId: string | null;
            /** of a transfer: the wallet that received it */
            toWalletId: string | null;
            /** the approval that let it in */
            approvalId: string | null;
            /** a receipt or document is with it */
            hasAttachment: boolean;
            /** what its ETag is made of */
            version: number;
            decidedByName: string | null;
            wallet: {
                /** id of the wallet */
                id: string;
                code: string;
                name: string;
            } | null;
            toWallet: {
                /** id of the wallet */
                id: string;
                code: string;
                name: string;
            } | null;
            tags: string[];
            comments: {
                /** id of the comment */
                id: string;
                /** id of who wrote it */
                author: string;
                authorName: string | null;
                body: string;
                /** when it was written */
                createdAt: string;
            }[];
            attachments: {
                /** id of the attachment */
                id: string;
                fileName: string;
                mime: string;
                bytes: number;
                sha256: string;
                /** id of who added it */
                addedBy: string;
                /** when it was added */
                createdAt: string;
                /** link that needs no token and soon expires */
                url: string;
                /** seconds */
                expiresIn: number;
            }[];
            /** it, what it replaced and what replaced it, oldest first */
            history: {
                /** id of the entry */
                id: string;
                /** a reversal takes another entry back */
                "type": "expense" | "income" | "transfer" | "reversal";
                /** when it happened; YYYY-MM-DD */
                occurredOn: string;
                /** what it was; decimal string in major units */
                amount: string;
                currency: string;
                category: string | null;
                note: string;
                source: string;
                /** when it was booked */
                recordedAt: string;
                /** id of who confirmed it */
                decidedBy: string;
                reason: string | null;
                /** the entry it replaces */
                corrects: string | null;
                /** the entry it takes back */
                reversalOf: string | null;
            }[];
            /** why it was taken back or corrected */
            reason: string | null;
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
    } | {
        status: 202;
        data: {
            /** id of the approval */
            id: string;
            /** its book */
            bookId: string;
            /** what became of it */
            state: "pending" | "approved" | "rejected" | "expired" | "cancelled";
            /** the largest amount; decimal string in major units */
            amount: string;
            currency: string;
            entries: {
                /** what it is */
                "type": "expense" | "income" | "transfer";
                /** what it is about; decimal string in major units */
                amount: string;
                currency: string;
                /** when it happened; YYYY-MM-DD */
                occurredOn: string;
                category: string | null;
                merchant: string | null;
                note: string;
            }[];
            /** id of the maker */
            requestedBy: string;
            requestedByName: string | null;
            /** when it was asked */
            requestedAt: string;
            /** how many others must say yes */
            needed: number;
            /** when it runs out */
            expiresAt: string | null;
            /** when it was decided */
            closedAt: string | null;
            /** the message it came from */
            messageId: string | null;
            decisions: {
                decidedBy: string;
                decidedByName: string | null;
                /** what was said */
                decision: "approve" | "reject";
                comment: string | null;
                /** when it was said */
                decidedAt: string;
            }[];
        };
    }>("/v1/entries", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * How many entries a filter means
 */
export function getEntriesCount({ book, $from, to, category, $type, wallet, member, merchant, source, currency, min, max, hasAttachment, tag, status, q }: {
    book?: string;
    $from?: string;
    to?: string;
    category?: string;
    $type?: "expense" | "income" | "transfer" | "reversal";
    wallet?: string;
    member?: string;
    merchant?: string;
    source?: "chat" | "desk" | "api" | "import" | "recurring";
    currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
    min?: string;
    max?: string;
    hasAttachment?: boolean;
    tag?: string;
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
        wallet,
        member,
        merchant,
        source,
        currency,
        min,
        max,
        hasAttachment,
        tag,
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
            /** the entry it replaces */
            corrects: string | null;
            /** wallet the money came from or went to; of a transfer the one it left */
            walletId: string | null;
            /** of a transfer: the wallet that received it */
            toWalletId: string | null;
            /** the approval that let it in */
            approvalId: string | null;
            /** a receipt or document is with it */
            hasAttachment: boolean;
            /** what its ETag is made of */
            version: number;
            decidedByName: string | null;
            wallet: {
                /** id of the wallet */
                id: string;
                code: string;
                name: string;
            } | null;
            toWallet: {
                /** id of the wallet */
                id: string;
                code: string;
                name: string;
            } | null;
            tags: string[];
            comments: {
                /** id of the comment */
                id: string;
                /** id of who wrote it */
                author: string;
                authorName: string | null;
                body: string;
                /** when it was written */
                createdAt: string;
            }[];
            attachments: {
                /** id of the attachment */
                id: string;
                fileName: string;
                mime: string;
                bytes: number;
                sha256: string;
                /** id of who added it */
                addedBy: string;
                /** when it was added */
                createdAt: string;
                /** link that needs no token and soon expires */
                url: string;
                /** seconds */
                expiresIn: number;
            }[];
            /** it, what it replaced and what replaced it, oldest first */
            history: {
                /** id of the entry */
                id: string;
                /** a reversal takes another entry back */
                "type": "expense" | "income" | "transfer" | "reversal";
                /** when it happened; YYYY-MM-DD */
                occurredOn: string;
                /** what it was; decimal string in major units */
                amount: string;
                currency: string;
                category: string | null;
                note: string;
                source: string;
                /** when it was booked */
                recordedAt: string;
                /** id of who confirmed it */
                decidedBy: string;
                reason: string | null;
                /** the entry it replaces */
                corrects: string | null;
                /** the entry it takes back */
                reversalOf: string | null;
            }[];
            /** why it was taken back or corrected */
            reason: string | null;
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
 * Correct an entry: it is taken back and replaced by the one answered
 */
export function patchEntriesById(id: string, body: {
    /** what it is */
    "type"?: "expense" | "income" | "transfer";
    /** above zero; decimal string in major units */
    amount?: string;
    /** ISO 4217; that of the wallet unless it is said */
    currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
    /** when it happened, in the time zone of the book; YYYY-MM-DD */
    occurredOn?: string;
    /** slug of a category */
    category?: string;
    /** id or code of a wallet */
    wallet?: string;
    /** id or code of a wallet */
    toWallet?: string;
    /** above zero; decimal string in major units */
    toAmount?: string;
    /** who was paid or who paid */
    merchant?: string | null;
    /** what it was for */
    note?: string;
    tags?: string[];
    items?: {
        /** what was bought */
        name: string;
        /** how many */
        quantity: string;
        /** above zero; decimal string in major units */
        unitPrice: string | null;
        /** above zero; decimal string in major units */
        amount: string;
    }[];
    /** why it is corrected */
    reason?: string;
}, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
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
            /** the entry it replaces */
            corrects: string | null;
            /** wallet the money came from or went to; of a transfer the one it left */
            walletId: string | null;
            /** of a transfer: the wallet that received it */
            toWalletId: string | null;
            /** the approval that let it in */
            approvalId: string | null;
            /** a receipt or document is with it */
            hasAttachment: boolean;
            /** what its ETag is made of */
            version: number;
            decidedByName: string | null;
            wallet: {
                /** id of the wallet */
                id: string;
                code: string;
                name: string;
            } | null;
            toWallet: {
                /** id of the wallet */
                id: string;
                code: string;
                name: string;
            } | null;
            tags: string[];
            comments: {
                /** id of the comment */
                id: string;
                /** id of who wrote it */
                author: string;
                authorName: string | null;
                body: string;
                /** when it was written */
                createdAt: string;
            }[];
            attachments: {
                /** id of the attachment */
                id: string;
                fileName: string;
                mime: string;
                bytes: number;
                sha256: string;
                /** id of who added it */
                addedBy: string;
                /** when it was added */
                createdAt: string;
                /** link that needs no token and soon expires */
                url: string;
                /** seconds */
                expiresIn: number;
            }[];
            /** it, what it replaced and what replaced it, oldest first */
            history: {
                /** id of the entry */
                id: string;
                /** a reversal takes another entry back */
                "type": "expense" | "income" | "transfer" | "reversal";
                /** when it happened; YYYY-MM-DD */
                occurredOn: string;
                /** what it was; decimal string in major units */
                amount: string;
                currency: string;
                category: string | null;
                note: string;
                source: string;
                /** when it was booked */
                recordedAt: string;
                /** id of who confirmed it */
                decidedBy: string;
                reason: string | null;
                /** the entry it replaces */
                corrects: string | null;
                /** the entry it takes back */
                reversalOf: string | null;
            }[];
            /** why it was taken back or corrected */
            reason: string | null;
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
    }>(`/v1/entries/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "if-match": ifMatch
        })
    })));
}
/**
 * Take an entry back by booking its opposite
 */
export function postEntriesByIdVoid(id: string, body: {
    /** why it is taken back */
    reason: string;
}, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** the entry that was taken back */
            id: string;
            /** the entry that takes it back */
            reversalId: string;
        };
    }>(`/v1/entries/${encodeURIComponent(id)}/void`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "if-match": ifMatch
        })
    })));
}
/**
 * Give many entries a category, a wallet or tags; each is told what became of it
 */
export function postEntriesBulk(idempotencyKey: string, body: {
    /** the book the entries are in */
    book: string;
    ids?: string[];
    filter?: {
        /** only this book */
        book?: string;
        /** first day, included; YYYY-MM-DD */
        "from"?: string;
        /** last day, included; YYYY-MM-DD */
        to?: string;
        /** slug of a category */
        category?: string;
        /** a reversal takes another entry back */
        "type"?: "expense" | "income" | "transfer" | "reversal";
        /** id or code of a wallet or goal, on either side */
        wallet?: string;
        /** id of who confirmed it */
        member?: string;
        /** the whole name, whatever its case */
        merchant?: string;
        /** through which door it came */
        source?: "chat" | "desk" | "api" | "import" | "recurring";
        /** ISO 4217; also of `min` and `max`, IDR unless it is said */
        currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
        /** smallest amount, included */
        min?: string;
        /** largest amount, included */
        max?: string;
        /** with or without a receipt or document */
        hasAttachment?: boolean;
        /** one of its tags */
        tag?: string;
        /** `standing` leaves out reversals and what they took back; default `all` */
        status?: "standing" | "all";
        /** text in note or merchant */
        q?: string;
    };
    "set": {
        /** slug of a category */
        category?: string;
        /** id or code of a wallet */
        wallet?: string;
        tags?: string[];
        addTags?: string[];
    };
    /** why */
    reason?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            changed: number;
            results: {
                /** id of the entry */
                id: string;
                /** `changed`, `unchanged`, or why not */
                result: string;
                /** the entry that replaces it */
                newId: string | null;
            }[];
        };
    }>("/v1/entries/bulk", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * What was said about an entry, oldest first
 */
export function getEntriesByIdComments(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the comment */
                id: string;
                /** id of who wrote it */
                author: string;
                authorName: string | null;
                body: string;
                /** when it was written */
                createdAt: string;
            }[];
        };
    }>(`/v1/entries/${encodeURIComponent(id)}/comments`, {
        ...opts
    }));
}
/**
 * Say something about an entry
 */
export function postEntriesByIdComments(id: string, idempotencyKey: string, body: {
    /** what is to be said */
    body: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** id of the comment */
            id: string;
            /** id of who wrote it */
            author: string;
            authorName: string | null;
            body: string;
            /** when it was written */
            createdAt: string;
        };
    }>(`/v1/entries/${encodeURIComponent(id)}/comments`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * Give an entry these tags and no others
 */
export function putEntriesByIdTags(id: string, body: {
    tags: string[];
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            tags: string[];
        };
    }>(`/v1/entries/${encodeURIComponent(id)}/tags`, oazapfts.json({
        ...opts,
        method: "PUT",
        body
    })));
}
/**
 * Add tags to those an entry has; adding twice is adding once
 */
export function postEntriesByIdTags(id: string, body: {
    tags: string[];
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            tags: string[];
        };
    }>(`/v1/entries/${encodeURIComponent(id)}/tags`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Put a receipt or document beside an entry
 */
export function postEntriesByIdAttachments(id: string, idempotencyKey: string, body: {
    /** JPEG, PNG, WebP or PDF */
    file: Blob;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** id of the attachment */
            id: string;
            fileName: string;
            mime: string;
            bytes: number;
            sha256: string;
            /** id of who added it */
            addedBy: string;
            /** when it was added */
            createdAt: string;
            /** link that needs no token and soon expires */
            url: string;
            /** seconds */
            expiresIn: number;
        };
    }>(`/v1/entries/${encodeURIComponent(id)}/attachments`, oazapfts.multipart({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * Rename a book, or say where it is kept
 */
export function patchBooksById(id: string, body: {
    /** what people call it */
    name?: string;
    /** IANA time zone */
    timezone?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the book */
            id: string;
            /** whose book it is */
            kind: "personal" | "group" | "team";
            name: string;
            currency: string;
            timezone: string;
            /** when it was opened */
            createdAt: string;
        };
    }>(`/v1/books/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body
    })));
}
/**
 * Who belongs to a book
 */
export function getBooksByIdMembers(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the person */
                id: string;
                /** on the phone, or at the desk */
                kind: "contact" | "staff";
                name: string | null;
                /** of somebody at the desk */
                email: string | null;
                /** what the person is in the book */
                role: "owner" | "finance" | "approver" | "member" | "auditor";
                /** when they came in */
                since: string | null;
                /** of somebody at the desk: who they are on WhatsApp */
                contactId: string | null;
            }[];
        };
    }>(`/v1/books/${encodeURIComponent(id)}/members`, {
        ...opts
    }));
}
/**
 * Let somebody with a login work on a book
 */
export function postBooksByIdMembers(id: string, idempotencyKey: string, body: {
    /** address of somebody with a login */
    email: string;
    /** what the person is in the book */
    role: "owner" | "finance" | "approver" | "member" | "auditor";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** id of the person */
            id: string;
            /** on the phone, or at the desk */
            kind: "contact" | "staff";
            name: string | null;
            /** of somebody at the desk */
            email: string | null;
            /** what the person is in the book */
            role: "owner" | "finance" | "approver" | "member" | "auditor";
            /** when they came in */
            since: string | null;
            /** of somebody at the desk: who they are on WhatsApp */
            contactId: string | null;
        };
    }>(`/v1/books/${encodeURIComponent(id)}/members`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * Give somebody another role
 */
export function patchBooksByIdMembersByPerson(id: string, person: string, body: {
    /** what the person is in the book */
    role: "owner" | "finance" | "approver" | "member" | "auditor";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the person */
            id: string;
            /** on the phone, or at the desk */
            kind: "contact" | "staff";
            name: string | null;
            /** of somebody at the desk */
            email: string | null;
            /** what the person is in the book */
            role: "owner" | "finance" | "approver" | "member" | "auditor";
            /** when they came in */
            since: string | null;
            /** of somebody at the desk: who they are on WhatsApp */
            contactId: string | null;
        };
    }>(`/v1/books/${encodeURIComponent(id)}/members/${encodeURIComponent(person)}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body
    })));
}
/**
 * Take somebody out of a book; what they booked stays
 */
export function deleteBooksByIdMembersByPerson(id: string, person: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/v1/books/${encodeURIComponent(id)}/members/${encodeURIComponent(person)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Make a code that lets people talk to Catat where it is closed; it is told this once
 */
export function postBooksByIdInvites(id: string, body: {
    /** people it lets in; one unless it is said */
    uses?: number;
    /** three days unless it is said */
    expiresInHours?: number;
} | null, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** to be sent to Catat on WhatsApp; told this once */
            code: string;
            uses: number;
            /** when it stops working */
            expiresAt: string;
        };
    }>(`/v1/books/${encodeURIComponent(id)}/invites`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Say which member on WhatsApp somebody at the desk is: they are one person for approvals
 */
export function putBooksByIdMembersByPersonWhatsapp(id: string, person: string, body: {
    /** member on WhatsApp who is the same person; null takes it back */
    contactId: string | null;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the person */
            id: string;
            /** on the phone, or at the desk */
            kind: "contact" | "staff";
            name: string | null;
            /** of somebody at the desk */
            email: string | null;
            /** what the person is in the book */
            role: "owner" | "finance" | "approver" | "member" | "auditor";
            /** when they came in */
            since: string | null;
            /** of somebody at the desk: who they are on WhatsApp */
            contactId: string | null;
        };
    }>(`/v1/books/${encodeURIComponent(id)}/members/${encodeURIComponent(person)}/whatsapp`, oazapfts.json({
        ...opts,
        method: "PUT",
        body
    })));
}
/**
 * Wallets and what is in them
 */
export function getWallets(book: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the wallet */
                id: string;
                code: string;
                name: string;
                currency: string;
                /** what is in it; below zero for what is owed; decimal string in major units */
                balance: string;
                /** when it was archived */
                archivedAt: string | null;
            }[];
        };
    }>(`/v1/wallets${QS.query(QS.explode({
        book
    }))}`, {
        ...opts
    }));
}
/**
 * Open a wallet
 */
export function postWallets(book: string, idempotencyKey: string, body: {
    /** what people call it */
    name: string;
    /** ISO 4217 */
    currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
    /** decimal string in major units; below zero for what is owed */
    openingBalance?: string;
    /** when it held the opening balance; today unless it is said; YYYY-MM-DD */
    openedOn?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** id of the wallet */
            id: string;
            code: string;
            name: string;
            currency: string;
            /** what is in it; below zero for what is owed; decimal string in major units */
            balance: string;
            /** when it was archived */
            archivedAt: string | null;
        };
    }>(`/v1/wallets${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * Rename a wallet, archive it or bring it back
 */
export function patchWalletsById(book: string, id: string, body: {
    /** what people call it */
    name?: string;
    /** no longer offered; what is booked stays */
    archived?: boolean;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the wallet */
            id: string;
            code: string;
            name: string;
            currency: string;
            /** what is in it; below zero for what is owed; decimal string in major units */
            balance: string;
            /** when it was archived */
            archivedAt: string | null;
        };
    }>(`/v1/wallets/${encodeURIComponent(id)}${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body
    })));
}
/**
 * Categories
 */
export function getCategories(book: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                slug: string;
                /** which side it is on */
                kind: "expense" | "income";
                name: string;
                /** of the default list */
                builtIn: boolean;
                /** when it was archived */
                archivedAt: string | null;
            }[];
        };
    }>(`/v1/categories${QS.query(QS.explode({
        book
    }))}`, {
        ...opts
    }));
}
/**
 * Add a category
 */
export function postCategories(book: string, idempotencyKey: string, body: {
    /** which side it is on */
    kind: "expense" | "income";
    /** what people call it */
    name: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            slug: string;
            /** which side it is on */
            kind: "expense" | "income";
            name: string;
            /** of the default list */
            builtIn: boolean;
            /** when it was archived */
            archivedAt: string | null;
        };
    }>(`/v1/categories${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * Rename a category, archive it or bring it back
 */
export function patchCategoriesBySlug(book: string, slug: string, body: {
    /** what people call it */
    name?: string;
    /** no longer offered; what is booked stays */
    archived?: boolean;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            slug: string;
            /** which side it is on */
            kind: "expense" | "income";
            name: string;
            /** of the default list */
            builtIn: boolean;
            /** when it was archived */
            archivedAt: string | null;
        };
    }>(`/v1/categories/${encodeURIComponent(slug)}${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body
    })));
}
/**
 * Tags by name
 */
export function getTags(book: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the tag */
                id: string;
                name: string;
                /** standing entries that carry it */
                entries: number;
            }[];
        };
    }>(`/v1/tags${QS.query(QS.explode({
        book
    }))}`, {
        ...opts
    }));
}
/**
 * Rename a tag on every entry that carries it
 */
export function patchTagsById(book: string, id: string, body: {
    /** what people call it */
    name: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/v1/tags/${encodeURIComponent(id)}${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body
    })));
}
/**
 * Budgets
 */
export function getBudgets(book: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the budget */
                id: string;
                /** slug; null is all spending */
                category: string | null;
                /** YYYY-MM; null is every one */
                month: string | null;
                /** how long it is for */
                period: "month" | "week";
                /** what may be spent; decimal string in major units */
                amount: string;
                currency: string;
            }[];
        };
    }>(`/v1/budgets${QS.query(QS.explode({
        book
    }))}`, {
        ...opts
    }));
}
/**
 * Set a budget; a later one of the same category and month replaces it
 */
export function postBudgets(book: string, idempotencyKey: string, body: {
    /** slug of a category */
    category?: string | null;
    /** YYYY-MM, or `every` (also without it) */
    month?: string;
    /** how long it is for; a month unless it is said */
    period?: "month" | "week";
    /** above zero; decimal string in major units */
    amount: string;
    /** ISO 4217 */
    currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** id of the budget */
            id: string;
            /** slug; null is all spending */
            category: string | null;
            /** YYYY-MM; null is every one */
            month: string | null;
            /** how long it is for */
            period: "month" | "week";
            /** what may be spent; decimal string in major units */
            amount: string;
            currency: string;
        };
    }>(`/v1/budgets${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * Change what may be spent
 */
export function patchBudgetsById(book: string, id: string, body: {
    /** above zero; decimal string in major units */
    amount: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the budget */
            id: string;
            /** slug; null is all spending */
            category: string | null;
            /** YYYY-MM; null is every one */
            month: string | null;
            /** how long it is for */
            period: "month" | "week";
            /** what may be spent; decimal string in major units */
            amount: string;
            currency: string;
        };
    }>(`/v1/budgets/${encodeURIComponent(id)}${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body
    })));
}
/**
 * Remove a budget
 */
export function deleteBudgetsById(book: string, id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/v1/budgets/${encodeURIComponent(id)}${QS.query(QS.explode({
        book
    }))}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Savings goals
 */
export function getGoals(book: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the goal */
                id: string;
                name: string;
                /** its account: a wallet in every entry */
                code: string;
                currency: string;
                /** what is in it; decimal string in major units */
                saved: string;
                /** what it is for; decimal string in major units */
                target: string | null;
                /** when it should be there; YYYY-MM-DD */
                byDate: string | null;
                /** when it was archived */
                archivedAt: string | null;
            }[];
        };
    }>(`/v1/goals${QS.query(QS.explode({
        book
    }))}`, {
        ...opts
    }));
}
/**
 * Open a savings goal
 */
export function postGoals(book: string, idempotencyKey: string, body: {
    /** what people call it */
    name: string;
    /** above zero; decimal string in major units */
    target?: string | null;
    /** when it should be there; YYYY-MM-DD */
    byDate?: string | null;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** id of the goal */
            id: string;
            name: string;
            /** its account: a wallet in every entry */
            code: string;
            currency: string;
            /** what is in it; decimal string in major units */
            saved: string;
            /** what it is for; decimal string in major units */
            target: string | null;
            /** when it should be there; YYYY-MM-DD */
            byDate: string | null;
            /** when it was archived */
            archivedAt: string | null;
        };
    }>(`/v1/goals${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * Change a savings goal
 */
export function patchGoalsById(book: string, id: string, body: {
    /** what people call it */
    name?: string;
    /** above zero; decimal string in major units */
    target?: string | null;
    /** when it should be there; YYYY-MM-DD */
    byDate?: string | null;
    /** no longer offered; what is booked stays */
    archived?: boolean;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the goal */
            id: string;
            name: string;
            /** its account: a wallet in every entry */
            code: string;
            currency: string;
            /** what is in it; decimal string in major units */
            saved: string;
            /** what it is for; decimal string in major units */
            target: string | null;
            /** when it should be there; YYYY-MM-DD */
            byDate: string | null;
            /** when it was archived */
            archivedAt: string | null;
        };
    }>(`/v1/goals/${encodeURIComponent(id)}${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body
    })));
}
/**
 * Put money aside
 */
export function postGoalsByIdDeposits(book: string, id: string, idempotencyKey: string, body: {
    /** above zero; decimal string in major units */
    amount: string;
    /** when it was put aside; YYYY-MM-DD */
    occurredOn: string;
    /** id or code of a wallet */
    wallet?: string;
    /** what it was */
    note?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** the entry it was booked as */
            entryId: string;
        };
    }>(`/v1/goals/${encodeURIComponent(id)}/deposits${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * Take money out
 */
export function postGoalsByIdWithdrawals(book: string, id: string, idempotencyKey: string, body: {
    /** above zero; decimal string in major units */
    amount: string;
    /** when it was put aside; YYYY-MM-DD */
    occurredOn: string;
    /** id or code of a wallet */
    wallet?: string;
    /** what it was */
    note?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** the entry it was booked as */
            entryId: string;
        };
    }>(`/v1/goals/${encodeURIComponent(id)}/withdrawals${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * Recurring entries, the next first
 */
export function getRecurring(book: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the recurring entry */
                id: string;
                /** the entry, without its date */
                template: {
                    [key: string]: any;
                };
                /** how often */
                every: "day" | "week" | "month" | "year";
                interval: number;
                /** the first date; YYYY-MM-DD */
                startsOn: string;
                /** the next date; null when it has ended; YYYY-MM-DD */
                nextOn: string | null;
                /** the last date; YYYY-MM-DD */
                until: string | null;
                paused: boolean;
                /** why its next date could not be booked: it is paused until somebody resumes it */
                refusal: string | null;
                createdBy: string;
                upcoming: string[];
            }[];
        };
    }>(`/v1/recurring${QS.query(QS.explode({
        book
    }))}`, {
        ...opts
    }));
}
/**
 * Add a recurring entry
 */
export function postRecurring(book: string, idempotencyKey: string, body: {
    template: {
        /** what it is */
        "type": "expense" | "income" | "transfer";
        /** above zero; decimal string in major units */
        amount: string;
        /** ISO 4217 */
        currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
        /** slug of a category */
        category?: string | null;
        /** id or code of a wallet */
        wallet?: string;
        /** id or code of a wallet */
        toWallet?: string;
        /** who is paid or who pays */
        merchant?: string | null;
        /** what it is for */
        note: string;
        tags?: string[];
    };
    /** how often */
    every: "day" | "week" | "month" | "year";
    /** every so many of them */
    interval?: number;
    /** the first date; YYYY-MM-DD */
    nextOn: string;
    /** the last date; YYYY-MM-DD */
    until?: string | null;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** id of the recurring entry */
            id: string;
            /** the entry, without its date */
            template: {
                [key: string]: any;
            };
            /** how often */
            every: "day" | "week" | "month" | "year";
            interval: number;
            /** the first date; YYYY-MM-DD */
            startsOn: string;
            /** the next date; null when it has ended; YYYY-MM-DD */
            nextOn: string | null;
            /** the last date; YYYY-MM-DD */
            until: string | null;
            paused: boolean;
            /** why its next date could not be booked: it is paused until somebody resumes it */
            refusal: string | null;
            createdBy: string;
            upcoming: string[];
        };
    }>(`/v1/recurring${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * Change, pause or resume it
 */
export function patchRecurringById(book: string, id: string, body: {
    template?: {
        /** what it is */
        "type": "expense" | "income" | "transfer";
        /** above zero; decimal string in major units */
        amount: string;
        /** ISO 4217 */
        currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
        /** slug of a category */
        category?: string | null;
        /** id or code of a wallet */
        wallet?: string;
        /** id or code of a wallet */
        toWallet?: string;
        /** who is paid or who pays */
        merchant?: string | null;
        /** what it is for */
        note: string;
        tags?: string[];
    };
    /** how often */
    every?: "day" | "week" | "month" | "year";
    /** every so many of them */
    interval?: number;
    /** the next date; YYYY-MM-DD */
    nextOn?: string;
    /** the last date; YYYY-MM-DD */
    until?: string | null;
    paused?: boolean;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the recurring entry */
            id: string;
            /** the entry, without its date */
            template: {
                [key: string]: any;
            };
            /** how often */
            every: "day" | "week" | "month" | "year";
            interval: number;
            /** the first date; YYYY-MM-DD */
            startsOn: string;
            /** the next date; null when it has ended; YYYY-MM-DD */
            nextOn: string | null;
            /** the last date; YYYY-MM-DD */
            until: string | null;
            paused: boolean;
            /** why its next date could not be booked: it is paused until somebody resumes it */
            refusal: string | null;
            createdBy: string;
            upcoming: string[];
        };
    }>(`/v1/recurring/${encodeURIComponent(id)}${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body
    })));
}
/**
 * Remove it; what it booked stays
 */
export function deleteRecurringById(book: string, id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/v1/recurring/${encodeURIComponent(id)}${QS.query(QS.explode({
        book
    }))}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Months that were ever closed; every other is open
 */
export function getPeriods(book: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** YYYY-MM */
                month: string;
                /** what may be booked in it */
                state: "open" | "soft_closed" | "locked";
                changedBy: string | null;
                /** when it was closed or opened */
                changedAt: string | null;
                reason: string | null;
            }[];
        };
    }>(`/v1/periods${QS.query(QS.explode({
        book
    }))}`, {
        ...opts
    }));
}
/**
 * Close a month to all but owner and finance
 */
export function postPeriodsByMonthSoftClose(book: string, month: string, body: {
    /** why */
    reason?: string;
} | null, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** YYYY-MM */
            month: string;
            /** what may be booked in it */
            state: "open" | "soft_closed" | "locked";
            changedBy: string | null;
            /** when it was closed or opened */
            changedAt: string | null;
            reason: string | null;
        };
    }>(`/v1/periods/${encodeURIComponent(month)}/soft-close${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Close a month to everybody
 */
export function postPeriodsByMonthLock(book: string, month: string, body: {
    /** why */
    reason?: string;
} | null, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** YYYY-MM */
            month: string;
            /** what may be booked in it */
            state: "open" | "soft_closed" | "locked";
            changedBy: string | null;
            /** when it was closed or opened */
            changedAt: string | null;
            reason: string | null;
        };
    }>(`/v1/periods/${encodeURIComponent(month)}/lock${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Open a closed month again
 */
export function postPeriodsByMonthReopen(book: string, month: string, body: {
    /** why */
    reason?: string;
} | null, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** YYYY-MM */
            month: string;
            /** what may be booked in it */
            state: "open" | "soft_closed" | "locked";
            changedBy: string | null;
            /** when it was closed or opened */
            changedAt: string | null;
            reason: string | null;
        };
    }>(`/v1/periods/${encodeURIComponent(month)}/reopen${QS.query(QS.explode({
        book
    }))}`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Approvals, newest first
 */
export function getApprovals({ book, state, cursor, limit }: {
    book?: string;
    state?: "pending" | "approved" | "rejected" | "expired" | "cancelled";
    cursor?: string;
    limit?: number;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the approval */
                id: string;
                /** its book */
                bookId: string;
                /** what became of it */
                state: "pending" | "approved" | "rejected" | "expired" | "cancelled";
                /** the largest amount; decimal string in major units */
                amount: string;
                currency: string;
                entries: {
                    /** what it is */
                    "type": "expense" | "income" | "transfer";
                    /** what it is about; decimal string in major units */
                    amount: string;
                    currency: string;
                    /** when it happened; YYYY-MM-DD */
                    occurredOn: string;
                    category: string | null;
                    merchant: string | null;
                    note: string;
                }[];
                /** id of the maker */
                requestedBy: string;
                requestedByName: string | null;
                /** when it was asked */
                requestedAt: string;
                /** how many others must say yes */
                needed: number;
                /** when it runs out */
                expiresAt: string | null;
                /** when it was decided */
                closedAt: string | null;
                /** the message it came from */
                messageId: string | null;
                decisions: {
                    decidedBy: string;
                    decidedByName: string | null;
                    /** what was said */
                    decision: "approve" | "reject";
                    comment: string | null;
                    /** when it was said */
                    decidedAt: string;
                }[];
            }[];
            /** cursor of the next page; null on the last */
            next: string | null;
        };
    }>(`/v1/approvals${QS.query(QS.explode({
        book,
        state,
        cursor,
        limit
    }))}`, {
        ...opts
    }));
}
/**
 * One approval
 */
export function getApprovalsById(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the approval */
            id: string;
            /** its book */
            bookId: string;
            /** what became of it */
            state: "pending" | "approved" | "rejected" | "expired" | "cancelled";
            /** the largest amount; decimal string in major units */
            amount: string;
            currency: string;
            entries: {
                /** what it is */
                "type": "expense" | "income" | "transfer";
                /** what it is about; decimal string in major units */
                amount: string;
                currency: string;
                /** when it happened; YYYY-MM-DD */
                occurredOn: string;
                category: string | null;
                merchant: string | null;
                note: string;
            }[];
            /** id of the maker */
            requestedBy: string;
            requestedByName: string | null;
            /** when it was asked */
            requestedAt: string;
            /** how many others must say yes */
            needed: number;
            /** when it runs out */
            expiresAt: string | null;
            /** when it was decided */
            closedAt: string | null;
            /** the message it came from */
            messageId: string | null;
            decisions: {
                decidedBy: string;
                decidedByName: string | null;
                /** what was said */
                decision: "approve" | "reject";
                comment: string | null;
                /** when it was said */
                decidedAt: string;
            }[];
        };
    }>(`/v1/approvals/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Say yes: the last yes books it
 */
export function postApprovalsByIdApprove(id: string, body: {
    /** why */
    comment?: string;
} | null, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the approval */
            id: string;
            /** what became of it */
            state: "pending" | "approved" | "rejected" | "expired" | "cancelled";
            entryIds: string[];
        };
    }>(`/v1/approvals/${encodeURIComponent(id)}/approve`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Say no: one no ends it
 */
export function postApprovalsByIdReject(id: string, body: {
    /** why */
    comment?: string;
} | null, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the approval */
            id: string;
            /** what became of it */
            state: "pending" | "approved" | "rejected" | "expired" | "cancelled";
            entryIds: string[];
        };
    }>(`/v1/approvals/${encodeURIComponent(id)}/reject`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * From which amount on others must say yes
 */
export function getBooksByIdApprovalPolicy(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            rules: {
                /** from this amount on; decimal string in major units */
                minAmount: string;
                /** ISO 4217 */
                currency: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
                category: string | null;
                approvers: number;
            }[];
        };
    }>(`/v1/books/${encodeURIComponent(id)}/approval-policy`, {
        ...opts
    }));
}
/**
 * Replace the approval policy; without rules nothing needs approval
 */
export function putBooksByIdApprovalPolicy(id: string, body: {
    rules: {
        /** from this amount on */
        minAmount: string;
        /** ISO 4217; IDR unless it is said */
        currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
        /** slug of a category */
        category?: string | null;
        /** how many others must say yes */
        approvers: number;
    }[];
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            rules: {
                /** from this amount on; decimal string in major units */
                minAmount: string;
                /** ISO 4217 */
                currency: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
                category: string | null;
                approvers: number;
            }[];
        };
    }>(`/v1/books/${encodeURIComponent(id)}/approval-policy`, oazapfts.json({
        ...opts,
        method: "PUT",
        body
    })));
}
/**
 * Who did what, newest first
 */
export function getAudit(book: string, { subject, id, actor, before, limit }: {
    subject?: string;
    id?: string;
    actor?: string;
    before?: number;
    limit?: number;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** 1, 2, 3 ... without gaps */
                seq: number;
                /** when */
                at: string;
                actor: string;
                actorName: string | null;
                action: string;
                subject: string;
                subjectId: string;
                /** as it was */
                before: {
                    [key: string]: any;
                } | {
                    [key: string]: any;
                };
                /** as it is */
                after: {
                    [key: string]: any;
                } | {
                    [key: string]: any;
                };
                source: string;
                /** id of the request or run */
                request: string | null;
                /** of this line and all before it */
                hash: string;
            }[];
            /** `before` of the next page */
            next: number | null;
        };
    }>(`/v1/audit${QS.query(QS.explode({
        book,
        subject,
        id,
        actor,
        before,
        limit
    }))}`, {
        ...opts
    }));
}
/**
 * Whether the audit trail is what was written, line by line
 */
export function getAuditVerify(book: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** lines looked at */
            lines: number;
            intact: boolean;
            /** the first line that was changed or is missing */
            brokenAt: number | null;
            /** hash of the last line: keep it elsewhere, and nobody can write the trail anew */
            head: string;
        };
    }>(`/v1/audit/verify${QS.query(QS.explode({
        book
    }))}`, {
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
export function getReportsSummary($from: string, to: string, { book, currency, format, theme }: {
    book?: string;
    currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
    format?: "json" | "svg";
    theme?: "light" | "dark";
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
        to,
        currency,
        format,
        theme
    }))}`, {
        ...opts
    }));
}
/**
 * Every category by month
 */
export function getReportsCategoryMonth($from: string, to: string, { book, currency, format, theme }: {
    book?: string;
    currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
    format?: "json" | "svg";
    theme?: "light" | "dark";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** YYYY-MM */
                month: string;
                /** side of the category */
                "type": "expense" | "income";
                /** slug */
                category: string;
                name: string;
                /** sum; decimal string in major units */
                amount: string;
                count: number;
            }[];
        };
    }>(`/v1/reports/category-month${QS.query(QS.explode({
        book,
        "from": $from,
        to,
        currency,
        format,
        theme
    }))}`, {
        ...opts
    }));
}
/**
 * Money in and out by day, week or month
 */
export function getReportsCashFlow($from: string, to: string, { book, by, currency, format, theme }: {
    book?: string;
    by?: "day" | "week" | "month";
    currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
    format?: "json" | "svg";
    theme?: "light" | "dark";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** first day of the step; YYYY-MM-DD */
                "from": string;
                /** what came in; decimal string in major units */
                income: string;
                /** what went out; decimal string in major units */
                expense: string;
                /** what is left of it; decimal string in major units */
                net: string;
                /** what the wallets held at the end of the step; decimal string in major units */
                balance: string;
            }[];
        };
    }>(`/v1/reports/cash-flow${QS.query(QS.explode({
        book,
        "from": $from,
        to,
        by,
        currency,
        format,
        theme
    }))}`, {
        ...opts
    }));
}
/**
 * How much of each budget is used
 */
export function getReportsBudgetUse(book: string, { month, format, theme }: {
    month?: string;
    format?: "json" | "svg";
    theme?: "light" | "dark";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the budget */
                id: string;
                /** slug; null is all spending */
                category: string | null;
                /** YYYY-MM; null is every one */
                month: string | null;
                /** how long it is for */
                period: "month" | "week";
                /** what may be spent; decimal string in major units */
                amount: string;
                currency: string;
                /** first day of its period; YYYY-MM-DD */
                "from": string;
                /** last day of its period; YYYY-MM-DD */
                to: string;
                /** what was spent; decimal string in major units */
                spent: string;
                /** what may still be spent; below zero when more was; decimal string in major units */
                left: string;
                /** spent over amount */
                share: number;
            }[];
        };
    }>(`/v1/reports/budget-use${QS.query(QS.explode({
        book,
        month,
        format,
        theme
    }))}`, {
        ...opts
    }));
}
/**
 * Income and expense by who confirmed it
 */
export function getReportsMembers(book: string, $from: string, to: string, { currency }: {
    currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of who confirmed it */
                member: string;
                name: string | null;
                /** what came in; decimal string in major units */
                income: string;
                /** what went out; decimal string in major units */
                expense: string;
                count: number;
            }[];
        };
    }>(`/v1/reports/members${QS.query(QS.explode({
        book,
        "from": $from,
        to,
        currency
    }))}`, {
        ...opts
    }));
}
/**
 * Merchants by what was spent there
 */
export function getReportsMerchants(book: string, $from: string, to: string, { currency, limit, format, theme }: {
    currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
    limit?: number;
    format?: "json" | "svg";
    theme?: "light" | "dark";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                merchant: string;
                /** what was spent there; decimal string in major units */
                amount: string;
                count: number;
                /** the last time; YYYY-MM-DD */
                lastOn: string;
            }[];
        };
    }>(`/v1/reports/merchants${QS.query(QS.explode({
        book,
        "from": $from,
        to,
        currency,
        limit,
        format,
        theme
    }))}`, {
        ...opts
    }));
}
/**
 * Every account at the end of a day, and two equal sums
 */
export function getReportsTrialBalance(book: string, asOf: string, { recordedUntil }: {
    recordedUntil?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** at the end of this day; YYYY-MM-DD */
            asOf: string;
            lines: {
                code: string;
                name: string;
                kind: string;
                currency: string;
                /** what it was debited with more; decimal string in major units */
                debit: string;
                /** what it was credited with more; decimal string in major units */
                credit: string;
            }[];
            totals: {
                currency: string;
                /** sum; decimal string in major units */
                debit: string;
                /** the same sum; decimal string in major units */
                credit: string;
            }[];
        };
    }>(`/v1/reports/trial-balance${QS.query(QS.explode({
        book,
        asOf,
        recordedUntil
    }))}`, {
        ...opts
    }));
}
/**
 * Savings goals, how far they are and when they are reached
 */
export function getReportsSavings(book: string, $from: string, to: string, { currency, format, theme }: {
    currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
    format?: "json" | "svg";
    theme?: "light" | "dark";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            goals: {
                /** id of the goal */
                id: string;
                name: string;
                /** its account: a wallet in every entry */
                code: string;
                currency: string;
                /** what is in it; decimal string in major units */
                saved: string;
                /** what it is for; decimal string in major units */
                target: string | null;
                /** when it should be there; YYYY-MM-DD */
                byDate: string | null;
                /** when it was archived */
                archivedAt: string | null;
                /** saved over target */
                share: number | null;
                /** put aside a month of late; decimal string in major units */
                monthly: string;
                /** YYYY-MM in which the target is reached at that pace */
                reachedIn: string | null;
            }[];
            months: {
                month: string;
                /** put aside less taken out; decimal string in major units */
                net: string;
            }[];
        };
    }>(`/v1/reports/savings${QS.query(QS.explode({
        book,
        "from": $from,
        to,
        currency,
        format,
        theme
    }))}`, {
        ...opts
    }));
}
/**
 * How well what came in was understood
 */
export function getReportsQuality(book: string, $from: string, to: string, { currency }: {
    currency?: "IDR" | "USD" | "EUR" | "SGD" | "MYR" | "AUD" | "GBP" | "CNY" | "HKD" | "THB" | "SAR" | "AED" | "JPY" | "KRW" | "VND" | "KWD";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            messages: {
                total: number;
                booked: number;
                answered: number;
                cancelled: number;
                expired: number;
                failed: number;
            };
            questions: {
                asked: number;
                revised: number;
                expired: number;
            };
            entries: {
                fromChat: number;
                corrected: number;
                others: number;
                withoutReceipt: number;
            };
            /** share from 0 to 1; null when there is nothing to divide */
            correctionRate: number | null;
            /** share from 0 to 1; null when there is nothing to divide */
            revisionRate: number | null;
            /** share from 0 to 1; null when there is nothing to divide */
            expiryRate: number | null;
            /** mean certainty of what was heard */
            hearing: number | null;
        };
    }>(`/v1/reports/quality${QS.query(QS.explode({
        book,
        "from": $from,
        to,
        currency
    }))}`, {
        ...opts
    }));
}
/**
 * Messages, newest first
 */
export function getMessages({ kind, stage, contact, book, cursor, limit }: {
    kind?: "text" | "voice" | "image" | "document" | "reaction" | "edit" | "revoke" | "unsupported";
    stage?: "received" | "reading" | "asking" | "booked" | "answered" | "delivered" | "cancelled" | "expired" | "ignored" | "failed";
    contact?: string;
    book?: string;
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
        book,
        cursor,
        limit
    }))}`, {
        ...opts
    }));
}
/**
 * One message: each step, what was heard or read, asked, answered and booked
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
            /** the book it is about */
            bookId: string | null;
            /** what was done with it, in order */
            steps: {
                /** what was done: received, stored, heard, read, understood, asked, decided, answered, booked, sent ... */
                name: string;
                /** when it began */
                startedAt: string;
                /** when it was done; null while it is under way */
                endedAt: string | null;
                /** how often it was tried */
                attempts: number;
                /** why it failed */
                failure: string | null;
            }[];
            /** it failed before anything was asked and can be run again */
            retriable: boolean;
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
                /** the entries asked about, as they were shown */
                entries: {
                    [key: string]: any;
                }[];
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
/**
 * Confirm, reject or correct what a message was understood to say, as its sender could
 */
export function postMessagesByIdDecision(id: string, idempotencyKey: string, body: {
    /** correct: the entries are changed and asked about anew */
    decision: "confirm" | "reject" | "correct";
    /** of the question that was looked at */
    revision?: number;
    /** for correct: what changes in which line */
    entries?: {
        line: number;
        "set": {
            /** what it should be; decimal string in major units */
            amount?: string;
            /** slug of a category */
            category?: string;
            /** when it happened; YYYY-MM-DD */
            occurredOn?: string;
            /** who was paid */
            merchant?: string;
            /** what it was for */
            note?: string;
            /** what it is */
            "type"?: "expense" | "income" | "transfer";
            /** leaves the line out */
            remove?: true;
        };
    }[];
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 202;
        data: {
            /** the message */
            messageId: string;
            decision: string;
        };
    }>(`/v1/messages/${encodeURIComponent(id)}/decision`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * Run a message again that failed before anything was asked
 */
export function postMessagesByIdRetry(id: string, idempotencyKey: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 202;
        data: {
            /** the message */
            messageId: string;
            stage: string;
        };
    }>(`/v1/messages/${encodeURIComponent(id)}/retry`, {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    }));
}
/**
 * Have all that is known of a person put into one file, for them
 */
export function postSubjectsByContactIdExport(contactId: string, idempotencyKey: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 202;
        data: {
            /** id of the job */
            id: string;
            /** whom it is about */
            contactId: string;
            /** export: all that is known of them; erase: forget them */
            kind: "export" | "erase";
            /** how far it is */
            state: "waiting" | "running" | "done" | "failed";
            /** why it was not done */
            failure: string | null;
            reason: string | null;
            requestedBy: string;
            bytes: number | null;
            sha256: string | null;
            /** what was removed, and what was kept and why */
            receipt: {
                removed: {
                    what: string;
                    count: number;
                }[];
                kept: {
                    what: string;
                    count: number | null;
                    why: string;
                }[];
            } | null;
            /** when it was asked for */
            createdAt: string;
            /** when it was done */
            finishedAt: string | null;
            /** until when the file is kept */
            expiresAt: string | null;
            /** link that needs no token and soon expires; ask again for a fresh one */
            url: string | null;
            /** seconds the link works */
            expiresIn: number | null;
        };
    }>(`/v1/subjects/${encodeURIComponent(contactId)}/export`, {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    }));
}
/**
 * Forget a person; their booked entries stay, under an id that tells nobody
 */
export function postSubjectsByContactIdErase(contactId: string, idempotencyKey: string, body: {
    /** said in so many words: what is erased is not brought back */
    confirm: "erase";
    /** why, for the audit trail */
    reason: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 202;
        data: {
            /** id of the job */
            id: string;
            /** whom it is about */
            contactId: string;
            /** export: all that is known of them; erase: forget them */
            kind: "export" | "erase";
            /** how far it is */
            state: "waiting" | "running" | "done" | "failed";
            /** why it was not done */
            failure: string | null;
            reason: string | null;
            requestedBy: string;
            bytes: number | null;
            sha256: string | null;
            /** what was removed, and what was kept and why */
            receipt: {
                removed: {
                    what: string;
                    count: number;
                }[];
                kept: {
                    what: string;
                    count: number | null;
                    why: string;
                }[];
            } | null;
            /** when it was asked for */
            createdAt: string;
            /** when it was done */
            finishedAt: string | null;
            /** until when the file is kept */
            expiresAt: string | null;
            /** link that needs no token and soon expires; ask again for a fresh one */
            url: string | null;
            /** seconds the link works */
            expiresIn: number | null;
        };
    }>(`/v1/subjects/${encodeURIComponent(contactId)}/erase`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * Exports and erasures of people, newest first: your own, or all for an administrator
 */
export function getSubjectJobs({ contact }: {
    contact?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            items: {
                /** id of the job */
                id: string;
                /** whom it is about */
                contactId: string;
                /** export: all that is known of them; erase: forget them */
                kind: "export" | "erase";
                /** how far it is */
                state: "waiting" | "running" | "done" | "failed";
                /** why it was not done */
                failure: string | null;
                reason: string | null;
                requestedBy: string;
                bytes: number | null;
                sha256: string | null;
                /** what was removed, and what was kept and why */
                receipt: {
                    removed: {
                        what: string;
                        count: number;
                    }[];
                    kept: {
                        what: string;
                        count: number | null;
                        why: string;
                    }[];
                } | null;
                /** when it was asked for */
                createdAt: string;
                /** when it was done */
                finishedAt: string | null;
                /** until when the file is kept */
                expiresAt: string | null;
                /** link that needs no token and soon expires; ask again for a fresh one */
                url: string | null;
                /** seconds the link works */
                expiresIn: number | null;
            }[];
        };
    }>(`/v1/subject-jobs${QS.query(QS.explode({
        contact
    }))}`, {
        ...opts
    }));
}
/**
 * How far it is: a link to the file, or the receipt of what was removed and kept
 */
export function getSubjectJobsById(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** id of the job */
            id: string;
            /** whom it is about */
            contactId: string;
            /** export: all that is known of them; erase: forget them */
            kind: "export" | "erase";
            /** how far it is */
            state: "waiting" | "running" | "done" | "failed";
            /** why it was not done */
            failure: string | null;
            reason: string | null;
            requestedBy: string;
            bytes: number | null;
            sha256: string | null;
            /** what was removed, and what was kept and why */
            receipt: {
                removed: {
                    what: string;
                    count: number;
                }[];
                kept: {
                    what: string;
                    count: number | null;
                    why: string;
                }[];
            } | null;
            /** when it was asked for */
            createdAt: string;
            /** when it was done */
            finishedAt: string | null;
            /** until when the file is kept */
            expiresAt: string | null;
            /** link that needs no token and soon expires; ask again for a fresh one */
            url: string | null;
            /** seconds the link works */
            expiresIn: number | null;
        };
    }>(`/v1/subject-jobs/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * The file about a person, by a link that soon expires
 */
export function getSubjectJobsByIdFile(expires: number, signature: string, id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Blob;
    }>(`/v1/subject-jobs/${encodeURIComponent(id)}/file${QS.query(QS.explode({
        expires,
        signature
    }))}`, {
        ...opts
    }));
}
/**
 * What is committed, as it happens
 */
export function getEvents(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText("/v1/events", {
        ...opts
    }));
}
