import { Alert, Badge, Button, Center, Checkbox, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconFileImport, IconUpload } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { type getImportsById, postImports, postImportsByIdCommit } from '../../api/client.ts';
import { reasonOf, unknownColumnsOf } from '../../api/failure.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Nothing } from '../../parts/Failure.tsx';
import { CategorySelect, WalletSelect } from '../../parts/inputs.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Money } from '../../parts/Money.tsx';
import { Card } from '../../parts/Page.tsx';
import parts from '../../parts/parts.module.css';
import { type Language, useLanguage } from '../../words/locale.tsx';
import { Mapping, type StatementColumns } from './Mapping.tsx';

type Import = Awaited<ReturnType<typeof getImportsById>>;
type Row = Import['rows'][number] & { id: string; refusal: string | null };

/** What a person decided about a row; without a word the proposal holds. */
interface Choice {
  category?: string;
  book?: boolean;
}

const column = columnsOf<Row>();
/** Rows shown at once: each has a choice of its own to draw. */
const shownAtOnce = 100;

/** A file whose columns are not known. */
interface Unknown {
  file: File;
  columns: readonly string[];
}

/** A bank statement, read, shown row by row, then booked. */
export function Imports({ book }: { book: string }) {
  const { words } = useLanguage();
  const [read, setRead] = useState<Import | null>(null);
  const [unknown, setUnknown] = useState<Unknown | null>(null);
  const forget = useRef<() => void>(null);
  const upload = useAct({
    act: ({ file, mapping }: { file: File; mapping?: StatementColumns }) => postImports(book, newKey(), { file }, mapping),
    done: ({ rows }) => words.transfer.read(rows.length),
    changes: [],
    onDone: (statement) => {
      setUnknown(null);
      setRead(statement);
    },
    takesCare: (error, { file }) => {
      if (reasonOf(error) !== 'unknown-columns') return false;
      setRead(null);
      setUnknown({ file, columns: unknownColumnsOf(error) });
      return true;
    },
  });
  const take = (file: File | null) => {
    if (file) upload.mutate({ file });
    // So that the same file can be chosen again.
    forget.current?.();
  };
  return (
    <Card
      title={words.transfer.imports}
      action={
        <FileButton accept="text/csv,.csv" resetRef={forget} onChange={take}>
          {(props) => (
            <Button
              {...props}
              size="xs"
              variant="default"
              loading={upload.isPending}
              leftSection={<IconUpload size={14} aria-hidden />}
            >
              {words.transfer.choose}
            </Button>
          )}
        </FileButton>
      }
    >
      {unknown && (
        <Mapping
          key={unknown.file.name}
          fileName={unknown.file.name}
          columns={unknown.columns}
          pending={upload.isPending}
          onSubmit={(mapping) => upload.mutate({ file: unknown.file, mapping })}
          onClose={() => setUnknown(null)}
        />
      )}
      {read && !unknown && <Preview key={read.id} book={book} statement={read} onDone={() => setRead(null)} />}
      {!read && !unknown && (
        <Nothing icon={<IconFileImport />} title={words.transfer.noImport} hint={words.transfer.noImportHint} />
      )}
    </Card>
  );
}

/** What became of a row that needs no more of anybody. */
const settled = new Set(['booked', 'booked-before', 'left-out', 'no-date', 'no-amount']);

