import type { GraphAnswer, GraphFault } from '../app/graph-ports.ts';

type Fault = GraphFault['trouble'];

// Anything else that is not 2xx may pass: a control must not end as one to be set by hand for a 409.
const troubles: Readonly<Record<number, Fault>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  429: 'throttled',
};

const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Graph did not answer, or not in words that we understand. */
export const unavailable: GraphFault = { ok: false, trouble: 'unavailable' };

/** What an HTTP answer says, its body being JSON; undefined where it is none. */
export function answerOf(response: Response, body: string): GraphAnswer<unknown> {
  if (response.ok) return { ok: true, value: jsonOf(body) };
  const trouble = troubles[response.status] ?? 'unavailable';
  const waits = trouble === 'throttled' || trouble === 'unavailable';
  const retryAfterMs = waits ? waitOf(response.headers.get('retry-after')) : undefined;
  return { ok: false, trouble, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Milliseconds from seconds or an HTTP date: 0 to a day. */
function waitOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.min(LONGEST_WAIT_MS, Math.max(0, ms));
}
