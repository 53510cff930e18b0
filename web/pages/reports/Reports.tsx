import { Select, Tabs } from '@mantine/core';
import { IconCalendar, IconDownload } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ComponentType, useState } from 'react';
import { useCan } from '../../api/session.ts';
import { BookName, useOneBook } from '../../parts/book.tsx';
import { PeriodInput } from '../../parts/inputs.tsx';
import { ButtonLink } from '../../parts/links.tsx';
import { PageHead } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { addMonths, firstDay, lastDay, thisMonth } from '../../words/months.ts';
import { ByMember } from './ByMember.tsx';
import { CategoryMonths } from './CategoryMonths.tsx';
import { Merchants } from './Merchants.tsx';
import { Quality } from './Quality.tsx';
import type { Scope } from './queries.ts';
import { TrialBalance } from './TrialBalance.tsx';

const route = getRouteApi('/reports');

const reports = {
  categories: CategoryMonths,
  members: ByMember,
  merchants: Merchants,
  balance: TrialBalance,
  quality: Quality,
} as const satisfies Record<string, ComponentType<{ scope: Scope }>>;

type Kind = keyof typeof reports;
const kinds = Object.keys(reports) as Kind[];
const isKind = (text: string | undefined): text is Kind => text !== undefined && text in reports;
/** Months a report covers until another period is chosen, this one included. */
const months = 3;

/** What accountants ask of a book; report and period are in the address. */
export function ReportsPage() {
  const { words } = useLanguage();
  const book = useOneBook();
  const { report, from = firstDay(addMonths(thisMonth(), 1 - months)), to = lastDay(thisMonth()) } = route.useSearch();
  const navigate = route.useNavigate();
  const exports = useCan('export', book?.id);
  // The first of two days is chosen, the second not yet.
  const [started, start] = useState<string | null>(null);
  const kind = isKind(report) ? report : 'categories';
  const Report = reports[kind];
  const choose = (value: string | null) =>
    void navigate({ search: (before) => ({ ...before, report: value ?? undefined }), replace: true });
  if (!book) return null;
  return (
    <>
      <PageHead title={words.nav.reports} aside={<BookName name={book.name} />}>
        <PeriodInput
          w={250}
          leftSection={<IconCalendar size={16} aria-hidden />}
          value={started ? [started, null] : [from, to]}
          onChange={([first, last]) => {
            start(last ? null : first);
            if (first && last) void navigate({ search: (before) => ({ ...before, from: first, to: last }), replace: true });
          }}
        />
        {exports && (
          <ButtonLink
            to="/transfer"
            search={{ book: book.id, from, to }}
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {words.reports.download}
          </ButtonLink>
        )}
      </PageHead>
      <Select
        hiddenFrom="sm"
        mb="md"
        aria-label={words.nav.reports}
        allowDeselect={false}
        value={kind}
        data={kinds.map((value) => ({ value, label: words.reports.kinds[value] }))}
        onChange={choose}
      />
      <Tabs value={kind} onChange={choose} keepMounted={false}>
        <Tabs.List mb="md" visibleFrom="sm">
          {kinds.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {words.reports.kinds[value]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={kind}>
          <Report scope={{ book: book.id, from, to }} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
