import type { Sample, Sampled } from '../app/sample.ts';
import { stateNames, treatmentNames } from '../domain/acceptance.ts';
import { dayOf, sayDay } from '../domain/calendar.ts';
import { roleNames } from '../domain/person.ts';
import { type LineWithTexts, witness } from '../domain/trail.ts';
import { press } from './buttons.ts';
import { eventWords } from '../domain/words.ts';
import { given, type Line, line, run } from './lines.ts';
import { type ListRow, listCard } from './list-card.ts';
import { actorOf, asOf, counted, shorten } from './phrases.ts';
import { type AdaptiveCard, fitted } from './render.ts';

/** How much of each is shown: how many steps, whether in words, and whether with a button. */
interface Size {
  readonly steps: number;
  readonly inWords?: true;
  readonly buttons?: true;
}

// Of twenty a card has no room for the buttons: the hashes are worth more.
const sizes: readonly [Size, ...Size[]] = [
  { steps: Infinity, inWords: true, buttons: true },
  { steps: Infinity, buttons: true },
  ...[Infinity, 8, 5, 3, 1].map((steps) => ({ steps })),
];

/** A sample of what is in force, with the witness of every step; how it was drawn, so that it can be drawn again. */
export const sampleCard = (sample: Sample): AdaptiveCard =>
  fitted(sizes, (size) => draw(sample, size));

function draw(sample: Sample, size: Size): AdaptiveCard {
  const { items, total, seed, zone, at } = sample;
  const today = sayDay(dayOf(new Date(at), zone));
  return listCard({
    heading: 'Sample',
    top: [
      line(
        run.plain(
          `${String(items.length)} of ${counted(total, 'acceptance')} in force on ${today}.`,
        ),
      ),
      ...(total === 0 ? [] : [line(run.quiet(howDrawn(items.length, seed)))]),
    ],
    rows: items.map((one) => row(one, sample, size)),
    foot: [
      ...given(size.buttons ? '' : 'Type “details” and an id for everything about one.', (words) =>
        line(run.plain(words)),
      ),
      line(run.quiet(asOf(at, zone))),
    ],
    buttons: [],
  });
}

const howDrawn = (count: number, seed: string): string =>
  `Drawn by chance: those whose SHA-256 of “${seed}:” and the id is smallest. “sample ${String(count)} seed ${seed}” draws the same while the same are in force. Hold the hashes against an export.`;

function row({ acceptance, trail }: Sampled, { names, zone }: Sample, size: Size): ListRow {
  const { id, state, treatment, facts, inForceSince, reviewOn } = acceptance;
  const dates = [
    ...(inForceSince === null ? [] : [`in force since ${day(inForceSince, zone)}`]),
    ...(reviewOn === null ? [] : [`review ${sayDay(reviewOn)}`]),
  ];
  return {
    lines: [
      line(run.strong(shorten(facts.title, 100))),
      line(run.plain([id, stateNames[state], treatmentNames[treatment], ...dates].join(' · '))),
      ...trailLines(trail, { names, zone }, size),
    ],
    actions: !size.buttons
      ? []
      : [press('Details', 'say', { text: `details ${id}` }, `Details of ${id}`)],
  };
}

const day = (at: string, zone: string): string => sayDay(dayOf(new Date(at), zone));

type Telling = Pick<Sample, 'names' | 'zone'>;

/** The newest steps where they are too many, which it says. */
function trailLines(
  trail: readonly LineWithTexts[],
  telling: Telling,
  { steps, inWords }: Size,
): readonly Line[] {
  const shown = trail.slice(Math.max(0, trail.length - steps));
  const left = trail.length - shown.length;
  if (inWords) return shown.map((step) => line(run.quiet(stepWords(step, telling))));
  const head = left === 0 ? '' : `${counted(left, 'earlier step')} in Details; `;
  return [
    line(run.quiet(`${counted(trail.length, 'step')}: ${head}${shown.map(witness).join(' · ')}`)),
  ];
}

function stepWords(step: LineWithTexts, { names, zone }: Telling): string {
  const { at, by, role, roleFrom, event } = step;
  const who = actorOf(names, by, roleFrom);
  const what = eventWords[event] ?? event;
  return `${witness(step)} ${day(at, zone)}: ${who}${role ? ` (${roleNames[role]})` : ''} ${what}`;
}
