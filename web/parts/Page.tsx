import { Group, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useLanguage } from '../words/locale.tsx';
import classes from './parts.module.css';

/** A page's heading with its actions; the browser tab says the same. */
export function PageHead({ title, aside, children }: { title: string; aside?: ReactNode; children?: ReactNode }) {
  const { words } = useLanguage();
  useEffect(() => {
    document.title = `${title} · ${words.app.name}`;
  }, [title, words]);
  return (
    <header className={classes.pageHead}>
      <Group gap="sm">
        <Title order={1} size="h3" className={classes.pageTitle}>
          {title}
        </Title>
        {aside}
      </Group>
      {children && <Group gap="xs">{children}</Group>}
    </header>
  );
}

/** A framed part of a page with a heading of its own. */
export function Card({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.card} aria-label={title}>
      <div className={classes.cardHead}>
        <h2 className={classes.cardTitle}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
