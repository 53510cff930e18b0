import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** Events of one commit come together; what they concern is read once. */
const gather_ms = 250;
/** After a stream that was refused, the desk reads everything and tries again. */
const again_ms = 30_000;

/** What is no longer true after each kind of event, as first words of query keys. */
const concerns: Record<string, readonly string[]> = {
  entry: ['entries', 'reports', 'budgets', 'goals', 'wallets', 'tags'],
  message: ['messages'],
  question: ['messages'],
  approval: ['approvals'],
};

function createGatherer(queries: QueryClient) {
  const stale = new Set<string>();
  const flush = () => {
    for (const name of stale) void queries.invalidateQueries({ queryKey: [name] });
    stale.clear();
  };
  return (type: string) => {
    if (stale.size === 0) setTimeout(flush, gather_ms);
    for (const name of concerns[type] ?? []) stale.add(name);
  };
}

const typeOf = (data: string): string => {
  const event: unknown = JSON.parse(data);
  return typeof event === 'object' && event !== null && 'type' in event ? String(event.type) : '';
};

/** Follows what is committed and lets the pages read it anew; true while the stream is open. */
export function useLive(): boolean {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const gather = createGatherer(queries);
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const start = () => {
      source = new EventSource('/v1/events');
      source.onopen = () => setOpen(true);
      source.onmessage = ({ data }) => gather(typeOf(data));
      source.addEventListener('reload', () => void queries.invalidateQueries());
      source.onerror = () => {
        setOpen(false);
        // A browser comes back by itself from a lost stream, not from a refused one.
        if (source.readyState !== EventSource.CLOSED) return;
        timer = setTimeout(() => {
          void queries.invalidateQueries();
          start();
        }, again_ms);
      };
    };
    start();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [queries]);
  return open;
}
