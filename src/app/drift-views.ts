import type { Acceptance, Treatment } from '../domain/acceptance.ts';
import type { DriftAct, Finding } from './drift-ports.ts';
import type { Trouble } from './ports.ts';

/** What a card says of the acceptance that a finding contradicts. */
export type Contradicted = Pick<
  Acceptance,
  'id' | 'revision' | 'state' | 'treatment' | 'reviewOn' | 'endedAt'
>;

/** What Secure Score says against the record, as one person's card shows it. */
export interface DriftView {
  readonly finding: Finding;
  readonly title: string;
  readonly category: string;
  /** Points at risk as last read; undefined where Secure Score has the recommendation no more. */
  readonly points: number | undefined;
  readonly acceptance: Contradicted | undefined;
  /** The treatment for which the state stands. */
  readonly treatment: Treatment | undefined;
  /** What the viewer may do about it now. */
  readonly acts: readonly DriftAct[];
  /** It can be adopted, by somebody other than the viewer. */
  readonly othersAdopt: boolean;
  /** It only stands on the list so far. */
  readonly counts: boolean;
  /** Somebody asked for something, and Secure Score does not show it yet. */
  readonly asked:
    | {
        readonly what: 'revert' | 'reapply';
        readonly by: string;
        readonly at: string;
        readonly trouble: Trouble;
        /** A person has to set it in the portal. */
        readonly byHand: boolean;
        readonly isDevice: boolean;
      }
    | undefined;
  readonly zone: string;
  /** When Secure Score was last asked about it. */
  readonly asOf: string;
}

/** One row of a list of findings. */
export interface DriftRow {
  readonly finding: Finding;
  readonly title: string;
  readonly points: number | undefined;
}

/** Findings to choose from: those of the first look, or all. */
export interface DriftListView {
  readonly which: 'first' | 'all';
  /** All of them; the card shows a page. */
  readonly rows: readonly DriftRow[];
  readonly offset: number;
  /** The day from which on what is left of the first look counts as unmanaged. */
  readonly countsFrom: string | undefined;
  readonly zone: string;
  readonly asOf: string;
}