function Preview({ book, statement, onDone }: { book: string; statement: Import; onDone: () => void }) {
  const language = useLanguage();
  const { words, format } = language;
  const [choices, setChoices] = useState<Record<number, Choice>>({});
  const [wallet, setWallet] = useState<string | null>(null);
  /** Why rows were not booked, by their line. */
  const [refused, setRefused] = useState<ReadonlyMap<number, string>>(new Map());
  const rows = useMemo(
    () =>
      statement.rows
        .filter(({ line }) => refused.size === 0 || refused.has(line))
        .map((row) => ({ ...row, id: String(row.line), refusal: refused.get(row.line) ?? null })),
    [statement, refused],
  );
  const commit = useAct({
    act: (into: string) =>
      postImportsByIdCommit(statement.id, newKey(), {
        wallet: into,
        rows: Object.entries(choices).map(([line, choice]) => ({ line: Number(line), ...choice })),
      }),
    done: ({ booked }) => words.transfer.booked(booked),
    changes: ['entries', 'reports', 'wallets'],
    onDone: ({ results }) => {
      const open = results.filter(({ result }) => !settled.has(result));
      setRefused(new Map(open.map(({ line, result }) => [line, result])));
      if (open.length === 0) onDone();
    },
  });
  const columns = useMemo(() => {
    const choose = (line: number, choice: Choice) =>
      setChoices((before) => ({ ...before, [line]: { ...before[line], ...choice } }));
    return previewColumns(language, book, choices, choose);
  }, [language, book, choices]);
  const [shown, show] = useState(shownAtOnce);
  const chosen = rows.filter((row) => isBooked(row, choices)).length;
  return (
    <Stack gap="sm">
      {refused.size > 0 && (
        <Alert variant="light" color="red">
          {words.transfer.refused(refused.size)}
        </Alert>
      )}
      {refused.size === 0 && statement.duplicates > 0 && (
        <Alert variant="light" color="orange">
          {words.transfer.duplicates(statement.duplicates)}
        </Alert>
      )}
      <DataTable label={statement.fileName} columns={columns} rows={rows.slice(0, shown)} empty={words.app.none} />
      {rows.length > shown && (
        <Center>
          <Button variant="default" onClick={() => show(shown + shownAtOnce)}>
            {words.transfer.moreRows(format.count(rows.length - shown))}
          </Button>
        </Center>
      )}
      <Group justify="flex-end" align="flex-end">
        <WalletSelect book={book} label={words.transfer.into} required value={wallet} onChange={setWallet} />
        <Button variant="default" onClick={onDone}>
          {refused.size > 0 ? words.app.close : words.app.cancel}
        </Button>
        <Button
          disabled={wallet === null || chosen === 0}
          loading={commit.isPending}
          onClick={() => wallet && commit.mutate(wallet)}
        >
          {words.transfer.commit(chosen)}
        </Button>
      </Group>
    </Stack>
  );
}

const isBooked = ({ problem, duplicateOf, line }: Row, choices: Record<number, Choice>): boolean =>
  problem === null && (choices[line]?.book ?? duplicateOf === null);

function previewColumns(
  { words, format }: Language,
  book: string,
  choices: Record<number, Choice>,
  choose: (line: number, choice: Choice) => void,
): Columns<Row> {
  return [
    column.display({
      id: 'book',
      header: words.transfer.bookIt,
      cell: ({ row: { original } }) => (
        <Checkbox
          size="xs"
          aria-label={`${words.transfer.bookIt}: ${original.description}`}
          disabled={original.problem !== null}
          checked={isBooked(original, choices)}
          onChange={(event) => choose(original.line, { book: event.currentTarget.checked })}
        />
      ),
    }),
    column.display({
      id: 'date',
      header: words.entries.date,
      meta: { phone: 'hidden' },
      cell: ({ row }) => row.original.occurredOn && format.day(row.original.occurredOn),
    }),
    column.display({
      id: 'description',
      header: words.entries.description,
      meta: { grow: true },
      cell: ({ row: { original } }) => (
        <>
          <Text size="sm" truncate>
            {original.description}
          </Text>
          {original.duplicateOf && (
            <TextLink to="/entries" search={{ book, entry: original.duplicateOf }} target="_blank" size="xs">
              {words.transfer.duplicate}
            </TextLink>
          )}
          {original.refusal && (
            <Text size="xs" c="var(--desk-bad)" className={parts.wraps}>
              {words.failure.refusals[original.refusal] ?? words.failure.invalid}
            </Text>
          )}
          {original.problem && (
            <Badge variant="light" color="red">
              {words.transfer.problems[original.problem] ?? original.problem}
            </Badge>
          )}
        </>
      ),
    }),
    column.display({
      id: 'category',
      header: words.entries.category,
      meta: { phone: 'hidden' },
      cell: ({ row: { original } }) => (
        <CategorySelect
          book={book}
          size="xs"
          w={160}
          aria-label={`${words.entries.category}: ${original.description}`}
          side={original.type ?? undefined}
          value={choices[original.line]?.category ?? original.category}
          onChange={(category) => category && choose(original.line, { category })}
        />
      ),
    }),
    column.display({
      id: 'amount',
      header: words.entries.amount,
      meta: { align: 'right' },
      cell: ({ row: { original } }) =>
        original.amount && (
          <Money amount={original.amount.replace('-', '')} tone={original.type === 'income' ? 'income' : 'plain'} />
        ),
    }),
  ];
}
