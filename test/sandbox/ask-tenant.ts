/** What a Graph client sees of the simulated tenant. */
export interface Update {
  readonly state: string;
  readonly updatedBy: string | null;
  readonly updatedDateTime: string | null;
  readonly comment: string | null;
}

export interface Profile {
  readonly id: string;
  readonly deprecated: boolean;
  readonly maxScore: number;
  readonly userImpact: string | null;
  readonly controlStateUpdates: readonly Update[];
}

export interface ControlScore {
  readonly controlName: string;
  readonly score: number | string;
  readonly lastSynced: string;
  readonly implementationStatus: string;
  readonly on?: unknown;
  readonly count?: unknown;
}

export interface Score {
  readonly id: string;
  readonly createdDateTime: string;
  readonly currentScore: number;
  readonly maxScore: number;
  readonly controlScores: readonly ControlScore[];
  readonly averageComparativeScores: readonly { readonly averageScore: number }[];
}

export interface Page<Item> {
  readonly '@odata.nextLink'?: string;
  readonly value: readonly Item[];
}

export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export const profiles = '/v1.0/security/secureScoreControlProfiles';
export const scores = '/v1.0/security/secureScores';

/** Sends a request as a Graph client would. */
export async function send(method: string, url: string, body?: object, prefer = ''): Promise<Got> {
  const given = body === undefined ? {} : { body: JSON.stringify(body) };
  const res = await fetch(url, { method, headers: { prefer }, ...given });
  const text = await res.text();
  const said: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: res.status, headers: res.headers, body: said };
}

export const get = async <T>(url: string): Promise<T> => (await send('GET', url)).body as T;

/** All pages of a collection, as their nextLinks lead. */
export async function pagesOf<Item>(url: string): Promise<readonly (readonly Item[])[]> {
  const { value, '@odata.nextLink': next } = await get<Page<Item>>(url);
  return next === undefined ? [value] : [value, ...(await pagesOf<Item>(next))];
}
