import { deputyList } from '../app/deputy-list.ts';
import { orSilent } from '../app/directory-silent.ts';
import { findPeople, type Found } from '../app/find-people.ts';
import { deputiesCard } from '../cards/deputies-card.ts';
import { personChooserCard } from '../cards/person-chooser-card.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import { dayOf } from '../domain/calendar.ts';
import { readComingDay } from '../domain/coming-day.ts';
import { daysComplaint, type DeputyDays, isDeputyRole } from '../domain/deputy.ts';
import { type DeputyAsked, deputyForm, momentOf } from './deputy-form.ts';
import type { DeputyWords } from './deputy-words.ts';
import { directoryDown, type Turn } from './turn.ts';

type Said = { readonly text: string } | { readonly card: AdaptiveCard };

/** Deputies are named, listed and ended in one's own chat. */
export const ownChatOnly = 'This works in our own chat.';

const usage =
  'Say who, for which role and until when, for example: deputy Ed Ellis for CISO from 1 Aug until 14 Aug because holiday';

/** Who stands in for whom, now or later. */
export async function listDeputies({ ports, person, place }: Turn): Promise<Said> {
  if (place !== 'personal') return { text: ownChatOnly };
  return { card: deputiesCard(await deputyList(ports), { viewer: person }) };
}

/** Asks back with a card; or says in one sentence what is missing or wrong. */
export async function askForDeputy(turn: Turn, words: DeputyWords | undefined): Promise<Said> {
  if (turn.place !== 'personal') return { text: ownChatOnly };
  if (!words) return { text: usage };
  const { role, reason } = words;
  if (!isDeputyRole(role))
    return {
      text: 'An auditor only reads, and needs no deputy: your administrator can name another one.',
    };
  const days = daysOf(turn, words);
  if ('text' in days) return days;
  const found = await whoIsMeant(turn, words.person);
  if (found === 'silent') return { text: directoryDown };
  const [one, ...others] = found;
  if (!one)
    return {
      text: `I know nobody by the name of "${plain(words.person)}". I know by name those who hold a role or have written to me: for others type the user principal name or the object id.`,
    };
  const asked: Omit<DeputyAsked, 'deputyId'> = { role, reason, ...days };
  if (others.length > 0)
    return {
      card: personChooserCard({
        people: found,
        verb: 'askDeputy',
        asked: { ...asked },
        ...momentOf(turn),
      }),
    };
  const form = await deputyForm(turn, { ...asked, deputyId: one.id });
  return 'notice' in form ? { text: form.notice } : form;
}

/** Quoted back without anything that a chat would read as format. */
const plain = (words: string): string => words.slice(0, 80).replace(/[^\p{L}\p{N} .,'@-]/gu, '');

function daysOf(
  { ports: { now, policy } }: Turn,
  { from, until }: DeputyWords,
): DeputyDays | { readonly text: string } {
  const today = dayOf(now(), policy.timeZone);
  const validFrom = from === '' ? today : readComingDay(from, today);
  if (validFrom === undefined) return { text: noSuchDay(from) };
  const validTo = readComingDay(until, today);
  if (validTo === undefined) return { text: noSuchDay(until) };
  const complaint = daysComplaint({ validFrom, validTo }, today);
  return complaint === undefined ? { validFrom, validTo } : { text: complaint };
}

const noSuchDay = (words: string): string =>
  `I cannot read "${plain(words)}" as a day: write it like 14 Aug, Friday or 2026-08-14.`;

async function whoIsMeant(
  { ports, person, mentioned = {} }: Turn,
  words: string,
): Promise<readonly Found[] | 'silent'> {
  const name = words.replace(/^@/, '').toLowerCase();
  if (name === 'me' || name === 'myself') return [person];
  return orSilent(findPeople(ports, mentioned[name] ?? words));
}
