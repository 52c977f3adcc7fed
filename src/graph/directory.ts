import type { Directory, DirectoryAnswer } from '../app/people-ports.ts';
import type { GraphAnswer } from '../app/graph-ports.ts';
import { holds, type Person } from '../domain/person.ts';
import type { Policy } from '../domain/policy.ts';
import { unavailable } from './answer.ts';
import type { GraphClient } from './client.ts';
import { configuredIds, idKey, isEligible, personOf } from './grants.ts';
import { recall } from './recall.ts';
import { roster, userPath } from './roster.ts';
import { groupIdsOf, userOf } from './wire.ts';

const MEMORY_MS = 5 * 60_000;
/** As many groups as checkMemberGroups takes. */
const GROUPS_A_CALL = 20;

export interface DirectoryOptions {
  /** The product's clock, in milliseconds, for what may be 5 minutes old. */
  readonly now: () => number;
  /** Real time within which a person is known, or unreachable. */
  readonly timeoutMs?: number | undefined;
}

const stranger: DirectoryAnswer = { ok: false, why: 'stranger' };
const unreachable: DirectoryAnswer = { ok: false, why: 'unreachable' };

/** Who people are and which parts they play, from Entra, by object id. */
export function directory(
  client: GraphClient,
  policy: Policy,
  options: DirectoryOptions,
): Directory {
  const { now, timeoutMs = 2_000 } = options;
  const seen = recall<DirectoryAnswer>(now, MEMORY_MS);
  const rosters = recall<Promise<readonly Person[]>>(now, MEMORY_MS);
  const groupIds = chunks(configuredIds(policy, 'group'));

  const ask = async (id: string): Promise<DirectoryAnswer> => {
    const [answer, groups] = await Promise.all([
      client.get(userPath(id), { timeoutMs }),
      groupsOf(client, id, groupIds, timeoutMs),
    ]);
    if (!answer.ok) return answer.trouble === 'notFound' ? stranger : unreachable;
    const user = userOf(answer.value);
    if (!user || !groups.ok) return unreachable;
    // Graph finds users by principal name too; nobody is known by a name here.
    if (idKey(user.id) !== idKey(id)) return stranger;
    const person = personOf(policy, user, groups.value);
    return isEligible(policy, user) ? { ok: true, person } : { ok: true, person, barred: true };
  };

  const person = async (id: string): Promise<DirectoryAnswer> => {
    const askedAt = now();
    const answer = await ask(id);
    if (answer.ok) seen.set(id, answer, askedAt);
    else if (answer.why === 'stranger') seen.forget(id);
    return answer;
  };

  const everyone = (): Promise<readonly Person[]> => {
    const known = rosters.get('all');
    if (known) return known;
    const asked = roster(client, policy);
    rosters.set('all', asked, now());
    asked.catch(() => {
      rosters.forget('all');
    });
    return asked;
  };

  return {
    person,
    recent: async (id) => seen.get(id) ?? person(id),
    holders: async (role) => (await everyone()).filter((one) => holds(one, role)),
  };
}

function chunks(ids: readonly string[]): readonly (readonly string[])[] {
  const starts = Array.from({ length: Math.ceil(ids.length / GROUPS_A_CALL) }, (_, n) => n);
  return starts.map((n) => ids.slice(n * GROUPS_A_CALL, (n + 1) * GROUPS_A_CALL));
}

/** Of these groups, those that the person is in, through other groups too. */
async function groupsOf(
  client: GraphClient,
  id: string,
  groupIds: readonly (readonly string[])[],
  timeoutMs: number,
): Promise<GraphAnswer<readonly string[]>> {
  const path = `/users/${encodeURIComponent(id)}/checkMemberGroups`;
  const answers = await Promise.all(
    groupIds.map((some) => client.post(path, { groupIds: some }, { timeoutMs })),
  );
  const found: string[] = [];
  for (const answer of answers) {
    if (!answer.ok) return answer;
    const ids = groupIdsOf(answer.value);
    if (!ids) return unavailable;
    found.push(...ids);
  }
  return { ok: true, value: found };
}
