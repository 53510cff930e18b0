import { Checkbox, Skeleton, Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import {
  type ColumnDef,
  createColumnHelper,
  type RowSelectionState,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { KeyboardEvent, ReactNode } from 'react';
import classes from './parts.module.css';

interface ColumnLook {
  align?: 'left' | 'right';
  /** Hidden where the screen is as narrow as a phone, or shown only there. */
  phone?: 'hidden' | 'only';
  /** Shown only where there is room for more than is needed. */
  wide?: boolean;
  /** Takes the room that is left, cutting its text. */
  grow?: boolean;
  /** Name of the server's sort this column stands for. */
  sort?: string;
}

const features = tableFeatures({ rowSelectionFeature, columnMeta: {} as ColumnLook });

/** Columns of a {@link DataTable} of such rows. */
export const columnsOf = <Row extends object>() => createColumnHelper<typeof features, Row>();

/** Columns of such a table. */
export type Columns<Row extends object> = ColumnDef<typeof features, Row>[];

export interface Sorting {
  by: string;
  direction: 'asc' | 'desc';
}

interface DataTableProps<Row extends { id: string }> {
  label: string;
  columns: Columns<Row>;
  rows: readonly Row[];
  loading?: boolean;
  empty: ReactNode;
  sorting?: Sorting;
  onSort?: (sorting: Sorting) => void;
  selection?: { chosen: RowSelectionState; change(chosen: RowSelectionState): void; label: string; labelAll: string };
  /** Has more columns than fit: they pass beneath the first one. */
  scrolls?: boolean;
  /** Id of the row whose panel is open. */
  openId?: string | undefined;
}

const skeletonRows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/**
 * A table of the server's rows: it sorts nothing itself. A row that opens holds a `RowLink`; the arrow keys (or j and k) go from
 * link to link, x chooses.
 */
export function DataTable<Row extends { id: string }>(props: DataTableProps<Row>) {
  const { label, columns, rows, loading = false, empty, sorting, onSort, selection, scrolls = false, openId } = props;
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: (row) => row.id,
    state: { rowSelection: selection?.chosen ?? {} },
    onRowSelectionChange: (updater) => {
      if (selection) selection.change(typeof updater === 'function' ? updater(selection.chosen) : updater);
    },
  });
  if (!loading && rows.length === 0) return <div className={classes.tableFrame}>{empty}</div>;
  return (
    <div className={classes.tableFrame} data-scrolls={scrolls}>
      <Table className={classes.table} aria-label={label} aria-busy={loading} onKeyDown={moveByKeys}>
        <Table.Thead>
          {table.getHeaderGroups().map((group) => (
            <Table.Tr key={group.id}>
              {selection && (
                <Table.Th data-phone="hidden">
                  <Checkbox
                    size="xs"
                    aria-label={selection.labelAll}
                    checked={rows.length > 0 && table.getIsAllRowsSelected()}
                    indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
                    onChange={table.getToggleAllRowsSelectedHandler()}
                  />
                </Table.Th>
              )}
              {group.headers.map((header) => {
                const look = header.column.columnDef.meta ?? {};
                const sort = look.sort && onSort ? { sort: look.sort, sorting, onSort } : null;
                return (
                  <Table.Th
                    key={header.id}
                    scope="col"
                    {...lookOf(look)}
                    {...(sort && { 'aria-sort': ariaSort(sort.sort, sorting) })}
                  >
                    {sort ? (
                      <SortButton {...sort}>
                        <table.FlexRender header={header} />
                      </SortButton>
                    ) : (
                      <table.FlexRender header={header} />
                    )}
                  </Table.Th>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Thead>
        <Table.Tbody>
          {loading && rows.length === 0
            ? skeletonRows.map((row) => (
                <Table.Tr key={row}>
                  <Table.Td colSpan={columns.length + (selection ? 1 : 0)}>
                    <Skeleton height={16} />
                  </Table.Td>
                </Table.Tr>
              ))
            : table.getRowModel().rows.map((row) => (
                <Table.Tr key={row.id} className={classes.row} data-chosen={row.getIsSelected()} data-open={row.id === openId}>
                  {selection && (
                    <Table.Td data-phone="hidden">
                      <Checkbox
                        size="xs"
                        className={classes.above}
                        aria-label={selection.label}
                        checked={row.getIsSelected()}
                        onChange={() => {}}
                        onClick={row.getToggleSelectedHandler()}
                      />
                    </Table.Td>
                  )}
                  {row.getAllCells().map((cell) => (
                    <Table.Td key={cell.id} {...lookOf(cell.column.columnDef.meta ?? {})}>
                      <table.FlexRender cell={cell} />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const lookOf = ({ align, phone, wide, grow }: ColumnLook) => ({
  'data-align': align,
  'data-phone': phone,
  'data-wide': wide,
  'data-grow': grow,
});

const ariaSort = (name: string, sorting: Sorting | undefined) => {
  if (sorting?.by !== name) return 'none';
  return sorting.direction === 'asc' ? 'ascending' : 'descending';
};

interface SortButtonProps {
  sort: string;
  sorting: Sorting | undefined;
  onSort: (sorting: Sorting) => void;
  children: ReactNode;
}

function SortButton({ sort, sorting, onSort, children }: SortButtonProps) {
  const own = sorting?.by === sort ? sorting.direction : null;
  const Icon = own === null ? IconArrowsSort : own === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <UnstyledButton
      fz="inherit"
      className={classes.sortButton}
      onClick={() => onSort({ by: sort, direction: own === 'desc' ? 'asc' : 'desc' })}
    >
      {children}
      <Icon size={12} aria-hidden />
    </UnstyledButton>
  );
}

const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Moves the focus between the links of the rows, and chooses the row of the focused one. */
function moveByKeys(event: KeyboardEvent<HTMLTableElement>) {
  const target = event.target as HTMLElement;
  if (!target.matches('[data-row-link]') || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = steps[event.key];
  if (step !== undefined) {
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')];
    links[links.indexOf(target) + step]?.focus();
    event.preventDefault();
  } else if (event.key === 'x') {
    target.closest('tr')?.querySelector<HTMLElement>('input[type=checkbox]')?.click();
  }
}
