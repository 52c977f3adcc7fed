import type { Deputy, DeputyDays, DeputyRole } from '../domain/deputy.ts';
import { type Person, roleNames } from '../domain/person.ts';
import { sayDays } from '../domain/span.ts';
import { type Button, press } from './buttons.ts';
import { factsCard, fallbackFor } from './facts-card.ts';
import { given, labelled, type Line, line, run, warning } from './lines.ts';
import { asOf, capital, shorten } from './phrases.ts';
import { type AdaptiveCard, template } from './render.ts';

type Known = Pick<Person, 'id' | 'name' | 'upn'>;

/** The instant of a card, and the tenant's zone. */
export interface Moment {
  readonly at: string;
  readonly zone: string;
}

/** A deputy that somebody asks for, before they have pressed Appoint. */
export interface DeputyForm extends DeputyDays, Moment {
  readonly id: string;
  readonly role: DeputyRole;
  readonly deputy: Known;
  /** Whose role it may be; where there are several, the card asks for whom. */
  readonly principals: readonly [Known, ...Known[]];
  /** The one of them who was chosen; empty where nobody was. */
  readonly principalId: string;
  readonly reason: string;
  readonly complaint?: { readonly field: 'form' | 'reason'; readonly complaint: string };
}

/** All that `cards/deputy.json` may show. */
interface DeputyFormView {
  readonly heading: string;
  readonly fallbackText: string;
  readonly lines: readonly Line[];
  readonly forWhom: readonly {
    readonly choices: readonly { readonly title: string; readonly value: string }[];
    readonly value: string;
  }[];
  readonly reason: string;
  readonly complaint: readonly Line[];
  readonly foot: readonly Line[];
  readonly buttons: readonly Button[];
}

const draw: (view: DeputyFormView) => AdaptiveCard = template('deputy');

const heading = 'Appoint a deputy?';

/** Asks back who it is, for whom, in which role and when: nothing counts before Appoint is pressed. */
export function deputyFormCard(form: DeputyForm): AdaptiveCard {
  const { id, role, deputy, principals, validFrom, validTo, reason, complaint } = form;
  const [only, ...others] = principals;
  const about = { id, role, deputyId: deputy.id, validFrom, validTo };
  const wrong = (field: 'form' | 'reason'): readonly Line[] =>
    complaint?.field === field ? [warning(complaint.complaint)] : [];
  return draw({
    heading,
    fallbackText: fallbackFor(heading),
    lines: [
      ...wrong('form'),
      labelled('Deputy', said(deputy)),
      ...(others.length === 0 ? [labelled('For', said(only))] : []),
      labelled('Role', capital(roleNames[role])),
      labelled('Days', `${sayDays(validFrom, validTo)}, both included`),
    ],
    forWhom:
      others.length === 0 ? [] : [{ choices: principals.map(choice), value: form.principalId }],
    reason: reason.slice(0, 1000),
    complaint: wrong('reason'),
    foot: [
      line(run.quiet(asOf(form.at, form.zone))),
      line(
        run.quiet(
          'What the deputy does is on record as done for that person. Until Appoint is pressed nobody may do anything.',
        ),
      ),
    ],
    buttons: [
      press(
        'Appoint',
        'appointDeputy',
        others.length === 0 ? { ...about, principalId: only.id } : about,
      ),
      press('Cancel', 'cancelDeputy', {}),
    ],
  });
}

const said = ({ name, upn }: Known): string => shorten(upn === '' ? name : `${name} (${upn})`, 200);

const choice = (one: Known): { readonly title: string; readonly value: string } => ({
  title: said(one),
  value: one.id,
});

interface Named extends Moment {
  readonly deputy: Known;
  readonly principal: Known;
  /** Of the line that names them; empty where it was there already. */
  readonly witness: string;
}

/** Who was named, once they are. */
export function deputyNamedCard(
  { id, role, validFrom, validTo, reason }: Deputy,
  { deputy, principal, witness, at, zone }: Named,
): AdaptiveCard {
  return factsCard({
    heading: 'Deputy appointed',
    lines: [
      labelled('Deputy', said(deputy)),
      labelled('For', said(principal)),
      labelled('Role', capital(roleNames[role])),
      labelled('Days', `${sayDays(validFrom, validTo)}, both included`),
      ...given(shorten(reason, 300), (words) => labelled('Reason', words)),
    ],
    sections: [],
    foot: [line(run.quiet(`${asOf(at, zone)} ${witness}`.trim()))],
    buttons: [press('End', 'endDeputy', { id })],
  });
}
