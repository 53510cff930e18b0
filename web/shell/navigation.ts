import {
  IconCalendarCheck,
  IconChartPie,
  IconChecks,
  IconFileExport,
  IconHistory,
  IconHome,
  IconInbox,
  IconListDetails,
  IconPigMoney,
  IconRepeat,
  IconReportAnalytics,
  IconSettings,
  IconShieldLock,
  IconTags,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Ability } from '../api/session.ts';
import type { Words } from '../words/id/index.ts';

export interface Place {
  to:
    | '/'
    | '/entries'
    | '/inbox'
    | '/approvals'
    | '/reports'
    | '/budgets'
    | '/savings'
    | '/recurring'
    | '/members'
    | '/categories'
    | '/periods'
    | '/transfer'
    | '/audit'
    | '/privacy'
    | '/settings';
  name: keyof Words['nav'];
  icon: TablerIcon;
  /** Typed after g. */
  key: string;
  /** What a person must be able to do somewhere to have any use for it. */
  needs?: Ability;
}

export interface PlaceGroup {
  name: keyof Words['nav'];
  places: readonly Place[];
}

/** Where a person can go, in the order of the day. */
export const navigation: readonly PlaceGroup[] = [
  {
    name: 'groupDaily',
    places: [
      { to: '/', name: 'overview', icon: IconHome, key: 'o' },
      { to: '/entries', name: 'entries', icon: IconListDetails, key: 'e' },
      { to: '/inbox', name: 'inbox', icon: IconInbox, key: 'i', needs: 'oversee' },
      { to: '/approvals', name: 'approvals', icon: IconChecks, key: 'a', needs: 'oversee' },
      { to: '/reports', name: 'reports', icon: IconReportAnalytics, key: 'l', needs: 'oversee' },
    ],
  },
  {
    name: 'groupPlan',
    places: [
      { to: '/budgets', name: 'budgets', icon: IconChartPie, key: 'b', needs: 'oversee' },
      { to: '/savings', name: 'savings', icon: IconPigMoney, key: 's', needs: 'oversee' },
      { to: '/recurring', name: 'recurring', icon: IconRepeat, key: 'r', needs: 'oversee' },
    ],
  },
  {
    name: 'groupBooks',
    places: [
      { to: '/members', name: 'members', icon: IconUsers, key: 'm', needs: 'oversee' },
      { to: '/categories', name: 'categories', icon: IconTags, key: 'c', needs: 'oversee' },
      { to: '/periods', name: 'periods', icon: IconCalendarCheck, key: 'p', needs: 'oversee' },
      { to: '/transfer', name: 'transfer', icon: IconFileExport, key: 'x', needs: 'export' },
      { to: '/audit', name: 'audit', icon: IconHistory, key: 'h', needs: 'oversee' },
      { to: '/privacy', name: 'privacy', icon: IconShieldLock, key: 'd', needs: 'own' },
      { to: '/settings', name: 'settings', icon: IconSettings, key: ',' },
    ],
  },
];

export const places: readonly Place[] = navigation.flatMap((group) => group.places);
