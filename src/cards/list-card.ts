import type { Button } from './buttons.ts';
import { fallbackFor } from './facts-card.ts';
import type { Line } from './lines.ts';
import { type AdaptiveCard, template } from './render.ts';

export interface ListRow {
  readonly lines: readonly Line[];
  readonly actions: readonly Button[];
}

/** All that `cards/list.json` may show: rows with a button each, one page of them. */
export interface ListView {
  /** Our own words only: it is read as Markdown. */
  readonly heading: string;
  readonly top: readonly Line[];
  readonly rows: readonly ListRow[];
  readonly foot: readonly Line[];
  readonly buttons: readonly Button[];
}

/** As many rows as a phone bears. */
export const rowsAPage = 8;

const draw = template('list');

/** A list to choose from. */
export const listCard = (view: ListView): AdaptiveCard =>
  draw({ ...view, fallbackText: fallbackFor(view.heading) });

/** `9 to 16 of 40`. */
export const pageWords = (offset: number, shown: number, total: number): string =>
  shown === 0 || shown === total
    ? `${String(total)} in all.`
    : `${String(offset + 1)} to ${String(offset + shown)} of ${String(total)}.`;
