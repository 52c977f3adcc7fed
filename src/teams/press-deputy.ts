import type { Deputed } from '../app/deputed.ts';
import { deputyList } from '../app/deputy-list.ts';
import { endDeputy } from '../app/end-deputy.ts';
import { nameDeputy } from '../app/name-deputy.ts';
import { deputiesCard } from '../cards/deputies-card.ts';
import { deputyNamedCard } from '../cards/deputy-card.ts';
import { noticeCard } from '../cards/notice-card.ts';
import { witness } from '../domain/trail.ts';
import type { Answer } from './answer.ts';
import { ownChatOnly } from './deputy-chat.ts';
import { deputyForm, momentOf, unknownPerson } from './deputy-form.ts';
import type { Deputising } from './parse.ts';
import { directoryDown, stranger, type Turn } from './turn.ts';

/** A button about a deputy. Whoever presses, and everybody in it, is asked of the directory at that press. */
export async function pressDeputy(turn: Turn, press: Deputising): Promise<Answer> {
  if (turn.place !== 'personal') return { notice: ownChatOnly };
  switch (press.verb) {
    case 'askDeputy':
      return deputyForm(turn, press.data);
    case 'appointDeputy':
      return appoint(turn, press.data);
    case 'cancelDeputy':
      return { card: noticeCard('Nobody was appointed.') };
    case 'endDeputy':
      return end(turn, press.data.id);
  }
}

type Asked = Extract<Deputising, { readonly verb: 'appointDeputy' }>['data'];

async function appoint(turn: Turn, asked: Asked): Promise<Answer> {
  const { ports, person } = turn;
  if (asked.principalId === '') return { notice: 'Choose first for whom.' };
  const done = await nameDeputy(ports, asked, person.id);
  if (!done.ok) return refused(turn, asked, done);
  const { deputy, line } = done;
  const people = new Map((await ports.store.peopleMet()).map((one) => [one.id, one]));
  const known = (id: string) => people.get(id) ?? { id, name: 'somebody', upn: '' };
  return {
    card: deputyNamedCard(deputy, {
      deputy: known(deputy.deputyId),
      principal: known(deputy.principalId),
      ...momentOf(turn),
      witness: line ? witness(line) : '',
    }),
  };
}

type Refused = Extract<Deputed, { readonly ok: false }>;

/** Why not: on the card again, with the reason that was typed. */
async function refused(turn: Turn, asked: Asked, why: Refused): Promise<Answer> {
  if (why.why !== 'invalid') return { notice: refusals[why.why] };
  const { id, principalId } = asked;
  const { field, complaint } = why;
  const form = await deputyForm(turn, asked, { id, principalId, complaint: { field, complaint } });
  // Where there is no card any more, the sentence says it.
  return 'card' in form ? form : { notice: complaint };
}

async function end({ ports, person }: Turn, id: string): Promise<Answer> {
  const done = await endDeputy(ports, id, person.id);
  if (!done.ok)
    return {
      notice: done.why === 'unknown' ? 'There is no such deputy on record.' : refusals[done.why],
    };
  const notice = done.line ? `Ended. ${witness(done.line)}` : 'It had ended already.';
  return { card: deputiesCard(await deputyList(ports), { viewer: person, notice }) };
}

const refusals: Readonly<Record<Refused['why'], string>> = {
  stranger,
  unreachable: directoryDown,
  notYou: 'This is for whoever holds the role, or for a CISO.',
  unknown: unknownPerson,
  invalid: 'Nothing was changed.',
};
