import type { AcceptanceView } from '../app/acceptance-view.ts';
import { sayDay } from '../domain/calendar.ts';
import { labelOf } from '../domain/words.ts';
import { backTo } from './back.ts';
import { type Button, press } from './buttons.ts';
import type { Typed } from './extras.ts';
import { fallbackFor } from './facts-card.ts';
import { given, labelled, type Line, line, run } from './lines.ts';
import { firstSentence, points, shorten } from './phrases.ts';
import { type AdaptiveCard, template } from './render.ts';
import { foot } from './standing.ts';

/** What the first press asked for: the second one names it. */
export interface Confirmation {
  /** The date that an approval now sets. */
  readonly reviewOn: string;
  /** All that was typed, by the ids of the inputs. */
  readonly typed: Typed;
}

/** All that `cards/confirm.json` may show. */
interface ConfirmView {
  readonly heading: string;
  readonly fallbackText: string;
  readonly lines: readonly Line[];
  readonly foot: readonly Line[];
  readonly buttons: readonly Button[];
}

const draw: (view: ConfirmView) => AdaptiveCard = template('confirm');

/** The second look at a High residual risk: it names the risk and the date, and asks once more. */
export function confirmCard(view: AcceptanceView, { reviewOn, typed }: Confirmation): AdaptiveCard {
  const { id, revision, facts, riskDescription } = view.acceptance;
  const heading = `${id} · Approve a High residual risk?`;
  const { conditions = '', reviewOn: typedReviewOn = '' } = typed;
  const data = {
    id,
    revision,
    confirm: { residualRisk: 'High', reviewOn },
    conditions,
    reviewOn: typedReviewOn,
  };
  return draw({
    heading,
    fallbackText: fallbackFor(heading),
    lines: [
      line(run.strong(shorten(facts.title, 200))),
      labelled(
        'Residual risk',
        `High, ${points(facts.pointsAtRisk)} points at risk when submitted.`,
      ),
      labelled('The risk', firstSentence(riskDescription)),
      labelled('Review date', `${sayDay(reviewOn)}.`),
      ...given(shorten(conditions, 300), (words) => labelled(labelOf('conditions'), words)),
    ],
    foot: [foot(view)],
    buttons: [press('Approve High risk', 'approve', data), backTo(id, typed)],
  });
}
