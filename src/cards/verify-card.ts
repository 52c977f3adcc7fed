import type { Verified } from '../app/verify-register.ts';
import { sayInstant } from '../domain/calendar.ts';
import type { Misfit } from '../domain/trail.ts';
import { witness } from '../domain/trail.ts';
import { factsCard } from './facts-card.ts';
import { labelled, type Line, line, run, warning } from './lines.ts';
import { asOf, counted, shorten } from './phrases.ts';
import type { AdaptiveCard } from './render.ts';

const misfits: Readonly<Record<Misfit['why'], string>> = {
  order: 'a line is missing or out of order',
  link: 'a line does not follow the one before it',
  hash: 'a line was changed after it was written',
  text: 'a text is not the one that was recorded',
  record: 'the entry is not what its history says',
  missing: 'the entry is gone, its history is still there',
  unknown: 'the entry has no history',
  head: 'the register does not end where it says it ends',
};

/** Whether the register fits together, and what vouches for it from outside. */
export function verifyCard({
  verified,
  at,
  zone,
  readOn,
}: {
  readonly verified: Verified;
  /** The instant of the verification. */
  readonly at: string;
  readonly zone: string;
  /** When Secure Score was read. */
  readonly readOn?: string | undefined;
}): AdaptiveCard {
  const { lines, acceptances, head, misfit } = verified;
  return factsCard({
    heading: 'Verify register',
    lines: [
      misfit
        ? warning(`The register does not fit together. ${where(misfit)}`)
        : line(run.strong('The register is consistent in itself.')),
      labelled(
        'Checked',
        `${counted(lines, 'line')} of ${counted(acceptances, 'entry', 'entries')}`,
      ),
      labelled('Head', witness(head)),
      line(
        run.plain(
          'Compare it with the lines and hashes on cards in Teams: whoever owns the database could rewrite everything in it, but not what Teams has already.',
        ),
      ),
    ],
    sections: [
      {
        label: 'Secure Score',
        lines: [...comments(verified), ...drift(verified), ...readAt(readOn, zone)],
      },
    ],
    foot: [line(run.quiet(asOf(at, zone)))],
    buttons: [],
  });
}

function where({ seq, acceptanceId, why }: Misfit): string {
  const place = [
    ...(seq > 0 ? [`line ${String(seq)}`] : []),
    ...(acceptanceId === '' ? [] : [shorten(acceptanceId, 40)]),
  ].join(', ');
  return place === '' ? `What is wrong: ${misfits[why]}.` : `At ${place}: ${misfits[why]}.`;
}

const readAt = (at: string | undefined, zone: string): readonly Line[] =>
  at === undefined ? [] : [line(run.quiet(`Read ${sayInstant(at, zone)}.`))];

function drift({ drifted, unmanaged }: Verified): readonly Line[] {
  const named = drifted.slice(0, MOST_NAMED).join(', ');
  return [
    ...(drifted.length === 0
      ? []
      : [
          warning(
            `In force here, and not so in Secure Score: ${counted(drifted.length, 'entry', 'entries')} (${named}).`,
          ),
        ]),
    ...(unmanaged === 0
      ? []
      : [
          // Nothing is wrong with the register for that.
          line(
            run.plain(
              `Accepted in Secure Score, and not on record here: ${counted(unmanaged, 'recommendation')}. “drift” lists them.`,
            ),
          ),
        ]),
  ];
}

const MOST_NAMED = 10;

function comments({ witnesses, contradicted }: Verified): readonly Line[] {
  const agree =
    witnesses === 1
      ? '1 comment in Secure Score matches its entry.'
      : `${String(witnesses)} comments in Secure Score match their entries.`;
  if (contradicted.length === 0) return [line(run.plain(agree))];
  const named = contradicted.slice(0, MOST_NAMED).map((id) => shorten(id, 80));
  const left = contradicted.length - named.length;
  const rest = left > 0 ? ` and ${String(left)} more` : '';
  return [
    line(run.plain(agree)),
    warning(
      `${counted(contradicted.length, 'comment')} with a line that the register does not have so: ${named.join(', ')}${rest}.`,
    ),
  ];
}
