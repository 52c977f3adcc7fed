import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { memoryShelf } from '../../src/sandbox/memory-shelf.ts';
import { createTenant, type Tenant } from '../../src/sandbox/tenant.ts';
import { answerJson, serve, textOf } from '../sandbox/support.ts';

/** A write as it reached Graph. */
interface Patch {
  readonly controlId: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** What Graph answers instead of the tenant; `hang` is no answer at all. */
type Instead = { readonly status: number; readonly retryAfter?: string } | 'hang' | undefined;
type Meet = (method: string, path: string) => Instead | Promise<Instead>;

/** The sandbox's tenant in a server of its own: what is written there is kept, what goes wrong is up to the test. */
export interface GraphStandIn {
  readonly url: string;
  readonly tenant: Tenant;
  readonly patches: readonly Patch[];
  /** Asked before the tenant is; undefined lets it answer. */
  meet: Meet;
  /** After the tenant has taken a write and before its caller hears of it. */
  beforeAnswer: () => Promise<void>;
  /** Breaks off whatever hangs. */
  readonly letGo: () => void;
  readonly close: () => Promise<void>;
}

const PROFILE = /\/secureScoreControlProfiles\/([^/?]+)/;

export async function graphStandIn(now: () => Date = () => new Date()): Promise<GraphStandIn> {
  const patches: Patch[] = [];
  const hanging: ServerResponse[] = [];
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = req;
    const text = await textOf(req);
    if (method === 'PATCH') {
      const controlId = decodeURIComponent(PROFILE.exec(url)?.[1] ?? '');
      patches.push({ controlId, headers, body: JSON.parse(text) as unknown });
    }
    const instead = await graph.meet(method, url);
    if (instead === 'hang') {
      hanging.push(res);
      return;
    }
    if (instead) {
      answerInstead(res, instead);
      return;
    }
    Object.assign(req, { body: text });
    if (method === 'PATCH') heldBack(res, graph.beforeAnswer);
    await graph.tenant.handle(req, res, url);
  };
  const served = await serve((req, res) => void answer(req, res));
  const graph: GraphStandIn = {
    url: served.url,
    // Weeks that nobody asks about cost every test its time.
    tenant: await createTenant({
      shelf: memoryShelf(),
      now,
      publicRoot: served.url,
      daysHeld: 7,
    }),
    patches,
    meet: () => undefined,
    beforeAnswer: () => Promise.resolve(),
    letGo: () => {
      for (const res of hanging.splice(0)) res.destroy();
    },
    close: served.close,
  };
  return graph;
}

function answerInstead(
  res: ServerResponse,
  { status, retryAfter }: Exclude<Instead, 'hang' | undefined>,
): void {
  if (retryAfter) res.setHeader('retry-after', retryAfter);
  const error = { code: 'Simulated', message: 'secret words' };
  answerJson(res, status, status === 204 ? undefined : { error });
}

/** Lets the answer out only when the test says so. */
function heldBack(res: ServerResponse, until: () => Promise<void>): void {
  const end = res.end.bind(res) as (chunk?: unknown) => ServerResponse;
  res.end = ((chunk?: unknown) => {
    void until().then(() => end(chunk));
    return res;
  }) as typeof res.end;
}
