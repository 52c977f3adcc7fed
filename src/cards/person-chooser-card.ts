import type { Person } from '../domain/person.ts';
import { press } from './buttons.ts';
import type { Moment } from './deputy-card.ts';
import { line, run } from './lines.ts';
import { listCard, rowsAPage } from './list-card.ts';
import { asOf, shorten } from './phrases.ts';
import { type AdaptiveCard, fitted } from './render.ts';

type Known = Pick<Person, 'id' | 'name' | 'upn'>;

interface Choosing extends Moment {
  readonly people: readonly Known[];
  readonly verb: string;
  /** What was asked so far: sent back with the one who is chosen. */
  readonly asked: Readonly<Record<string, unknown>>;
}

/** Asks which of several people is meant; each is sent back as `deputyId`, with what was asked so far. */
export const personChooserCard = (choosing: Choosing): AdaptiveCard =>
  fitted([rowsAPage, 4, 2], (most) => chooser(choosing, most));

function chooser({ people, verb, asked, at, zone }: Choosing, most: number): AdaptiveCard {
  const shown = people.slice(0, most);
  const left = people.length - shown.length;
  const more = `${String(left)} more fit: say it with more of the name, or with the user principal name.`;
  return listCard({
    heading: 'Please choose',
    top: [line(run.plain('Whom do you mean?'))],
    rows: shown.map(({ id, name, upn }) => ({
      lines: [line(run.strong(shorten(name, 120))), line(run.quiet(shorten(upn || id, 120)))],
      actions: [press('Choose', verb, { ...asked, deputyId: id })],
    })),
    foot: [...(left > 0 ? [line(run.plain(more))] : []), line(run.quiet(asOf(at, zone)))],
    buttons: [],
  });
}
