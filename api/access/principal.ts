import { memberRole } from '../../database/schema/index.ts';

/** What somebody is in a book. */
export type Role = (typeof memberRole.enumValues)[number];
export const roles = memberRole.enumValues;

/** What a key may be made for; a person at the desk has them all. */
export const scopes = [
  'entries:read',
  'entries:write',
  'messages:read',
  'messages:decide',
  'reports:read',
  'exports:write',
  'imports:write',
  'settings:write',
  'members:write',
] as const;
export type Scope = (typeof scopes)[number];

/** A book and what the principal is in it. */
export interface BookRole {
  id: string;
  role: Role;
}

/** Who sent a request. */
export interface Principal {
  kind: 'staff' | 'key' | 'ops';
  /** As it is written beside what it does: staff id, `key:<id>` or `ops`. */
  actor: string;
  /** The person; of a key, who made it. Null for the operator of the deployment. */
  staffId: string | null;
  name: string;
  locale: 'id' | 'en';
  /** True when every book is open, as to its owner or, for a key, in the key's role. */
  allBooks: Role | null;
  /** The books of everybody else. */
  books: readonly BookRole[];
  scopes: ReadonlySet<Scope>;
  admin: boolean;
}

/** Who may use a route: `roles` in the book it is about, `scope` of a key. Routes without it are for everybody who is let in. */
export interface Access {
  roles: readonly Role[];
  scope: Scope;
}

/** Roles by what they may do. */
export const readers: readonly Role[] = ['owner', 'finance', 'approver', 'member', 'auditor'];
export const overseers: readonly Role[] = ['owner', 'finance', 'approver', 'auditor'];
export const bookkeepers: readonly Role[] = ['owner', 'finance'];
export const contributors: readonly Role[] = ['owner', 'finance', 'member'];
export const deciders: readonly Role[] = ['owner', 'finance', 'approver'];
export const owners: readonly Role[] = ['owner'];

/** What the principal is in a book; null when it is none of its books. */
export const roleIn = ({ allBooks, books }: Principal, bookId: string): Role | null =>
  allBooks ?? books.find(({ id }) => id === bookId)?.role ?? null;

/** True when some book is open to the principal in one of these roles. */
export const hasRole = ({ allBooks, books }: Principal, allowed: readonly Role[]): boolean =>
  allBooks ? allowed.includes(allBooks) : books.some(({ role }) => allowed.includes(role));

/** The operator of the deployment: the token of the environment, or this machine when there is none. */
export const operator: Principal = {
  kind: 'ops',
  actor: 'ops',
  staffId: null,
  name: 'Operator',
  locale: 'id',
  allBooks: 'owner',
  books: [],
  scopes: new Set(scopes),
  admin: true,
};
