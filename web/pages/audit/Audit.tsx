import { Alert, Button, Center, Code, Select, Text } from '@mantine/core';
import { IconHistory, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { infiniteQueryOptions, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { getAudit, getAuditVerify } from '../../api/client.ts';
import { BookName, useOneBook } from '../../parts/book.tsx';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { TextLink } from '../../parts/links.tsx';
import { PageHead } from '../../parts/Page.tsx';
import parts from '../../parts/parts.module.css';
import type { Words } from '../../words/id/index.ts';
import { type Language, useLanguage } from '../../words/locale.tsx';
import classes from './audit.module.css';
import { changeOf } from './change.ts';

type Page = Awaited<ReturnType<typeof getAudit>>;
type Row = Page['items'][number] & { id: string };

const route = getRouteApi('/audit');
const column = columnsOf<Row>();
const pageSize = 50;

const auditQuery = (book: string, subject: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['audit', book, subject],
    queryFn: ({ signal, pageParam }) => getAudit(book, { subject, before: pageParam, limit: pageSize }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }: Page) => next,
  });

/** Who did what in a book, and whether the trail is what was written. */
export function AuditPage() {
  const language = useLanguage();
  const { words } = language;
  const book = useOneBook();
  const { subject } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery({ ...auditQuery(book?.id ?? '', subject), enabled: book !== null });
  const rows = useMemo(
    () => list.data?.pages.flatMap(({ items }) => items.map((row) => ({ ...row, id: String(row.seq) }))) ?? [],
    [list.data],
  );
  const columns = useMemo(() => auditColumns(language), [language]);
  // Counts the chain of hashes again.
  const verify = useMutation({ mutationFn: (id: string) => getAuditVerify(id) });
  if (!book) return null;
  return (
    <>
      <PageHead title={words.nav.audit} aside={<BookName name={book.name} />}>
        <Select
          w={180}
          aria-label={words.audit.subject}
          placeholder={words.audit.subject}
          clearable
          value={subject ?? null}
          data={Object.entries(words.audit.subjects).map(([value, label]) => ({ value, label }))}
          onChange={(value) => void navigate({ search: (before) => ({ ...before, subject: value ?? undefined }) })}
        />
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={16} aria-hidden />}
          loading={verify.isPending}
          onClick={() => verify.mutate(book.id)}
        >
          {words.audit.verify}
        </Button>
      </PageHead>
      {verify.variables === book.id && verify.error && <Failure error={verify.error} onRetry={() => verify.mutate(book.id)} />}
      {verify.variables === book.id && verify.data && <Chain found={verify.data} />}
      {list.error ? (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label={words.nav.audit}
          columns={columns}
          rows={rows}
          loading={list.isPending}
          empty={<Nothing icon={<IconHistory />} title={words.app.none} />}
        />
      )}
      {list.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {words.app.more}
          </Button>
        </Center>
      )}
    </>
  );
}

/** Whether the trail is what was written. */
function Chain({ found }: { found: Awaited<ReturnType<typeof getAuditVerify>> }) {
  const { words, format } = useLanguage();
  return (
    <Alert
      mb="md"
      variant="light"
      color={found.intact ? 'brand' : 'red'}
      icon={found.intact ? <IconShieldCheck size={18} /> : <IconShieldX size={18} />}
      title={found.intact ? words.audit.intact(format.count(found.lines)) : words.audit.broken(String(found.brokenAt))}
    >
      <Code className={classes.hash}>{found.head}</Code>
    </Alert>
  );
}

const whoOf = ({ actor, actorName }: Row, words: Words): string =>
  actorName ?? (actor === 'ops' ? words.user.operator : words.audit.system);

/** The kind of thing that was changed; an entry is a click away. */
function Subject({ subject, subjectId }: Row) {
  const { words } = useLanguage();
  const name = words.audit.subjects[subject] ?? subject.replaceAll('_', ' ');
  if (subject !== 'entry') return name;
  return (
    <TextLink to="/entries" search={{ entry: subjectId }} c="inherit" inherit>
      {name}
    </TextLink>
  );
}

function auditColumns(language: Language): Columns<Row> {
  const { words, format } = language;
  return [
    column.display({
      id: 'seq',
      header: '#',
      meta: { phone: 'hidden' },
      cell: ({ row }) => (
        <Text size="sm" c="dimmed">
          {format.count(row.original.seq)}
        </Text>
      ),
    }),
    column.display({
      id: 'what',
      header: words.audit.what,
      meta: { grow: true },
      cell: ({ row: { original } }) => (
        <>
          <Text size="sm" fw={550} truncate>
            <Subject {...original} />: {words.audit.actions[original.action] ?? original.action}
          </Text>
          <Text size="xs" c="dimmed" lineClamp={2} className={parts.wraps} title={changeOf(original, language)}>
            {changeOf(original, language)}
          </Text>
          <Text size="xs" c="dimmed" truncate hiddenFrom="sm">
            {whoOf(original, words)} · {format.moment(original.at)}
          </Text>
        </>
      ),
    }),
    column.display({
      id: 'who',
      header: words.audit.who,
      meta: { phone: 'hidden' },
      cell: ({ row }) => whoOf(row.original, words),
    }),
    column.display({
      id: 'at',
      header: words.audit.when,
      meta: { align: 'right', phone: 'hidden' },
      cell: ({ row }) => (
        <Text size="sm" c="dimmed">
          {format.moment(row.original.at)}
        </Text>
      ),
    }),
  ];
}
