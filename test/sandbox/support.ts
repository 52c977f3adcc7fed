import {
  createServer,
  request,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback that a test closes again. */
export interface Served {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

export const serve = async (listener: RequestListener): Promise<Served> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${String(port)}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type Json = Readonly<Record<string, unknown>>;

export const textOf = async (req: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of req.setEncoding('utf8')) text += String(chunk);
  return text;
};

export const answerJson = (res: ServerResponse, status: number, body: unknown): void => {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(body === undefined ? '' : JSON.stringify(body));
};

/** A request as it is written, with whatever headers and path: fetch would tidy both. */
export const raw = (
  port: number,
  options: {
    readonly method?: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  },
): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', path, headers = {}, body } = options;
    const req = request({ host: '127.0.0.1', port, method, path, headers }, (res) => {
      textOf(res).then((text) => {
        resolve({ status: res.statusCode ?? 0, text });
      }, reject);
    });
    req.on('error', reject);
    req.end(body);
  });
