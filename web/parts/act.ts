import { notifications } from '@mantine/notifications';
import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { failureText } from '../api/failure.ts';
import { useLanguage } from '../words/locale.tsx';

/** A key that makes a request that is sent twice one command. */
export const newKey = (): string => crypto.randomUUID();

interface Act<Input, Output> {
  act: (input: Input) => Promise<Output>;
  /** What the person is told; a function looks at the outcome, and says nothing by null. */
  done: string | ((output: Output) => string | null);
  /** First words of the queries that are no longer true afterwards. */
  changes: readonly string[];
  onDone?: (output: Output) => void;
  /** True when the page itself deals with a failure, so that nothing needs to be told. */
  takesCare?: (error: Error, input: Input) => boolean;
}

/** A command of the desk: what it changed is read anew, and the person hears of success and failure. */
export function useAct<Input = void, Output = unknown>(given: Act<Input, Output>): UseMutationResult<Output, Error, Input> {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const closeButtonProps = { 'aria-label': words.app.close };
  return useMutation({
    mutationFn: given.act,
    onSuccess: (output) => {
      const message = typeof given.done === 'string' ? given.done : given.done(output);
      if (message !== null) notifications.show({ color: 'brand', message, closeButtonProps });
      given.onDone?.(output);
    },
    onError: (error, input) => {
      if (given.takesCare?.(error, input)) return;
      notifications.show({ color: 'red', title: words.failure.notDone, message: failureText(error, words), closeButtonProps });
    },
    onSettled: () => Promise.all(given.changes.map((name) => queries.invalidateQueries({ queryKey: [name] as QueryKey }))),
  });
}
