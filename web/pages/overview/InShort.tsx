import { Skeleton } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { Nothing } from '../../parts/Failure.tsx';
import { ButtonLink } from '../../parts/links.tsx';
import { Card } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';

interface InShortProps<Row> {
  title: string;
  /** The page that shows all of it. */
  to: ComponentProps<typeof ButtonLink>['to'];
  /** Undefined while they are being read. */
  rows: readonly Row[] | undefined;
  empty: ComponentProps<typeof Nothing>;
  /** Stands below the rows, also when there are none. */
  below?: ReactNode;
  children: (rows: readonly Row[]) => ReactNode;
}

/** The first rows of another page, and the way there. */
export function InShort<Row>({ title, to, rows, empty, below, children }: InShortProps<Row>) {
  const { words } = useLanguage();
  return (
    <Card
      title={title}
      action={
        <ButtonLink to={to} variant="subtle" size="compact-sm" mr={-8}>
          {words.overview.seeAll}
        </ButtonLink>
      }
    >
      {!rows && <Skeleton height={110} />}
      {rows?.length === 0 && <Nothing {...empty} />}
      {rows && rows.length > 0 && children(rows)}
      {below}
    </Card>
  );
}
