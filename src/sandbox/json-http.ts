import type { IncomingMessage, ServerResponse } from 'node:http';

const bodyLimit = 256 * 1024;

export type Body =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly error: string };

const tooLarge: Body = {
  ok: false,
  status: 413,
  error: 'The body is larger than 256 KB.',
};

const parsed = (text: string): Body => {
  if (text === '') return { ok: true, value: {} };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, status: 400, error: 'The body is not JSON.' };
  }
};

/** Reads a JSON body of at most 256 KB; an empty one is an empty object. Rejects when the client goes away. */
export const readJson = async (req: IncomingMessage): Promise<Body> => {
  const type = req.headers['content-type'] ?? '';
  if (!/^application\/json\s*(?:;|$)/i.test(type))
    return { ok: false, status: 415, error: 'The body has to be application/json.' };
  if (Number(req.headers['content-length'] ?? 0) > bodyLimit) return tooLarge;
  // Where the server's own body parser came first, the stream is at its end and would never tell.
  if (req.readableEnded)
    return { ok: true, value: (req as { readonly body?: unknown }).body ?? {} };
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > bodyLimit) resolve(tooLarge);
      else chunks.push(chunk);
    });
    req.on('end', () => {
      resolve(parsed(Buffer.concat(chunks).toString('utf8')));
    });
    req.on('error', reject);
    req.on('close', () => {
      reject(new Error('The client went away.'));
    });
  });
};

/** Answers with JSON; does nothing where the answer has begun already. */
export const sendJson = (
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => {
  if (res.headersSent) return;
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    // What of the request was not read must not be taken for the next one.
    ...(status === 413 || status === 415 ? { Connection: 'close' } : {}),
    ...headers,
  });
  res.end(text);
};

/** Answers `{ "error": "one sentence" }`. */
export const sendError = (res: ServerResponse, status: number, error: string): void => {
  sendJson(res, status, { error });
};

/** The path of a request as it stands, without its query. */
export const pathOf = (req: IncomingMessage): string => (req.url ?? '/').split('?', 1)[0] ?? '/';
