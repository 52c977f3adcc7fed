import type { DriftListView, DriftRow } from '../app/drift-views.ts';
import { dayOf, sayDay } from '../domain/calendar.ts';
import { statusName } from '../domain/control.ts';
import { press } from './buttons.ts';
import { line, run } from './lines.ts';
import { type ListRow, listCard, pageWords, rowsAPage } from './list-card.ts';
import { asOf, counted, points, shorten } from './phrases.ts';
import type { AdaptiveCard } from './render.ts';

/** Where Secure Score contradicts the record, a page of it; or what was accepted there before anybody looked. */
export function driftListCard(view: DriftListView): AdaptiveCard {
  const { which, rows, offset, zone } = view;
  const shown = rows.slice(offset, offset + rowsAPage);
  const more = offset + rowsAPage;
  const page = { which, offset: more < rows.length ? more : 0 };
  return listCard({
    heading: which === 'first' ? 'Accepted before Scorekeeper' : 'Drift',
    top: [
      line(run.plain(topWords(view))),
      line(run.plain(pageWords(offset, shown.length, rows.length))),
    ],
    rows: shown.map((row) => drawRow(row, zone)),
    foot: [line(run.quiet(asOf(view.asOf, zone)))],
    buttons:
      rows.length > rowsAPage
        ? [press(more < rows.length ? 'More' : 'From the beginning', 'drifts', page)]
        : [],
  });
}

function topWords({ which, rows, countsFrom }: DriftListView): string {
  if (rows.length === 0)
    return which === 'first'
      ? 'Nothing is left of what was accepted in Secure Score before.'
      : 'Secure Score says what the record says.';
  if (which === 'all') return 'Secure Score contradicts the record here.';
  const what = counted(rows.length, 'recommendation was', 'recommendations were');
  const until = countsFrom === undefined ? '' : sayDay(countsFrom);
  return `${what} accepted in Secure Score without a record. Adopt each, or revert it: from ${until} on what is left counts as unmanaged.`;
}

function drawRow({ finding, title, points: atRisk }: DriftRow, zone: string): ListRow {
  const { state, by, since, id, acceptanceId, controlId } = finding;
  const facts = [
    statusName(state),
    `since ${sayDay(dayOf(new Date(since), zone))}`,
    ...(by === '' ? [] : [`by ${by}`]),
    ...(acceptanceId === null ? [] : [`against ${acceptanceId}`]),
    ...(atRisk === undefined ? [] : [`${points(atRisk)} points at risk`]),
  ];
  return {
    lines: [
      line(run.strong(shorten(title, 160))),
      line(run.quiet(shorten(facts.join(' · '), 300))),
    ],
    actions: [press('Show', 'drift', { driftId: id }, `Show ${shorten(controlId, 80)}`)],
  };
}
