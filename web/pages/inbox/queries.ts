import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { getMessages, getMessagesById } from '../../api/client.ts';
import { linksWork_ms } from '../../api/queries.ts';

export type MessagePage = Awaited<ReturnType<typeof getMessages>>;
export type MessageLine = MessagePage['items'][number];
export type MessageDetail = Awaited<ReturnType<typeof getMessagesById>>;

/** The parts of the inbox, and the stage of a message that belongs there. */
export const tabs = { waiting: 'asking', failed: 'failed', all: undefined } as const;
export type Tab = keyof typeof tabs;

export const isTab = (text: string | undefined): text is Tab => text !== undefined && text in tabs;

const pageSize = 50;

export const messagesQuery = (tab: Tab, book: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['messages', 'list', tab, book],
    queryFn: ({ signal, pageParam }) => getMessages({ stage: tabs[tab], book, cursor: pageParam, limit: pageSize }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: MessagePage) => next,
  });

export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: ['messages', 'one', id],
    queryFn: ({ signal }) => getMessagesById(id, { signal }),
    refetchInterval: linksWork_ms,
  });
