/**
 * Workflow id of a message's run: one per WhatsApp message, the same however often it is delivered. The chat is a row id, so
 * that no phone number stands in an id.
 */
export const messageWorkflowId = (session: string, chatId: string, waId: string): string => `msg/${session}/${chatId}/${waId}`;
