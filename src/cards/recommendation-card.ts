import type { Recommendation } from '../app/recommendations.ts';
import { stateNames } from '../domain/acceptance.ts';
import { sayInstant } from '../domain/calendar.ts';
import { portalLink } from '../domain/control.ts';
import { open, press } from './buttons.ts';
import { factsCard } from './facts-card.ts';
import { defender } from './labels.ts';
import { given, labelled, type Line, line, run } from './lines.ts';
import { asOf, points, shorten } from './phrases.ts';
import type { AdaptiveCard } from './render.ts';

/** One recommendation with all that is known of it, and what can be done about it. */
export function recommendationCard(
  recommendation: Recommendation,
  { mayPropose, zone }: { readonly mayPropose: boolean; readonly zone: string },
): AdaptiveCard {
  const { control, acceptance } = recommendation;
  return factsCard({
    heading: 'Recommendation',
    lines: [line(run.strong(shorten(control.title, 300))), line(run.quiet(control.id))],
    sections: [
      { label: 'Status', lines: status(recommendation, zone) },
      { label: 'Priority', lines: priority(recommendation) },
      { label: 'Acceptance', lines: accepted(recommendation) },
    ],
    foot: [line(run.quiet(asOf(recommendation.asOf, zone)))],
    buttons: [
      ...(mayPropose
        ? [press('Propose risk acceptance', 'openForm', { controlId: control.id })]
        : []),
      ...(acceptance ? [press(`Show ${acceptance.id}`, 'show', { id: acceptance.id })] : []),
      open(defender, portalLink(control.id)),
    ],
  });
}

function status(
  { control, status: name, pointsAtRisk }: Recommendation,
  zone: string,
): readonly Line[] {
  const earned =
    control.score === null
      ? `not measured in this tenant, ${points(control.maxScore)} possible`
      : `${points(control.score)} of ${points(control.maxScore)} earned, ${points(pointsAtRisk)} at risk`;
  return [
    labelled('Secure Score shows', shorten(name, 60)),
    labelled('Points', earned),
    ...given(shorten(control.implementationStatus, 300), (words) =>
      labelled('Microsoft says', words),
    ),
    ...given(control.lastSynced ?? '', (at) =>
      labelled('Measured by Microsoft', sayInstant(at, zone)),
    ),
    ...(control.deprecated ? [line(run.plain('Microsoft has retired this recommendation.'))] : []),
  ];
}

const priority = ({ control, bucket, riskReduction }: Recommendation): readonly Line[] => [
  labelled('Bucket', `${String(bucket.number)}. ${shorten(bucket.why, 200)}`),
  labelled('Risk reduction', riskReduction),
  labelled('Area', shorten([control.category, control.service].filter(Boolean).join(' · '), 120)),
  labelled('Effort', shorten(control.implementationCost, 40) || 'not known'),
  labelled('Effect on users', shorten(control.userImpact, 40) || 'not known'),
  ...given(shorten(control.threats.join(', '), 300), (words) => labelled('Threats', words)),
];

const accepted = ({ acceptance }: Recommendation): readonly Line[] =>
  acceptance ? [labelled(acceptance.id, stateNames[acceptance.state])] : [];
