import type pg from 'pg';

/**
 * Ends a connection that has not answered a call in time, so that a black-holed server hangs no caller: the call fails, and so does whatever
 * else is asked of the connection. One timer for as long as the connection lives; `pg`'s own `query_timeout` makes and clears one for each
 * call, which is a tenth of what a page costs. Calls that wait behind each other share the time of the first.
 */
export function limitCalls(client: pg.PoolClient, limit_ms: number): void {
  let waiting = false;
  const timer = setTimeout(() => {
    if (waiting) client.connection.stream.destroy(new Error('Query read timeout'));
  }, limit_ms).unref();
  client.on('drain', () => {
    waiting = false;
  });
  client.once('end', () => clearTimeout(timer));
  client.query = new Proxy(client.query, {
    apply(query, _, call) {
      if (!waiting) timer.refresh();
      waiting = true;
      return Reflect.apply(query, client, call);
    },
  });
}
