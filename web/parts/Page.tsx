import { Group, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useLanguage } from '../words/locale.tsx';
import classes from './parts.module.css';

interface PageHeadProps {
  title: string;
  /** 2 heads a part of a page that is a page of its own. */
  order?: 1 | 2;
  aside?: ReactNode;
  children?: ReactNode;
}

/** A page's heading with its actions; the browser tab says the same. */
export function PageHead({ title, order = 1, aside, children }: PageHeadProps) {
  const { words } = useLanguage();
  useEffect(() => {
    if (order === 1) document.title = `${title} · ${words.app.name}`;
  }, [title, order, words]);
  return (
    <header className={classes.pageHead}>
      <Group gap="sm">
        <Title order={order} size={order === 1 ? 'h3' : 'h4'} className={classes.pageTitle}>
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
