import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../../src/app/ports.ts';

/** What the fake Graph was asked. */
export interface Asked {
  readonly method: string;
  /** Under `/v1.0`, with the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface Reply {
  readonly status?: number;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends the head and half a body, and leaves it at that. */
  readonly breaks?: true;
}

/** How it answers: never, where that is undefined. */
type Answering = (asked: Asked) => Reply | undefined | Promise<Reply | undefined>;

export interface FakeGraph {
  readonly baseUrl: string;
  readonly asked: readonly Asked[];
  /** The most requests that it ever had at one time. */
  readonly busiest: () => number;
  answer(answering: Answering): void;
  close(): Promise<void>;
}

const PREFIX = '/sandbox/graph/v1.0';

/** A Graph over real HTTP on this machine, under a path as the sandbox's is. */
export async function fakeGraph(): Promise<FakeGraph> {
  const asked: Asked[] = [];
  let answering: Answering = () => ({ status: 404 });
  let [busy, busiest] = [0, 0];
  const server = createServer((request, response) => {
    busiest = Math.max(busiest, (busy += 1));
    response.on('close', () => (busy -= 1));
    void (async () => {
      const one = await askedBy(request);
      asked.push(one);
      const reply = await answering(one);
      if (!reply) return;
      const { status = 200, body, headers = {}, breaks } = reply;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      if (breaks) {
        response.write('{"value":', () => response.destroy());
        return;
      }
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${String(port)}/sandbox/graph`,
    asked,
    busiest: () => busiest,
    answer: (next) => {
      answering = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function askedBy(request: IncomingMessage): Promise<Asked> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const { method = '', url = '', headers } = request;
  const path = url.startsWith(PREFIX) ? url.slice(PREFIX.length) : `outside:${url}`;
  return { method, path, headers, body: text === '' ? undefined : JSON.parse(text) };
}

/** A log that remembers what it was told. */
export function fakeLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const note = (event: string, facts: unknown = {}): void => {
    lines.push(`${event} ${JSON.stringify(facts)}`);
  };
  return {
    lines,
    info: note,
    warn: note,
    fault: (event) => {
      note(event);
    },
  };
}
