import type { Recommendation } from '../app/recommendations.ts';
import { type Acceptance, final, stateNames, treatmentNames } from '../domain/acceptance.ts';
import type { Complaints, FormField } from '../domain/proposal.ts';
import { press } from './buttons.ts';
import { copied } from './copied-form.ts';
import { given, labelled, type Line, line, opening, paragraphs, run } from './lines.ts';
import { asOf, points, shorten } from './phrases.ts';
import { drawForm } from './proposal-form.ts';
import type { AdaptiveCard } from './render.ts';

/** A form to be filled in, or given back with its complaints and all that was typed. */
export interface ProposalInput {
  readonly recommendation: Recommendation;
  readonly draftId: string;
  readonly owners: readonly { readonly id: string; readonly name: string }[];
  readonly today: string;
  readonly zone: string;
  readonly notice?: string;
  readonly typed?: Readonly<Partial<Record<FormField, string>>>;
  readonly complaints?: Complaints;
  /** An earlier acceptance whose texts stand in the form. */
  readonly copies?: Acceptance;
  /** The acceptance in force beside which another treatment is proposed. */
  readonly replaces?: Acceptance;
  /** The acceptance that is submitted again, and who asked for what. */
  readonly resubmits?: {
    readonly id: string;
    readonly revision: number;
    readonly reason: string;
    readonly byName: string;
  };
}

/** The form **Propose risk acceptance**. */
export function proposalCard(input: ProposalInput): AdaptiveCard {
  const { recommendation, typed = {}, complaints = {}, owners, today, zone, draftId } = input;
  const { control } = recommendation;
  const { notice = '', resubmits, copies, replaces } = input;
  const beside = replaces ? { replaces: replaces.id } : {};
  const data = { controlId: control.id, draftId };
  return drawForm({
    top: [
      ...given(notice, (words) => line(run.strong(words))),
      ...(resubmits ? changesRequested(resubmits, 1000) : []),
      ...(replaces ? [besideLine(replaces)] : []),
      ...(copies ? copiedLines(copies) : []),
    ],
    lines: [
      line(
        run.strong(shorten(control.title, 200)),
        run.plain(` · ${shorten(control.category, 40)} · `),
        run.quiet(shorten(control.id, 120)),
      ),
      labelled(
        'Secure Score shows',
        `${shorten(recommendation.status, 60)}, ${points(recommendation.pointsAtRisk)} of ${points(control.maxScore)} points at risk.`,
      ),
    ],
    values: {
      ...blankForm,
      riskDescription: riskFrom(control),
      ...earlier(copies, replaces),
      ...typed,
    },
    complaints,
    owners,
    today,
    foot: line(run.quiet(asOf(recommendation.asOf, zone))),
    buttons: [
      resubmits
        ? press('Submit for review', 'resubmit', {
            id: resubmits.id,
            revision: resubmits.revision,
            ...data,
          })
        : press('Submit for review', 'propose', { ...data, ...beside }),
    ],
  });
}

/** Beside one in force another treatment is proposed: that choice is left open. */
const earlier = (
  copies: Acceptance | undefined,
  replaces: Acceptance | undefined,
): Partial<Record<FormField, string>> => ({
  ...(copies ? copied(copies) : {}),
  ...(replaces ? { treatment: '' } : {}),
});

/** Where it ended with a reason, that is the first thing to answer. */
const copiedLines = ({ id, state, reason }: Acceptance): readonly Line[] => [
  line(
    run.plain(`The texts are copied from ${id} (${stateNames[state]}): please go through them. `),
    run.plain('Nobody’s approval is carried over.'),
  ),
  ...(final.includes(state) ? opening('It ended with', reason, 300) : []),
];

const besideLine = ({ id, treatment }: Acceptance): Line =>
  line(
    run.strong(`Beside ${id} (${treatmentNames[treatment]}): `),
    run.plain('please choose another treatment. That one stays in force until this one is.'),
  );

/** Who asked for changes, and what for: the first thing that a proposer should read. */
export function changesRequested(
  { reason, byName }: { readonly reason: string; readonly byName: string },
  most: number,
): readonly Line[] {
  const [first, ...others] = paragraphs(reason, most);
  return [
    line(run.strong(`Changes requested by ${shorten(byName, 80)}: `), ...(first?.runs ?? [])),
    ...others,
  ];
}

const blankForm: Readonly<Record<FormField, string>> = {
  treatment: 'riskAccepted',
  scope: 'tenant',
  scopeDetail: '',
  riskDescription: '',
  justification: '',
  compensatingControls: '',
  residualRisk: '',
  reviewOn: '',
  riskOwnerId: '',
  evidence: '',
};

/** A first sentence for the risk, from the threats that Microsoft names; empty where it names none. */
function riskFrom({
  title,
  threats,
}: {
  readonly title: string;
  readonly threats: readonly string[];
}): string {
  const named = threats.filter(
    (threat, at) => threats.findIndex((one) => one.toLowerCase() === threat.toLowerCase()) === at,
  );
  return named.length === 0
    ? ''
    : `While “${title}” is not in place, these threats remain: ${named.join(', ')}.`;
}
