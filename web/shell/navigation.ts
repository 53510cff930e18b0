import { IconHome, IconInbox, IconListDetails, type TablerIcon } from '@tabler/icons-react';
import type { Words } from '../words/id.ts';

export interface Place {
  to: '/' | '/entries' | '/inbox';
  name: keyof Words['nav'];
  icon: TablerIcon;
  /** Typed after g. */
  key: string;
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
      { to: '/inbox', name: 'inbox', icon: IconInbox, key: 'i' },
    ],
  },
];

export const places: readonly Place[] = navigation.flatMap((group) => group.places);
