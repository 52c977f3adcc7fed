import type { GraphAnswer, Log, SecureScore } from '../app/ports.ts';
import { unavailable } from './answer.ts';
import type { GraphClient } from './client.ts';
import { controlsOf, updateOf } from './wire.ts';

const PROFILES = '/security/secureScoreControlProfiles';
const NEWEST_SCORE = '/security/secureScores?$top=1';

const vendorInformation = { provider: 'SecureScore', vendor: 'Microsoft' };

const profilePath = (id: string): string => `${PROFILES}/${encodeURIComponent(id)}`;

/** Secure Score through Graph. What cannot be read at all is `unavailable`: better old facts than none. */
export function secureScore(client: GraphClient, log: Log): SecureScore {
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
      const scores = await client.get(NEWEST_SCORE);
      if (!scores.ok) return scores;
      const { read, leftOut } = controlsOf(profiles.value, scores.value);
      if (leftOut > 0) log.warn('graph.leftOut', { count: leftOut });
      return understood(read);
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
