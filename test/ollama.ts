import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

/** The body of a request to `/api/chat`, as far as tests look at it. */
export interface ChatRequest {
  model: string;
  messages: { role: string; content: string }[];
  format: object;
  options: { num_predict: number };
}

export type Behaviour = (request: ChatRequest, response: ServerResponse) => void;

export interface OllamaServer {
  host: string;
  /** Requests about messages, and those that only load the model. */
  asked: ChatRequest[];
  loads: ChatRequest[];
}

/** Answers as a healthy server does, with this content. */
export const answering =
  (content: string, doneReason = 'stop'): Behaviour =>
  ({ model }, response) => {
    const counts = { prompt_eval_count: 1000, eval_count: 40 };
    const body = { model, message: { role: 'assistant', content }, done: true, done_reason: doneReason, ...counts };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

const servers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of servers.splice(0)) await close();
});

/** A server that loads a model like Ollama and then plays one behaviour: faults that a healthy one cannot be made to show. */
export async function ollamaThat(behaviour: Behaviour, load: Behaviour = answering('{}', 'length')): Promise<OllamaServer> {
  const asked: ChatRequest[] = [];
  const loads: ChatRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const request = JSON.parse(Buffer.concat(parts).toString()) as ChatRequest;
    const loading = request.options.num_predict === 1;
    (loading ? loads : asked).push(request);
    (loading ? load : behaviour)(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, loads };
}
