import type { GraphAnswer } from '../app/graph-ports.ts';
import type { Log } from '../app/ports.ts';
import { unavailable } from './answer.ts';
import { caller, resourceOf, type Call, type CallOptions, type GraphSettings } from './call.ts';
import { pathUnder, rootOf } from './transport.ts';
import { pageOf } from './wire.ts';

type Answer<Value = unknown> = Promise<GraphAnswer<Value>>;

/** Graph v1.0. Failures are answers, and nothing is tried twice; a value is undefined where the body is no JSON. */
export interface GraphClient {
  get(path: string, options?: CallOptions): Answer;
  post(path: string, body: unknown, options?: CallOptions): Answer;
  patch(path: string, body: unknown, options?: CallOptions): Answer;
  /** The items of all pages; `unavailable` where a page is unreadable or leads away from Graph. */
  pages(path: string, options?: CallOptions): Answer<readonly unknown[]>;
  /** As `pages`, but one page at a time: no further one is asked for once `take` says that it was enough. */
  eachPage(path: string, take: Take, options?: CallOptions): Answer<undefined>;
}

/** Takes the items of one page; says whether it wants the next. */
export type Take = (items: readonly unknown[]) => boolean;

/** A client for one Graph root; throws where that is neither https nor on this machine. */
export function graphClient(settings: GraphSettings): GraphClient {
  const call = caller(settings);
  const eachPage = pagesBy(call, rootOf(settings.baseUrl), settings.log);
  return {
    get: (path, options) => call({ method: 'get', path, options }),
    post: (path, body, options) => call({ method: 'post', path, body, options }),
    patch: (path, body, options) => call({ method: 'patch', path, body, options }),
    eachPage,
    pages: async (path, options) => {
      const items: unknown[] = [];
      const take: Take = (more) => items.push(...more) >= 0;
      const answer = await eachPage(path, take, options);
      return answer.ok ? { ok: true, value: items } : answer;
    },
  };
}

const pagesBy =
  (call: Call, root: string, log: Log | undefined): GraphClient['eachPage'] =>
  async (path, take, options) => {
    const seen = new Set<string>();
    for (let at: string | undefined = path; at !== undefined;) {
      seen.add(at);
      const answer = await call({ method: 'get', path: at, options });
      if (!answer.ok) return answer;
      const page = turn(root, answer.value);
      if (!page || seen.has(page.next ?? '')) {
        log?.warn('graph.unreadable', { resource: resourceOf(path) });
        return unavailable;
      }
      if (!take(page.items)) break;
      at = page.next;
    }
    return { ok: true, value: undefined };
  };

interface Page {
  readonly items: readonly unknown[];
  /** The path of the next page. */
  readonly next?: string;
}

/** A page with the path of the next one; undefined where it is unreadable or the next is not Graph's. */
function turn(root: string, value: unknown): Page | undefined {
  const page = pageOf(value);
  if (page?.next === undefined) return page && { items: page.items };
  const next = pathUnder(root, page.next);
  return next === undefined ? undefined : { items: page.items, next };
}
