import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultKind } from './api.ts';
import { badRequest, failure, type Answer, type Ask } from './tenant-odata.ts';

/** Understands a request: `path` is what follows the tenant's root, with the query. */
export function askOf(req: IncomingMessage, path: string, root: string): Ask {
  const url = new URL(`http://tenant${path}`);
  return {
    method: req.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    root,
    prefer: String(req.headers['prefer'] ?? ''),
    body: () => bodyOf(req),
  };
}

/** A server in front of the tenant may have read the body already: then nothing more comes from the stream. */
async function bodyOf(req: IncomingMessage): Promise<unknown> {
  const given: unknown = 'body' in req ? req.body : undefined;
  if (given !== undefined && typeof given !== 'string') return given;
  try {
    return JSON.parse(given ?? (await textOf(req)));
  } catch {
    return undefined;
  }
}

async function textOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const down = failure(503, 'serviceNotAvailable', 'The service cannot answer at the moment.');

/** What a fault answers; undefined where the tenant itself is to answer. `hang` has no answer at all. */
export const faultAnswers: Readonly<Partial<Record<FaultKind, Answer>>> = {
  throttle: {
    ...failure(429, 'TooManyRequests', 'Too many requests were sent; wait as Retry-After says.'),
    headers: { 'retry-after': '1' },
  },
  refuse: failure(403, 'accessDenied', 'The application lacks the permission to do this.'),
  down,
  'scores-down': down,
  'ignore-writes': { status: 204 },
};

/** Sends an answer as Graph does. */
export function send(res: ServerResponse, { status, body, headers }: Answer): void {
  if (body === undefined) {
    // In two statements: the server's own writeHead gives nothing back.
    res.writeHead(status, { ...headers });
    res.end();
    return;
  }
  const text = Buffer.from(JSON.stringify(body));
  res.writeHead(status, {
    'content-type': 'application/json;odata.metadata=minimal;charset=utf-8',
    'content-length': text.byteLength,
    'cache-control': 'no-store',
    ...headers,
  });
  res.end(text);
}

type Handler = (ask: Ask, id: string) => Answer | Promise<Answer>;

/** A door of the tenant: `{id}` stands for one segment of the path. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly handle: Handler;
}

/** Finds the door for a request and opens it. */
export function router(routes: readonly Route[]): (ask: Ask) => Promise<Answer> {
  const doors = routes.map((route) => ({
    ...route,
    shape: new RegExp(
      `^/(?:v1\\.0|beta)/${route.path.replaceAll('.', '\\.').replace('{id}', '([^/]+)')}/?$`,
      'i',
    ),
  }));
  return async (ask) => {
    // Both forms of a key are the same thing: /things/one and /things('one').
    const path = decoded(ask.path)?.replace(/\('([^']*)'\)/, '/$1');
    if (path === undefined) return badRequest('The address cannot be read.');
    const here = doors.filter(({ shape }) => shape.test(path));
    if (here.length === 0) return badRequest(`Resource not found for the segment '${path}'.`);
    const door = here.find(({ method }) => method === ask.method);
    if (!door) return failure(405, 'Request_BadRequest', `${ask.method} is not possible here.`);
    return door.handle(ask, door.shape.exec(path)?.[1] ?? '');
  };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
