import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { pendingApprovalsQuery, questionsQuery } from './queries.ts';

/** Tells of a message whether it waits for an approval: its sender has answered, so that nobody needs to any more. */
export function useWaitsForApproval(): (messageId: string) => boolean {
  const { book } = useSearch({ strict: false });
  const { data = [] } = useQuery(pendingApprovalsQuery(book));
  return (id) => data.some(({ messageId }) => messageId === id);
}

/** Messages of the chosen book whose sender has not answered yet. */
export function useOpenQuestions() {
  const { book } = useSearch({ strict: false });
  const { data } = useQuery(questionsQuery(book));
  const waitsForApproval = useWaitsForApproval();
  return data?.filter(({ id }) => !waitsForApproval(id));
}
