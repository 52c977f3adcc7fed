import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link opens, and for whom. */
export interface Bound {
  /** The path that it opens: the page of one acceptance, or the register in one format. */
  readonly path: string;
  /** The Entra object id of the person for whom it was made. */
  readonly personId: string;
}

/** How long a link is good for. */
export const GOOD_FOR_MS = 15 * 60_000;
/** How far the clocks of two processes may be apart. */
const APART_MS = 60_000;

/** The link's path and query; `now` in milliseconds. */
export function signedLink(key: string, { path, personId }: Bound, now: number): string {
  const until = String(now + GOOD_FOR_MS);
  const query = new URLSearchParams({
    for: personId,
    until,
    signature: signatureOf(key, { path, personId }, until),
  });
  return `${path}?${query.toString()}`;
}

/** `forged`: not signed by us for this path. Nothing that such a link says may be believed. */
export type ReadLink =
  | { readonly ok: true; readonly personId: string }
  | { readonly ok: false; readonly why: 'forged' }
  | { readonly ok: false; readonly why: 'expired'; readonly personId: string };

/** Reads what came with a request for a path; `now` in milliseconds. */
export function readLink(key: string, path: string, query: URLSearchParams, now: number): ReadLink {
  const personId = query.get('for') ?? '';
  const until = query.get('until') ?? '';
  const given = Buffer.from(query.get('signature') ?? '');
  const own = Buffer.from(signatureOf(key, { path, personId }, until));
  if (given.length !== own.length || !timingSafeEqual(given, own))
    return { ok: false, why: 'forged' };
  const left = Number(until) - now;
  // More than a fresh link has left: the clock was set back, and would make the link good for longer.
  if (left <= 0 || left > GOOD_FOR_MS + APART_MS) return { ok: false, why: 'expired', personId };
  return { ok: true, personId };
}

/** As JSON no part can run into the next; the first says what is signed, and in which form. */
function signatureOf(key: string, { path, personId }: Bound, until: string): string {
  const signed = JSON.stringify(['scorekeeper link 1', path, personId, until]);
  return createHmac('sha256', key).update(signed, 'utf8').digest('base64url');
}
