import { type Acceptance, type State, treatmentNames } from '../domain/acceptance.ts';
import { sayDay } from '../domain/calendar.ts';
import { actorWords, deputyshipIn } from '../domain/deputy-words.ts';
import { lapseDays } from '../domain/guards-of-time.ts';
import { escapeMarkdown } from '../domain/text.ts';
import type { LineWithTexts } from '../domain/trail.ts';
import type { Ports } from './ports.ts';

/** A step as it is told: what it was, by whom, and what it came from. */
interface Told {
  readonly acceptance: Acceptance;
  readonly line: LineWithTexts;
  /** As text: no Markdown is read in it. */
  readonly by: string;
  readonly reviewOn: string;
  /** The state before the step; undefined before the first. */
  readonly from: State | undefined;
}

/** The step of an acceptance that led to a revision; undefined where there is none. */
export async function stepOf(
  { store }: Pick<Ports, 'store'>,
  id: string,
  revision: number,
): Promise<Told | undefined> {
  const [acceptance, trail] = await Promise.all([store.find(id), store.trail(id)]);
  const line = trail.find((one) => one.revision === revision);
  if (!acceptance || !line) return undefined;
  const principal = deputyshipIn(line.roleFrom)?.principalId ?? line.by;
  const names = await store.names([line.by, principal]);
  const before = trail.filter((one) => one.revision < revision);
  return {
    acceptance,
    line,
    by: escapeMarkdown(actorWords(Object.fromEntries(names), line.by, line.roleFrom)),
    reviewOn: acceptance.reviewOn ? sayDay(acceptance.reviewOn) : '',
    from: before.findLast(({ set }) => 'state' in set)?.set['state'] as State | undefined,
  };
}

const isPartial = ({ acceptance }: Told): boolean => acceptance.scope === 'partial';

/** An end of what holds a control gives it back; a part of the tenant never held it. */
const givenBack = (told: Told): string =>
  isPartial(told) ? '' : ' Secure Score goes back to To address.';

const outcomes: Readonly<Record<string, (told: Told) => string>> = {
  propose: ({ acceptance, by }) => `${by} asks for “${treatmentNames[acceptance.treatment]}”.`,
  approve: (told) =>
    `approved by ${told.by}, review by ${told.reviewOn}. ${
      isPartial(told)
        ? 'It is for some users or devices: Secure Score stays as it is.'
        : 'It is in force once Secure Score shows it.'
    }`,
  verified: (told) =>
    isPartial(told)
      ? `in force for some users or devices; review by ${told.reviewOn}.`
      : `in force. Secure Score shows it; review by ${told.reviewOn}.`,
  reject: ({ by }) => `rejected by ${by}.`,
  revoke: (told) => `revoked by ${told.by}.${givenBack(told)}`,
  completed: () => 'withdrawn: the recommendation is complete, so there is nothing left to accept.',
  gone: () => 'withdrawn: Microsoft no longer has this recommendation.',
  lapse: ({ from }) =>
    from === 'ChangesRequested'
      ? `withdrawn: its proposer was asked for changes, and ${String(lapseDays({ state: from }))} days brought no answer. It can be proposed again.`
      : `withdrawn: nobody decided within ${String(lapseDays({ state: 'InReview' }))} days. It can be proposed again.`,
  graceOver: (told) =>
    told.from === 'Approved'
      ? `expired: its review date, ${told.reviewOn}, came before Secure Score showed it.${givenBack(told)}`
      : `expired: its review date was ${told.reviewOn}, and nobody renewed it in time.${givenBack(told)}`,
};

/** What a step came to, in a sentence or two: id, title, names and dates only. */
export const outcome = (told: Told): string =>
  `**${told.acceptance.id}** ${escapeMarkdown(told.acceptance.facts.title)}: ${outcomes[told.line.event]?.(told) ?? told.line.event}`;
