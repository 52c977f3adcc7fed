import { type Person, roles } from '../domain/person.ts';
import { orSilent } from './directory-silent.ts';
import type { Ports } from './ports.ts';

/** Somebody as they are looked up: id, name and UPN. */
export type Found = Pick<Person, 'id' | 'name' | 'upn'>;

/**
 * Whoever these words may mean, by name: an object id, a user principal name, or a name of somebody who holds a role or
 * was met before. What fits as a whole comes alone; `silent`: the directory does not answer.
 */
export async function findPeople(
  ports: Ports,
  words: string,
): Promise<readonly Found[] | 'silent'> {
  const wanted = flat(words.replace(/^@/, ''));
  if (wanted === '') return [];
  const everyone = await orSilent(everybody(ports));
  if (everyone === 'silent') return 'silent';
  for (const fits of [isExactly, isNamed, isLike]) {
    const found = everyone.filter((one) => fits(one, wanted));
    if (found.length > 0) return found;
  }
  return wanted.includes(' ') ? [] : unmet(ports, words.trim());
}

const flat = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

const isExactly = ({ id, upn }: Found, wanted: string): boolean =>
  id.toLowerCase() === wanted || upn.toLowerCase() === wanted;

const isNamed = ({ name }: Found, wanted: string): boolean => flat(name) === wanted;

/** Every word of it begins a word of the name. */
const isLike = ({ name }: Found, wanted: string): boolean => {
  const parts = flat(name).split(' ');
  return wanted.split(' ').every((word) => parts.some((part) => part.startsWith(word)));
};

async function everybody({ store, directory }: Ports): Promise<readonly Found[]> {
  const [met, ...holders] = await Promise.all([
    store.peopleMet(),
    ...roles.map((role) => directory.holders(role)),
  ]);
  const byId = new Map([...met, ...holders.flat()].map((one) => [one.id.toLowerCase(), one]));
  return [...byId.values()].toSorted(
    (one, other) => one.name.localeCompare(other.name, 'en') || (one.id < other.id ? -1 : 1),
  );
}

/** Somebody who is known to the directory alone, by object id. */
async function unmet({ directory }: Ports, id: string): Promise<readonly Found[] | 'silent'> {
  const answer = await directory.recent(id);
  if (answer.ok) return [answer.person];
  return answer.why === 'stranger' ? [] : 'silent';
}
