import { ActionIcon, Button, Group, NumberInput, Skeleton, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { policyQuery } from '../../api/bookQueries.ts';
import { type getBooksByIdApprovalPolicy, putBooksByIdApprovalPolicy } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { useOneBook } from '../../parts/book.tsx';
import { useCategoryName } from '../../parts/categoryName.ts';
import { CategorySelect, MoneyInput } from '../../parts/inputs.tsx';
import { Card } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';

type Rule = Awaited<ReturnType<typeof getBooksByIdApprovalPolicy>>['rules'][number];

/** As many people as a book has at most to ask. */
const maxApprovers = 5;

/** From which amount on others must say yes, in the chosen book. */
export function Policy() {
  const { words } = useLanguage();
  const book = useOneBook();
  const policy = useQuery({ ...policyQuery(book?.id ?? ''), enabled: book !== null });
  if (!book) return null;
  return (
    <Stack mt="xl">
      <Card title={words.approvals.policy(book.name)}>
        {policy.data ? <Rules key={book.id} book={book.id} rules={policy.data.rules} /> : <Skeleton height={60} />}
      </Card>
    </Stack>
  );
}

interface EditedRule {
  key: string;
  rule: Rule;
}

function Rules({ book, rules }: { book: string; rules: readonly Rule[] }) {
  const { words, format } = useLanguage();
  const categoryName = useCategoryName(book);
  const allowed = useCan('own', book);
  const [edited, setEdited] = useState<EditedRule[]>(() => rules.map((rule) => ({ key: newKey(), rule })));
  const save = useAct({
    act: () => putBooksByIdApprovalPolicy(book, { rules: edited.map(({ rule }) => rule) }),
    done: words.settings.saved,
    changes: ['policy'],
  });
  if (!allowed)
    return (
      <Stack gap={4}>
        {rules.length === 0 && <Text size="sm">{words.approvals.noPolicy}</Text>}
        {rules.map(({ minAmount, category, approvers }) => (
          <Text key={`${minAmount} ${category}`} size="sm">
            {words.approvals.rule(
              format.money(minAmount),
              category ? categoryName(category) : words.approvals.anyCategory,
              approvers,
            )}
          </Text>
        ))}
      </Stack>
    );
  const change = (key: string, to: Partial<Rule>) =>
    setEdited((before) => before.map((one) => (one.key === key ? { key, rule: { ...one.rule, ...to } } : one)));
  const fresh = () => ({ key: newKey(), rule: { minAmount: '1000000', category: null, approvers: 1 } as Rule });
  return (
    <Stack gap="sm">
      {edited.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.approvals.noPolicy}
        </Text>
      )}
      {edited.map(({ key, rule }) => (
        <Group key={key} gap="xs" align="flex-end">
          <MoneyInput
            label={words.approvals.from}
            w={160}
            value={rule.minAmount}
            onChange={(minAmount) => minAmount && change(key, { minAmount })}
          />
          <CategorySelect
            book={book}
            label={words.entries.category}
            placeholder={words.approvals.anyCategory}
            clearable
            w={190}
            value={rule.category ?? null}
            onChange={(category) => change(key, { category })}
          />
          <NumberInput
            label={words.approvals.approvers}
            w={130}
            min={1}
            max={maxApprovers}
            value={rule.approvers}
            onChange={(approvers) => Number(approvers) > 0 && change(key, { approvers: Number(approvers) })}
          />
          <ActionIcon
            size="lg"
            variant="subtle"
            color="gray"
            aria-label={words.app.remove}
            onClick={() => setEdited((before) => before.filter((one) => one.key !== key))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Group justify="space-between">
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setEdited((before) => [...before, fresh()])}
        >
          {words.approvals.addRule}
        </Button>
        <Button size="xs" loading={save.isPending} onClick={() => save.mutate()}>
          {words.app.save}
        </Button>
      </Group>
    </Stack>
  );
}
