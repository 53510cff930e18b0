import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { Failure } from './parts/Failure.tsx';
import { Gate } from './shell/Gate.tsx';
import { NotFound } from './shell/NotFound.tsx';

/** What the list of entries can be narrowed and ordered by. */
const entryFilters = [
  'from',
  'to',
  'type',
  'category',
  'wallet',
  'member',
  'source',
  'min',
  'max',
  'attachment',
  'tag',
  'status',
  'q',
  'sort',
] as const;

type Search = Record<string, string | undefined>;

/** Keeps the named parameters; an empty one is none. */
const pick =
  <const Name extends string>(...names: Name[]) =>
  (search: Search): Partial<Record<Name, string>> =>
    Object.fromEntries(names.flatMap((name) => (search[name] ? [[name, search[name]]] : []))) as Partial<Record<Name, string>>;

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Gate,
  notFoundComponent: NotFound,
  validateSearch: pick('book'),
  search: { middlewares: [retainSearchParams(['book'])] },
});

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: pick('month'),
  component: lazyRouteComponent(() => import('./pages/overview/Overview.tsx'), 'OverviewPage'),
});

const entries = createRoute({
  getParentRoute: () => root,
  path: '/entries',
  validateSearch: pick(...entryFilters, 'entry'),
  component: lazyRouteComponent(() => import('./pages/entries/Entries.tsx'), 'EntriesPage'),
});

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  validateSearch: pick('tab', 'message'),
  component: lazyRouteComponent(() => import('./pages/inbox/Inbox.tsx'), 'InboxPage'),
});

const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: pick('report', 'from', 'to'),
  component: lazyRouteComponent(() => import('./pages/reports/Reports.tsx'), 'ReportsPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/Settings.tsx'), 'SettingsPage'),
});

const approvals = createRoute({
  getParentRoute: () => root,
  path: '/approvals',
  validateSearch: pick('state'),
  component: lazyRouteComponent(() => import('./pages/approvals/Approvals.tsx'), 'ApprovalsPage'),
});

const budgets = createRoute({
  getParentRoute: () => root,
  path: '/budgets',
  component: lazyRouteComponent(() => import('./pages/budgets/Budgets.tsx'), 'BudgetsPage'),
});

const savings = createRoute({
  getParentRoute: () => root,
  path: '/savings',
  component: lazyRouteComponent(() => import('./pages/savings/Savings.tsx'), 'SavingsPage'),
});

const recurring = createRoute({
  getParentRoute: () => root,
  path: '/recurring',
  component: lazyRouteComponent(() => import('./pages/recurring/Recurring.tsx'), 'RecurringPage'),
});

const categories = createRoute({
  getParentRoute: () => root,
  path: '/categories',
  component: lazyRouteComponent(() => import('./pages/categories/Categories.tsx'), 'CategoriesPage'),
});

const periods = createRoute({
  getParentRoute: () => root,
  path: '/periods',
  component: lazyRouteComponent(() => import('./pages/periods/Periods.tsx'), 'PeriodsPage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: pick('subject'),
  component: lazyRouteComponent(() => import('./pages/audit/Audit.tsx'), 'AuditPage'),
});

const privacy = createRoute({
  getParentRoute: () => root,
  path: '/privacy',
  component: lazyRouteComponent(() => import('./pages/privacy/Privacy.tsx'), 'PrivacyPage'),
});

const transfer = createRoute({
  getParentRoute: () => root,
  path: '/transfer',
  validateSearch: pick('from', 'to'),
  component: lazyRouteComponent(() => import('./pages/transfer/Transfer.tsx'), 'TransferPage'),
});

const members = createRoute({
  getParentRoute: () => root,
  path: '/members',
  component: lazyRouteComponent(() => import('./pages/members/Members.tsx'), 'MembersPage'),
});

const routeTree = root.addChildren([
  overview,
  entries,
  inbox,
  approvals,
  reports,
  budgets,
  savings,
  recurring,
  members,
  categories,
  periods,
  transfer,
  audit,
  privacy,
  settings,
]);

/** Addresses hold plain text: what a person reads there is what they chose. */
export const createDeskRouter = (queries: QueryClient) =>
  createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: ({ error, reset }) => <Failure error={error} onRetry={reset} />,
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
      const text = new URLSearchParams(given as [string, string][]).toString();
      return text ? `?${text}` : '';
    },
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDeskRouter>;
  }
}
