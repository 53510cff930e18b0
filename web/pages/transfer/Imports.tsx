import { Alert, Badge, Button, Checkbox, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconFileImport, IconUpload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type getImportsById, postImports, postImportsByIdCommit } from '../../api/client.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Nothing } from '../../parts/Failure.tsx';
import { CategorySelect, WalletSelect } from '../../parts/inputs.tsx';
import { Money } from '../../parts/Money.tsx';
import { Card } from '../../parts/Page.tsx';
import { type Language, useLanguage } from '../../words/locale.tsx';

type Import = Awaited<ReturnType<typeof getImportsById>>;
type Row = Import['rows'][number] & { id: string };

/** What a person decided about a row; without a word the proposal holds. */
interface Choice {
  category?: string;
  book?: boolean;
}

const column = columnsOf<Row>();

/** A bank statement, read, shown row by row, then booked. */
export function Imports({ book }: { book: string }) {
  const { words } = useLanguage();
  const [read, setRead] = useState<Import | null>(null);
  const upload = useAct({
    act: (file: File) => postImports(book, newKey(), { file }),
    done: ({ rows }) => words.transfer.read(rows.length),
    changes: [],
    onDone: setRead,
  });
  return (
    <Card
      title={words.transfer.imports}
      action={
        <FileButton accept="text/csv,.csv" onChange={(file) => file && upload.mutate(file)}>
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
      {read ? (
        <Preview key={read.id} book={book} statement={read} onDone={() => setRead(null)} />
      ) : (
        <Nothing icon={<IconFileImport />} title={words.transfer.noImport} hint={words.transfer.noImportHint} />
      )}
    </Card>
  );
}

function Preview({ book, statement, onDone }: { book: string; statement: Import; onDone: () => void }) {
  const language = useLanguage();
  const { words } = language;
  const [choices, setChoices] = useState<Record<number, Choice>>({});
  const [wallet, setWallet] = useState<string | null>(null);
  const rows = useMemo(() => statement.rows.map((row) => ({ ...row, id: String(row.line) })), [statement]);
  const commit = useAct({
    act: (into: string) =>
      postImportsByIdCommit(statement.id, newKey(), {
        wallet: into,
        rows: Object.entries(choices).map(([line, choice]) => ({ line: Number(line), ...choice })),
      }),
    done: words.transfer.booked,
    changes: ['entries', 'reports', 'wallets'],
    onDone,
  });
  const columns = useMemo(() => {
    const choose = (line: number, choice: Choice) =>
      setChoices((before) => ({ ...before, [line]: { ...before[line], ...choice } }));
    return previewColumns(language, book, choices, choose);
  }, [language, book, choices]);
  return (
    <Stack gap="sm">
      {statement.duplicates > 0 && (
        <Alert variant="light" color="orange">
          {words.transfer.duplicates(statement.duplicates)}
        </Alert>
      )}
      <DataTable label={statement.fileName} columns={columns} rows={rows} empty={words.app.none} />
      <Group justify="flex-end" align="flex-end">
        <WalletSelect book={book} label={words.transfer.into} required value={wallet} onChange={setWallet} />
        <Button variant="default" onClick={onDone}>
          {words.app.cancel}
        </Button>
        <Button disabled={wallet === null} loading={commit.isPending} onClick={() => wallet && commit.mutate(wallet)}>
          {words.transfer.commit}
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
            <Badge variant="light" color="orange">
              {words.transfer.duplicate}
            </Badge>
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
