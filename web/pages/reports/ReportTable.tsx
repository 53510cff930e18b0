import { IconReportAnalytics } from '@tabler/icons-react';
import { type Columns, DataTable } from '../../parts/DataTable.tsx';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { useLanguage } from '../../words/locale.tsx';

interface ReportTableProps<Row extends { id: string }> {
  label: string;
  columns: Columns<Row>;
  rows: readonly Row[];
  /** Has more columns than fit. */
  scrolls?: boolean;
  query: { error: Error | null; isPending: boolean; refetch: () => unknown };
}

/** A report in rows: while it is read, when it failed, when there is nothing in it. */
export function ReportTable<Row extends { id: string }>({ label, columns, rows, query, scrolls = false }: ReportTableProps<Row>) {
  const { words } = useLanguage();
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={rows}
      loading={query.isPending}
      scrolls={scrolls}
      empty={<Nothing icon={<IconReportAnalytics />} title={words.reports.nothing} hint={words.reports.nothingHint} />}
    />
  );
}
