import { decided } from '../domain/acceptance.ts';
import { endOfDay, startOfDay } from '../domain/calendar.ts';
import { resolvePeriod } from '../domain/period.ts';
import type { Question } from '../domain/question.ts';
import type { AcceptanceFilter } from './acceptance-filter.ts';
import { namesOf } from './answer-names.ts';
import type { AcceptedByAnswer, NoAnswer } from './answers.ts';
import type { Ports } from './ports.ts';

type Asked = Extract<Question, { readonly ask: 'acceptedBy' }>;

/**
 * Who approved what in which role, the newest decision first: on the days of a period; without one what holds now, or
 * all that was ever approved as a deputy.
 */
export async function acceptedBy(
  ports: Ports,
  { period: words, asDeputy }: Omit<Asked, 'ask'>,
  today: string,
): Promise<AcceptedByAnswer | NoAnswer> {
  const resolved = words && resolvePeriod(words, { today, newest: today });
  if (resolved && !resolved.ok)
    return { is: 'badPeriod', why: resolved.why, words: resolved.words, today };
  const period = resolved?.period;
  const zone = ports.policy.timeZone;
  const filter: AcceptanceFilter = {
    ...(period
      ? { decidedFrom: startOfDay(period.from, zone), decidedTo: endOfDay(period.to, zone) }
      : asDeputy
        ? {}
        : { states: decided }),
    ...(asDeputy ? { asDeputy } : {}),
  };
  const found = await ports.store.list(filter);
  const items = found.toSorted((one, other) => (at(one) < at(other) ? 1 : -1));
  const names = await namesOf(ports, items);
  return { is: 'acceptedBy', period, asDeputy: asDeputy === true, items, names, today };
}

const at = ({ decidedAt }: { readonly decidedAt: string | null }): string => decidedAt ?? '';
