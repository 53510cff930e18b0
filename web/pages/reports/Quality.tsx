import { SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { getReportsQuality } from '../../api/client.ts';
import { Failure } from '../../parts/Failure.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Card } from '../../parts/Page.tsx';
import parts from '../../parts/parts.module.css';
import { Share } from '../../parts/Share.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { qualityQuery, type Scope } from './queries.ts';

type Report = Awaited<ReturnType<typeof getReportsQuality>>;

/** How well what came in was understood, and how much of it people had to put right. */
export function Quality({ scope }: { scope: Scope }) {
  const query = useQuery({ ...qualityQuery(scope), placeholderData: keepPreviousData });
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={260} />;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <Rates report={query.data} />
      <Outcomes report={query.data} scope={scope} />
    </SimpleGrid>
  );
}

function Rates({ report }: { report: Report }) {
  const { words, format } = useLanguage();
  const { correctionRate, revisionRate, expiryRate, hearing, entries, questions } = report;
  const { rates, outOf } = words.reports;
  const counted = (part: number, whole: number) => outOf(format.count(part), format.count(whole));
  const rows = [
    { name: rates.corrected, share: correctionRate, text: counted(entries.corrected, entries.fromChat) },
    { name: rates.revised, share: revisionRate, text: counted(questions.revised, questions.asked) },
    { name: rates.expired, share: expiryRate, text: counted(questions.expired, questions.asked) },
    { name: rates.hearing, share: hearing, text: '' },
  ];
  return (
    <Card title={words.reports.ratesTitle}>
      <Stack gap="md">
        {rows.map(({ name, share, text }) => (
          <Share key={name} name={name} label={name} share={share ?? 0} color="brand.6">
            {share === null ? words.reports.noRate : `${format.percent(share)} ${text}`}
          </Share>
        ))}
      </Stack>
    </Card>
  );
}

function Outcomes({ report: { messages, entries }, scope: { book, from, to } }: { report: Report; scope: Scope }) {
  const { words, format } = useLanguage();
  const { outcomes } = words.reports;
  const rows = [
    [outcomes.total, messages.total],
    [outcomes.booked, messages.booked],
    [outcomes.answered, messages.answered],
    [outcomes.cancelled, messages.cancelled],
    [outcomes.expired, messages.expired],
    [outcomes.failed, messages.failed],
    [outcomes.others, entries.others],
  ] as const;
  return (
    <Card title={words.reports.outcomesTitle}>
      <Stack gap={10}>
        {rows.map(([name, n]) => (
          <div key={name} className={parts.line}>
            <Text size="sm">{name}</Text>
            <Text size="sm" fw={600} className={parts.figures}>
              {format.count(n)}
            </Text>
          </div>
        ))}
        <div className={parts.line}>
          <TextLink to="/entries" search={{ book, from, to, attachment: 'no' }} size="sm">
            {outcomes.withoutReceipt}
          </TextLink>
          <Text size="sm" fw={600} className={parts.figures}>
            {format.count(entries.withoutReceipt)}
          </Text>
        </div>
      </Stack>
    </Card>
  );
}
