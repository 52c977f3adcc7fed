import { catalogue, factOf, type Fact } from './catalogue.ts';
import type { Answer, Ask } from './tenant-odata.ts';
import { badRequest, notFound, page, single } from './tenant-odata.ts';
import { profile } from './tenant-profile.ts';
import { secureScore } from './tenant-score.ts';
import { DAY_MS, type World } from './tenant-world.ts';

const SCORES = 'security/secureScores';
const PROFILES = 'security/secureScoreControlProfiles';

/** How the tenant answers; set apart in tests alone. */
export interface Manners {
  /** How far back the scores go; Microsoft keeps 90 days. */
  readonly daysHeld: number;
  readonly scorePage: number;
  readonly profilePage: number;
  readonly memberPage: number;
  /** Numbers as strings, names in another case, here and there. */
  readonly quirks: boolean;
}

/** GET secureScores: newest first, one a day. */
export function listScores(ask: Ask, world: World, now: Date, manners: Manners): Answer {
  const newest = world.newestDay(now);
  const days = Array.from({ length: manners.daysHeld }, (_, back) => newest - back);
  const wanted = datesWanted(ask.query.get('$filter') ?? '');
  if (wanted === undefined) return badRequest('The filter holds a date that is none.');
  return page(ask, days.filter(wanted), {
    what: SCORES,
    size: manners.scorePage,
    skipBy: '$skip',
    draw: (day) => secureScore(world.day(day), manners.quirks),
  });
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  ge: (a, b) => a >= b,
  gt: (a, b) => a > b,
  le: (a, b) => a <= b,
  lt: (a, b) => a < b,
  eq: (a, b) => a === b,
};

/** The days that a filter on createdDateTime lets through. Other filters are passed over, as they may be. */
function datesWanted(filter: string): ((day: number) => boolean) | undefined {
  const found = [...filter.matchAll(/createdDateTime\s+(ge|gt|le|lt|eq)\s+'?([^\s']+)'?/gi)];
  const tests = found.map(([, word = '', date = '']) => ({
    compare: comparisons[word.toLowerCase()],
    instant: Date.parse(date),
  }));
  if (tests.some(({ instant }) => Number.isNaN(instant))) return undefined;
  return (day) => tests.every(({ compare, instant }) => compare?.(day * DAY_MS, instant) ?? true);
}

/** GET secureScores/{id}. */
export function getScore(
  ask: Ask,
  world: World,
  now: Date,
  id: string,
  { daysHeld, quirks }: Manners,
): Answer {
  const day = Date.parse(id.slice(-10)) / DAY_MS;
  const age = world.newestDay(now) - day;
  if (!(age >= 0 && age < daysHeld)) return notFound(id);
  return single(ask, SCORES, secureScore(world.day(day), quirks));
}

const draw = (world: World, now: Date) => (fact: Fact) =>
  profile(fact, world.standing(fact, now), world.updates.of(fact.id));

/** GET secureScoreControlProfiles. */
export function listProfiles(ask: Ask, world: World, now: Date, manners: Manners): Answer {
  return page(ask, catalogue.filter(profilesWanted(ask.query.get('$filter') ?? '')), {
    what: PROFILES,
    size: manners.profilePage,
    skipBy: '$skiptoken',
    draw: draw(world, now),
  });
}

const DISJUNCTIONS_AT_MOST = 16;

const filterable: Readonly<Record<string, (fact: Fact) => string>> = {
  id: (fact) => fact.id,
  controlcategory: (fact) => fact.category,
  service: (fact) => fact.service,
};

/** Equalities joined by `or`. A longer list lets nothing through, without a word: so does Graph. */
function profilesWanted(filter: string): (fact: Fact) => boolean {
  const terms = filter.split(/\s+or\s+/i);
  if (terms.length > DISJUNCTIONS_AT_MOST) return () => false;
  const tests = terms.map((term) => {
    const [, property = '', value = ''] = /^\(?\s*(\w+)\s+eq\s+'([^']*)'\s*\)?$/.exec(term) ?? [];
    const read = filterable[property.toLowerCase()];
    return read && ((fact: Fact) => read(fact).toLowerCase() === value.toLowerCase());
  });
  return (fact) => tests.some((test) => test === undefined || test(fact));
}

/** GET secureScoreControlProfiles/{id}, in any spelling; the retired ones too. */
export function getProfile(ask: Ask, world: World, now: Date, id: string): Answer {
  const fact = factOf(id);
  return fact ? single(ask, PROFILES, draw(world, now)(fact)) : notFound(id);
}
