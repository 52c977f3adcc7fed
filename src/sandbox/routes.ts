import type { IncomingMessage, ServerResponse } from 'node:http';
import { endpointsOf, type Endpoint } from './endpoints.ts';
import { createEventStream } from './event-stream.ts';
import { pathOf, sendError, sendJson } from './json-http.ts';
import { tellOfChanges } from './live-events.ts';
import { sendPageFile } from './page-files.ts';
import type { SandboxWorld } from './sandbox-world.ts';

const connectorRoot = '/sandbox/connector/';
const graphRoot = '/sandbox/graph';

const run = async (
  endpoint: Endpoint,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> => {
  const takes = req.method === 'GET' || req.method === 'POST' ? endpoint[req.method] : undefined;
  if (takes !== undefined) {
    await takes(req, res);
    return;
  }
  const allow = Object.keys(endpoint).join(', ');
  sendJson(res, 405, { error: `This address takes ${allow} only.` }, { Allow: allow });
};

/** Answers everything under `/sandbox`, and the page itself under `/`; never rejects. */
export const sandboxRoutes = (
  world: SandboxWorld,
): ((req: IncomingMessage, res: ServerResponse) => Promise<void>) => {
  const stream = createEventStream();
  tellOfChanges(world, stream);
  const endpoints = endpointsOf(world, stream);

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const path = pathOf(req);
    const endpoint = endpoints.get(path);
    if (endpoint !== undefined) await run(endpoint, req, res);
    else if (path.startsWith(connectorRoot))
      await world.chat.handle(req, res, path.slice(connectorRoot.length));
    else if (path.startsWith(`${graphRoot}/`))
      await world.tenant.handle(req, res, (req.url ?? '').slice(graphRoot.length));
    else if (!(await sendPageFile(req, res, path)))
      sendError(res, 404, 'There is nothing at this address.');
  };
  return async (req, res) => {
    try {
      await answer(req, res);
    } catch (error) {
      world.log?.fault('sandbox.request', error);
      if (res.headersSent) res.destroy();
      else sendError(res, 500, 'Something went wrong in the sandbox.');
    }
  };
};
