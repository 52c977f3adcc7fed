import type { DeputyList } from '../app/deputy-list.ts';
import { mayEnd } from '../domain/deputy.ts';
import type { Deputy } from '../domain/deputy.ts';
import { type Person, roleNames } from '../domain/person.ts';
import { sayDays } from '../domain/span.ts';
import { press } from './buttons.ts';
import { given, line, run } from './lines.ts';
import { type ListRow, listCard, rowsAPage } from './list-card.ts';
import { asOf, counted, nameOf, shorten } from './phrases.ts';
import type { AdaptiveCard } from './render.ts';

/** Those who stand in for others now or later; whoever may end it has a button for that. */
export function deputiesCard(
  { deputies, names, today, at, zone }: DeputyList,
  { viewer, notice = '' }: { readonly viewer: Person; readonly notice?: string },
): AdaptiveCard {
  const shown = deputies.slice(0, rowsAPage);
  const left = deputies.length - shown.length;
  const how = 'To name one, say for example: deputy Ed Ellis for CISO until 14 Aug';
  return listCard({
    heading: 'Deputies',
    top: [
      ...given(notice, (words) => line(run.strong(words))),
      line(
        run.plain(
          deputies.length === 0
            ? 'Nobody stands in for anybody, now or later.'
            : `${counted(deputies.length, 'deputy', 'deputies')}, now or later.`,
        ),
      ),
    ],
    rows: shown.map((one) => row(one, { names, today, viewer })),
    foot: [
      ...given(left > 0 ? `${String(left)} more begin later.` : '', (words) =>
        line(run.plain(words)),
      ),
      line(run.quiet(`${how}. ${asOf(at, zone)}`)),
    ],
    buttons: [],
  });
}

function row(
  deputy: Deputy,
  { names, today, viewer }: Pick<DeputyList, 'names' | 'today'> & { readonly viewer: Person },
): ListRow {
  const { id, role, principalId, deputyId, validFrom, validTo, reason } = deputy;
  const who = `${nameOf(names, deputyId)} for ${nameOf(names, principalId)} as ${roleNames[role]}`;
  const days = `${sayDays(validFrom, validTo)}${validFrom > today ? ', to come' : ''}`;
  return {
    lines: [
      line(run.strong(who)),
      line(run.plain(`${days}.`)),
      ...given(shorten(reason, 200), (words) => line(run.quiet(words))),
    ],
    actions: mayEnd(viewer, deputy) ? [press('End', 'endDeputy', { id })] : [],
  };
}
