import type { GraphAnswer, SecureScore } from '../app/graph-ports.ts';
import type { Log } from '../app/ports.ts';
import { dayOf, daysBetween } from '../domain/calendar.ts';
import { unavailable } from './answer.ts';
import type { GraphClient } from './client.ts';
import { controlsOf, updateOf } from './wire.ts';
import { daysReader } from './wire-days.ts';

const PROFILES = '/security/secureScoreControlProfiles';
const scoresPage = (days: number): string => `/security/secureScores?$top=${String(days)}`;

/** Graph takes a second and more for each day of a page, and a page must be there within the time of one call. */
const LARGEST_PAGE = 6;

const vendorInformation = { provider: 'SecureScore', vendor: 'Microsoft' };

const profilePath = (id: string): string => `${PROFILES}/${encodeURIComponent(id)}`;

/** As many days as are wanted. */
function pageSize(since: string | undefined, now: Date): number {
  const wanted = since === undefined ? LARGEST_PAGE : daysBetween(since, dayOf(now, 'utc')) + 1;
  return Math.min(LARGEST_PAGE, Math.max(1, wanted));
}

/**
 * Secure Score through Graph. What cannot be read at all is `unavailable`: better old facts than none. By `now` it
 * guesses how many days to ask for at a time, and nothing more.
 */
export function secureScore(
  client: GraphClient,
  log: Log,
  now: () => Date = () => new Date(),
): SecureScore {
  const countLeftOut = (count: number): void => {
    if (count > 0) log.warn('graph.leftOut', { count });
  };
  const understood = <Value>(value: Value | undefined): GraphAnswer<Value> => {
    if (value !== undefined) return { ok: true, value };
    log.warn('graph.unreadable', { resource: 'security' });
    return unavailable;
  };

  return {
    read: async () => {
      const profiles = await client.pages(PROFILES);
      if (!profiles.ok) return profiles;
      // `$top` is a page size: the link to the next page leads through 90 days, and is left alone.
      const scores = await client.get(scoresPage(1));
      if (!scores.ok) return scores;
      const { read, leftOut } = controlsOf(profiles.value, scores.value);
      countLeftOut(leftOut);
      return understood(read);
    },
    days: async (since, maxima) => {
      const reader = daysReader(since ?? '', maxima);
      const answer = await client.eachPage(scoresPage(pageSize(since, now())), reader.take);
      if (!answer.ok) return answer;
      countLeftOut(reader.leftOut());
      return understood(reader.days());
    },
    update: async (id) => {
      const answer = await client.get(profilePath(id));
      return answer.ok ? understood(updateOf(answer.value, id)) : answer;
    },
    write: async (id, state, comment) => {
      const answer = await client.patch(
        profilePath(id),
        { state, comment, vendorInformation },
        { headers: { Prefer: 'return=representation' } },
      );
      return answer.ok ? { ok: true, value: undefined } : answer;
    },
  };
}
