import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sandboxPeople, sandboxTenantId } from '../src/sandbox/tenant-directory.ts';

/** A Bot Connector on this machine that takes everything at once. */
export interface Connector {
  readonly url: string;
  /** Messages that came in so far. */
  readonly received: () => number;
  readonly close: () => void;
}

const members = sandboxPeople.map(({ id, name }) => ({
  id: `29:${id}`,
  name,
  aadObjectId: id,
  tenantId: sandboxTenantId,
  userRole: 'user',
}));

export async function startConnector(): Promise<Connector> {
  let received = 0;
  const answer = ({ method, url = '' }: IncomingMessage): unknown => {
    if (method === 'GET') return { members };
    if (method === 'POST') received += 1;
    return { id: method === 'POST' ? `posted-${String(received)}` : url.replace(/.*\//, '') };
  };
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      const text = JSON.stringify(answer(request));
      const status = request.method === 'POST' ? 201 : 200;
      response.writeHead(status, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      });
      response.end(text);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    received: () => received,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
