import { dayOf } from '../domain/calendar.ts';
import { type Deputy, withDeputed } from '../domain/deputy.ts';
import { holds, type Person } from '../domain/person.ts';
import type { DeputyStore } from './deputy-ports.ts';
import type { Directory, DirectoryAnswer } from './people-ports.ts';

interface Needs {
  readonly store: Pick<DeputyStore, 'deputiesOf'>;
  readonly now: () => Date;
  readonly zone: string;
}

type Ask = (id: string) => Promise<DirectoryAnswer>;

/**
 * A directory in which people also hold what they may use for others today. Whose role it is is asked as whoever uses
 * it: at that press for an act. Who holds a role stays whoever holds it in their own right.
 */
export const deputised = (directory: Directory, needs: Needs): Directory => ({
  person: (id) => ask(needs, (one) => directory.person(one), id),
  recent: (id) => ask(needs, (one) => directory.recent(one), id),
  holders: (role) => directory.holders(role),
});

async function ask({ store, now, zone }: Needs, one: Ask, id: string): Promise<DirectoryAnswer> {
  const asking = one(id);
  const deputies = store.deputiesOf(id, dayOf(now(), zone));
  const principals = deputies.then((found) => askAll(one, found));
  const [answer, found, answers] = await Promise.all([asking, deputies, principals]);
  if (!answer.ok || answer.barred || found.length === 0) return answer;
  const lacking = found.filter(({ role }) => !holds(answer.person, role));
  // Whether the role is theirs to use cannot be told: nobody is authorised by that, and nobody is refused for it.
  if (lacking.some(({ principalId }) => isSilent(answers.get(principalId))))
    return { ok: false, why: 'unreachable' };
  return { ok: true, person: withDeputed(answer.person, lacking, known(answers)) };
}

type Answers = ReadonlyMap<string, DirectoryAnswer>;

async function askAll(one: Ask, deputies: readonly Deputy[]): Promise<Answers> {
  const ids = [...new Set(deputies.map(({ principalId }) => principalId))];
  return new Map(await Promise.all(ids.map(async (id) => [id, await one(id)] as const)));
}

const isSilent = (answer: DirectoryAnswer | undefined): boolean =>
  answer?.ok === false && answer.why === 'unreachable';

const known = (answers: Answers): ReadonlyMap<string, Person> =>
  new Map(
    [...answers].flatMap(([id, answer]) =>
      answer.ok && !answer.barred ? [[id, answer.person] as const] : [],
    ),
  );
