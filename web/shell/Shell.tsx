import { AppShell, Burger, Group, ScrollArea, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useLanguage } from '../words/locale.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { BookSelect } from './BookSelect.tsx';
import { useLive } from './live.ts';
import { Navigation } from './Navigation.tsx';
import classes from './shell.module.css';
import { useGoTo } from './shortcuts.ts';

const ShortcutsHelp = lazy(() => import('./ShortcutsHelp.tsx').then(({ ShortcutsHelp }) => ({ default: ShortcutsHelp })));

/** The frame around every page: where one can go, in which book, as whom. */
export function Shell() {
  const { words } = useLanguage();
  const [opened, { toggle, close }] = useDisclosure();
  const [helped, help] = useDisclosure();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // On a phone the menu covers the page that was just chosen.
  useEffect(() => {
    if (path) close();
  }, [path, close]);
  useGoTo(help.toggle);
  const live = useLive();
  return (
    <AppShell
      layout="alt"
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: 248, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      withBorder={false}
      transitionDuration={0}
    >
      <a href="#content" className={classes.skip}>
        {words.app.skip}
      </a>
      <AppShell.Header hiddenFrom="sm" className={classes.header}>
        <Group h="100%" px="md" gap="sm">
          <Burger opened={opened} onClick={toggle} size="sm" aria-label={words.app.menu} aria-expanded={opened} />
          <Brand />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label={words.nav.label}>
        <Group px="md" h={60} justify="space-between" wrap="nowrap">
          <Brand />
          <Tooltip label={live ? words.app.live : words.app.offline}>
            <span
              className={classes.live}
              data-live={live}
              role="status"
              aria-label={live ? words.app.live : words.app.offline}
            />
          </Tooltip>
          <Burger opened={opened} onClick={toggle} size="sm" hiddenFrom="sm" aria-label={words.app.close} />
        </Group>
        <BookSelect />
        <AppShell.Section grow component={ScrollArea} px="sm">
          <Navigation />
        </AppShell.Section>
        <AppShell.Section p="sm">
          <AccountMenu onHelp={help.open} />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main>
        <div id="content" className={classes.content} tabIndex={-1}>
          <Outlet />
        </div>
      </AppShell.Main>
      {helped && (
        <Suspense>
          <ShortcutsHelp onClose={help.close} />
        </Suspense>
      )}
    </AppShell>
  );
}

function Brand() {
  const { words } = useLanguage();
  return (
    <Link to="/" className={classes.brand}>
      <img src="/icon.svg" alt="" width={26} height={26} />
      {words.app.name}
    </Link>
  );
}
