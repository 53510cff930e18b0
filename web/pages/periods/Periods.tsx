import { Badge, Box, Button, Text } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Period, periodsQuery } from '../../api/bookQueries.ts';
import { postPeriodsByMonthLock, postPeriodsByMonthReopen, postPeriodsByMonthSoftClose } from '../../api/client.ts';
import { pendingApprovalsQuery, questionsQuery } from '../../api/queries.ts';
import { useCan } from '../../api/session.ts';
import { useAct } from '../../parts/act.ts';
import { BookName, useOneBook } from '../../parts/book.tsx';
import { Confirmation } from '../../parts/Confirmation.tsx';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { PageHead } from '../../parts/Page.tsx';
import parts from '../../parts/parts.module.css';
import { useLanguage } from '../../words/locale.tsx';
import { addMonths, thisMonth } from '../../words/months.ts';

type Row = Period & { id: string };
type Step = 'softClose' | 'lock' | 'reopen';

const column = columnsOf<Row>();
/** Months back from now that can be closed here, closed or not. */
const monthsShown = 12;
const stateColors: Record<Period['state'], string> = { open: 'brand', soft_closed: 'orange', locked: 'gray' };
const posts = { softClose: postPeriodsByMonthSoftClose, lock: postPeriodsByMonthLock, reopen: postPeriodsByMonthReopen };

/** Every month is open unless it was closed. */
function rowsOf(known: readonly Period[]): Row[] {
  const byMonth = new Map(known.map((period) => [period.month, period]));
  return Array.from({ length: monthsShown }, (_, index) => {
    const month = addMonths(thisMonth(), -index);
    const open: Period = { month, state: 'open', changedBy: null, changedAt: null, reason: null };
    return { id: month, ...(byMonth.get(month) ?? open) };
  });
}

/** Closes months: softly, so that only bookkeepers book in them, or for good. */
export function PeriodsPage() {
  const { words, format } = useLanguage();
  const book = useOneBook();
  const closes = useCan('write', book?.id);
  const locks = useCan('own', book?.id);
  const [asked, ask] = useState<{ month: string; step: Step } | null>(null);
  const list = useQuery({ ...periodsQuery(book?.id ?? ''), enabled: book !== null });
  const rows = useMemo(() => rowsOf(list.data ?? []), [list.data]);
  const stillOpen = useStillOpen(book?.id, asked !== null && asked.step !== 'reopen');
  const change = useAct({
    act: (reason: string) => {
      if (!asked || !book) throw new TypeError('no month was chosen');
      return posts[asked.step](book.id, asked.month, reason ? { reason } : {});
    },
    done: words.settings.saved,
    changes: ['periods'],
    onDone: () => ask(null),
  });
  const columns = useMemo<Columns<Row>>(
    () => [
      column.display({
        id: 'month',
        header: words.overview.month,
        meta: { grow: true },
        cell: ({ row: { original } }) => (
          <>
            <Text size="sm" fw={550}>
              {format.month(original.month)}
            </Text>
            <Box hiddenFrom="sm">
              <StateBadge state={original.state} />
            </Box>
            {original.changedAt && (
              <Text size="xs" c="dimmed" truncate>
                {[format.moment(original.changedAt), original.reason].filter(Boolean).join(' · ')}
              </Text>
            )}
          </>
        ),
      }),
      column.display({
        id: 'state',
        header: words.entries.status,
        meta: { phone: 'hidden' },
        cell: ({ row }) => <StateBadge state={row.original.state} />,
      }),
      column.display({
        id: 'actions',
        header: '',
        meta: { align: 'right' },
        cell: ({ row: { original } }) => (
          <div className={parts.actions}>
            {stepsOf(original.state, closes, locks).map((step) => (
              <Button key={step} size="compact-xs" variant="default" onClick={() => ask({ month: original.month, step })}>
                {words.periods.steps[step]}
              </Button>
            ))}
          </div>
        ),
      }),
    ],
    [words, format, closes, locks],
  );
  if (!book) return null;
  return (
    <>
      <PageHead title={words.nav.periods} aside={<BookName name={book.name} />} />
      <Text c="dimmed" size="sm" mb="md" maw={640}>
        {words.periods.lead}
      </Text>
      {list.error ? (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label={words.nav.periods}
          columns={columns}
          rows={list.isPending ? [] : rows}
          loading={list.isPending}
          empty={<Nothing icon={<IconCalendarOff />} title={words.app.none} />}
        />
      )}
      <Confirmation
        opened={asked !== null}
        title={asked ? `${words.periods.steps[asked.step]}: ${format.month(asked.month)}` : ''}
        hint={asked ? [words.periods.hints[asked.step], stillOpen].filter(Boolean).join(' ') : ''}
        action={asked ? words.periods.steps[asked.step] : ''}
        withReason
        pending={change.isPending}
        onConfirm={(reason) => change.mutate(reason)}
        onClose={() => ask(null)}
      />
    </>
  );
}

/** What still waits for an answer or an approval in a book that is about to be closed; null when nothing does. */
function useStillOpen(book: string | undefined, enabled: boolean): string | null {
  const { words } = useLanguage();
  const { data: approvals = [] } = useQuery({ ...pendingApprovalsQuery(book), enabled });
  const { data: messages = [] } = useQuery({ ...questionsQuery(book), enabled });
  const questions = messages.filter(({ id }) => !approvals.some(({ messageId }) => messageId === id));
  if (!enabled || approvals.length + questions.length === 0) return null;
  return words.periods.stillOpen(questions.length, approvals.length);
}

function StateBadge({ state }: { state: Period['state'] }) {
  const { words } = useLanguage();
  return (
    <Badge variant="light" color={stateColors[state]}>
      {words.periods.states[state]}
    </Badge>
  );
}

function stepsOf(state: Period['state'], closes: boolean, locks: boolean): Step[] {
  if (state === 'open') return [...(closes ? (['softClose'] as const) : []), ...(locks ? (['lock'] as const) : [])];
  if (state === 'soft_closed') return [...(closes ? (['reopen'] as const) : []), ...(locks ? (['lock'] as const) : [])];
  return locks ? ['reopen'] : [];
}
