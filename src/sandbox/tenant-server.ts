import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memoryShelf } from './memory-shelf.ts';
import { createTenant, type Tenant, type TenantOptions } from './tenant.ts';

/** A tenant that listens on a port of its own. */
export interface TenantServer {
  /** Its root: what a Graph client takes as its base address. */
  readonly url: string;
  readonly tenant: Tenant;
  /** Ends the connections, hanging ones too. */
  readonly close: () => Promise<void>;
}

/** Starts a tenant on a free loopback port, kept in memory and on real time where nothing else is said. */
export async function tenantServer(options: Partial<TenantOptions> = {}): Promise<TenantServer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const tenant = await createTenant({
    shelf: memoryShelf(),
    now: () => new Date(),
    publicRoot: url,
    ...options,
  });
  server.on('request', (req, res) => void tenant.handle(req, res, req.url ?? '/'));
  return {
    url,
    tenant,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
