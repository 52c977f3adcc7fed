import type { Person } from '../domain/person.ts';
import type { Ports } from './ports.ts';

/** What somebody opened with a link of theirs; else why it stays closed. */
export type Opened<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: Closed };

/** `unknown`: there is no such thing. */
export type Closed = 'noRole' | 'silent' | 'unknown';

/** Whether this person may read the register: asked of the directory now, whatever a link says. */
export async function readerOf(
  { directory }: Pick<Ports, 'directory'>,
  personId: string,
): Promise<Opened<Person>> {
  const answer = await directory.person(personId);
  if (!answer.ok) return { ok: false, why: answer.why === 'stranger' ? 'noRole' : 'silent' };
  return answer.person.grants.length > 0
    ? { ok: true, value: answer.person }
    : { ok: false, why: 'noRole' };
}
