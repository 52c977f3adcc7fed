import type { Format } from '../app/open-download.ts';
import { sayInstant } from '../domain/calendar.ts';
import { open } from './buttons.ts';
import { factsCard } from './facts-card.ts';
import { line, run } from './lines.ts';
import type { AdaptiveCard } from './render.ts';

interface ExportView {
  /** How many acceptances there are. */
  readonly total: number;
  /** Opens for whoever asked, for a while. */
  readonly linkTo: (format: Format) => string;
  readonly at: string;
  readonly zone: string;
}

/** The register to take along, in three formats. */
export const exportCard = ({ total, linkTo, at, zone }: ExportView): AdaptiveCard =>
  factsCard({
    heading: 'Export the register',
    lines: [
      line(
        run.plain(
          `${total === 1 ? '1 acceptance' : `${total.toLocaleString('en')} acceptances`}, `,
        ),
        run.plain('those that ended included. That you fetch them goes on record.'),
      ),
    ],
    sections: [
      {
        label: 'XLSX, CSV',
        lines: [line(run.plain('A row for each acceptance, to look at and to filter.'))],
      },
      {
        label: 'JSON',
        lines: [
          line(
            run.plain(
              'Everything, with the trail and its hashes. The offline verifier proves that nobody has edited it.',
            ),
          ),
        ],
      },
    ],
    foot: [
      line(
        run.quiet(
          `As of ${sayInstant(at, zone)}. The links are yours alone, and good for 15 minutes.`,
        ),
      ),
    ],
    buttons: [
      open('XLSX', linkTo('xlsx')),
      open('CSV', linkTo('csv')),
      open('JSON', linkTo('json')),
    ],
  });
