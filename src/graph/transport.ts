import {
  HTTPMessageHandler,
  type Context,
  type Middleware,
} from '@microsoft/microsoft-graph-client';
import { isRefusal, type Tokens } from './token.ts';

const VERSION = 'v1.0';

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** A Graph root without a trailing slash or version; throws unless it is https, or http on this machine. */
export function rootOf(baseUrl: string): string {
  const { protocol, hostname, origin, pathname } = new URL(baseUrl);
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback.test(hostname))) {
    throw new Error('Graph is spoken to over https, or over http on this machine.');
  }
  return origin + pathname.replace(/(\/v1\.0)?\/*$/, '');
}

/** The path under a root, query included, that a link names; undefined where it leads elsewhere. */
export function pathUnder(root: string, link: string): string | undefined {
  const url = URL.parse(link);
  const start = `${root}/${VERSION}/`;
  const whole = url ? url.origin + url.pathname + url.search : '';
  return whole.startsWith(start) ? `/${whole.slice(start.length)}` : undefined;
}

/** The SDK's way to the network: no retry (the outbox does that), no redirect, the token for Graph alone. */
export const transport = (root: string, tokens: Tokens | undefined): Middleware[] => [
  authorise(root, tokens),
  reach,
];

function authorise(root: string, tokens: Tokens | undefined): Middleware {
  let next = reach;
  return {
    setNext: (middleware) => {
      next = middleware;
    },
    execute: async (context) => {
      // The SDK takes a host out of a path that holds one; no token may follow it there.
      if (!pathUnder(root, String(context.request))) {
        answer(context, 502, 'ForeignAddress');
        return;
      }
      try {
        await addToken(context, tokens);
      } catch (error) {
        answer(context, isRefusal(error as Error) ? 401 : 503, (error as Error).name);
        return;
      }
      await next.execute(context);
    },
  };
}

async function addToken(context: Context, tokens: Tokens | undefined): Promise<void> {
  if (!tokens) return;
  const { headers, signal } = context.options as RequestInit & { signal: AbortSignal };
  const all = new Headers(headers);
  all.set('authorization', `Bearer ${await tokens.get(signal)}`);
  context.options = { ...context.options, headers: all };
}

const http = new HTTPMessageHandler();

const reach: Middleware = {
  execute: async (context) => {
    try {
      await http.execute(context);
    } catch (error) {
      answer(context, 504, (error as Error).name);
    }
  },
};

// The SDK wraps whatever is thrown, kind and cause lost; so what is expected comes back as an answer.
function answer(context: Context, status: number, statusText: string): void {
  context.response = new Response(null, { status, statusText });
}
