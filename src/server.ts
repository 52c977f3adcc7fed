import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import restify from 'restify';
import { isRegisterTarget } from './web/address.ts';
import type { WebAnswer } from './web/answer.ts';

/** What an activity is answered with. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

export interface Doors {
  /** Takes an activity that was read, with the headers of its request. */
  readonly activity: (body: unknown, headers: IncomingMessage['headers']) => Promise<Reply>;
  /** Answers a request for the register: its method and its target as it was sent. */
  readonly register: (method: string, target: string) => Promise<WebAnswer>;
  /** Whether the store answers. */
  readonly healthy: () => Promise<boolean>;
  /** The sandbox's own rule for every request (a sentence means 403), and everything that it serves. */
  readonly sandbox?: {
    readonly refuse: (request: IncomingMessage) => string | undefined;
    readonly serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  };
  readonly fault: (event: string, error: unknown) => void;
}

const failed: Reply = { status: 500, body: { error: 'That request cannot be answered.' } };

const MAX_BODY = 256 * 1024;

/** The product's HTTP interface: `POST /api/messages`, the register's pages and `GET /healthz`; in the sandbox the page as well. */
export function createServer(doors: Doors): {
  readonly http: Server;
  readonly close: () => Promise<void>;
} {
  const server = restify.createServer({ name: 'scorekeeper', handleUncaughtExceptions: false });
  // Whoever starts listening hears of it on the HTTP server; here it would be nobody's, and end the process.
  server.on('error', () => undefined);
  server.server.requestTimeout = 30_000;
  server.server.headersTimeout = 10_000;

  // Before routing: a Host that is none would bring the router, and with it the process, down.
  first(server, (request, response) => {
    if (!hasUrl(request))
      return end(response, 400, { error: 'This is not an HTTP request that I can read.' });
    const refused = doors.sandbox?.refuse(request);
    if (refused !== undefined) return end(response, 403, { error: refused });
    const { method = '', url = '' } = request;
    if (isRegisterTarget(url)) {
      void doors.register(method, url).then((answer) => {
        send(response, method, answer, doors.fault);
      });
      return false;
    }
    if (doors.sandbox && isSandboxPath(request.url)) {
      void doors.sandbox.serve(request, response);
      return false;
    }
    return true;
  });

  server.get('/healthz', async (_request, response) => {
    const healthy = await doors.healthy().catch(() => false);
    response.send(healthy ? 200 : 503, { status: healthy ? 'ok' : 'unavailable' });
  });
  server.post('/api/messages', onlyJson, ...bodyParser(), async (request, response) => {
    // Left to the router, an error's message would be in the answer.
    const reply = await doors.activity(request.body, request.headers).catch((error: unknown) => {
      doors.fault('request-failed', error);
      return failed;
    });
    response.send(reply.status, reply.body ?? undefined);
  });
  server.on('restifyError', (_request, _response, error: RestifyError, done: () => void) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) doors.fault('request-failed', error);
    error.toJSON = () => ({ error: sentences[status] ?? 'That request cannot be answered.' });
    done();
  });
  return {
    http: server.server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        (server.server as Server).closeAllConnections();
      }),
  };
}

interface RestifyError extends Error {
  statusCode?: number;
  toJSON?: () => unknown;
}

const sentences: Readonly<Record<number, string>> = {
  400: 'This is not JSON that I can read.',
  404: 'There is nothing here.',
  405: 'This address takes another method.',
  413: 'Too large: at most 256 KB.',
  415: 'Only JSON is taken here, and not packed.',
};

// The types of restify know neither its newest option nor its way to look at a request before routing.
const bodyOptions = {
  maxBodySize: MAX_BODY,
  mapParams: false,
} as restify.plugins.JsonBodyParserOptions;

type First = (request: restify.Request, response: ServerResponse) => boolean;

const first = (server: restify.Server, look: First): void => {
  (server as restify.Server & { first(look: First): void }).first(look);
};

const bodyParser = (): restify.RequestHandler[] =>
  [restify.plugins.jsonBodyParser(bodyOptions)].flat();

/** Nothing packed either: what it would unpack to is not bounded, and what is no gzip brings the process down. */
const onlyJson: restify.RequestHandler = (request, response, next) => {
  const { 'content-type': type = '', 'content-encoding': packed } = request.headers;
  if (packed === undefined && /^application\/json\b/i.test(type)) {
    next();
    return;
  }
  response.send(415, { error: sentences[415] });
  next(false);
};

function hasUrl(request: restify.Request): boolean {
  try {
    request.getUrl();
    return true;
  } catch {
    return false;
  }
}

function end(response: ServerResponse, status: number, body: object): false {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify(body));
  return false;
}

function send(
  response: ServerResponse,
  method: string,
  { status, headers, body }: WebAnswer,
  fault: Doors['fault'],
): void {
  const read = method === 'GET' || method === 'HEAD';
  const isWhole = typeof body === 'string' || body instanceof Uint8Array;
  response.writeHead(status, {
    ...headers,
    ...(isWhole ? { 'Content-Length': Buffer.byteLength(body) } : {}),
    // Whatever else was sent along is not read.
    ...(read ? {} : { Connection: 'close' }),
  });
  if (isWhole) response.end(body);
  else
    // What breaks off is not ended, so that nobody takes it for all of it.
    pipeline(Readable.from(body), response).catch((error: unknown) => {
      fault('request-failed', error);
    });
}

const isSandboxPath = (url = ''): boolean => /^\/(sandbox\/.*)?(\?.*)?$/.test(url);
