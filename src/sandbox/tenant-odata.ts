import { chance } from './chance.ts';

/** A request as the tenant understands it. */
export interface Ask {
  readonly method: string;
  /** What follows the root, without the query: `/v1.0/security/secureScores`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The address under which the tenant is reached, for absolute links. */
  readonly root: string;
  readonly prefer: string;
  /** The parsed body; undefined where there is none or it is no JSON. */
  readonly body: () => Promise<unknown>;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error in Graph's shape. */
export function failure(status: number, code: string, message: string): Answer {
  const requestId = `00000000-0000-4000-8000-${String(Math.floor(chance(message) * 1e12)).padStart(12, '0')}`;
  const innerError = { 'request-id': requestId, 'client-request-id': requestId };
  return { status, body: { error: { code, message, innerError } } };
}

/** An object that the tenant does not have. */
export const notFound = (id: string): Answer =>
  failure(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist.`);

export const badRequest = (message: string): Answer => failure(400, 'BadRequest', message);

const context = (ask: Ask, what: string): string => `${ask.root}/v1.0/$metadata#${what}`;

/** One object, with the properties that were asked for. */
export function single(ask: Ask, what: string, entity: Readonly<Record<string, unknown>>): Answer {
  const body = { '@odata.context': context(ask, `${what}/$entity`), ...selected(ask, entity) };
  return { status: 200, body };
}

function selected(
  ask: Ask,
  entity: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const wanted = ask.query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  if (wanted === undefined) return entity;
  return Object.fromEntries(
    wanted.filter((name) => name in entity).map((name) => [name, entity[name]]),
  );
}

/** How a collection is handed out. */
export interface Paging<Item> {
  readonly what: string;
  readonly size: number;
  readonly skipBy: '$skip' | '$skiptoken';
  readonly draw: (item: Item) => Readonly<Record<string, unknown>>;
}

const TOP_AT_MOST = 999;
const TOKEN = '00000000-0000-0000-0000-';

/** One page of a collection. `$top` is the size of the page; the rest is behind its nextLink. */
export function page<Item>(ask: Ask, items: readonly Item[], paging: Paging<Item>): Answer {
  const top = whole(ask.query.get('$top') ?? String(paging.size));
  const from = whole((ask.query.get(paging.skipBy) ?? '0').replace(TOKEN, ''));
  if (top === undefined || top === 0 || from === undefined) {
    return badRequest('The paging options of the query are not valid.');
  }
  const to = from + Math.min(top, TOP_AT_MOST);
  const value = items.slice(from, to).map((item) => selected(ask, paging.draw(item)));
  const next = to < items.length ? { '@odata.nextLink': linkTo(ask, paging.skipBy, to) } : {};
  return { status: 200, body: { '@odata.context': context(ask, paging.what), ...next, value } };
}

const whole = (text: string): number | undefined =>
  /^\d{1,12}$/.test(text) ? Number(text) : undefined;

function linkTo(ask: Ask, skipBy: '$skip' | '$skiptoken', to: number): string {
  const query = new URLSearchParams(ask.query);
  query.set(skipBy, skipBy === '$skip' ? String(to) : TOKEN + String(to).padStart(12, '0'));
  return `${ask.root}${ask.path}?${query.toString().replaceAll('%24', '$')}`;
}
