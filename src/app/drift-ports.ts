import type { Drift } from '../domain/drift.ts';
import type { Effect } from '../domain/effect.ts';
import type { Grant, Person } from '../domain/person.ts';
import type { Line } from '../domain/trail.ts';

/** A drift as it was found, and what became of it. */
export interface Finding extends Drift {
  readonly id: string;
  readonly foundAt: string;
  /** The day from which on it counts. */
  readonly countsFrom: string;
  /** It was there when Secure Score was looked at for the first time. */
  readonly isFirst: boolean;
  readonly endedAt: string | null;
  /** What Secure Score said then. */
  readonly endState: string;
  /** The line that asks Secure Score to go back to To address; 0: nobody asked. */
  readonly revertSeq: number;
}

/** A finding that is new; and the instant at which Secure Score was asked, which must be the last word of it. */
export interface Opened {
  readonly finding: Finding;
  readonly readAt: string;
}

/** A finding that is over. */
export interface Ended {
  readonly id: string;
  readonly controlId: string;
  readonly endState: string;
  readonly readAt: string;
}

/** `over`: it is no more. `asked`: somebody asked before. `bound`: an acceptance binds the control by now. */
export type AskedToRevert =
  | { readonly ok: true; readonly line: Line }
  | { readonly ok: false; readonly why: 'over' | 'asked' | 'bound' | 'notYou' };

/** What somebody asks of Secure Score about a finding. */
export interface RevertRequest {
  readonly finding: Finding;
  readonly at: string;
  readonly by: Person;
  readonly grant: Grant;
  readonly policy: number;
  readonly effects: readonly Effect[];
}

export interface DriftStore {
  drift(id: string): Promise<Finding | undefined>;
  /** Those that are not over, oldest first; all, or of one control. */
  openDrifts(controlId?: string): Promise<readonly Finding[]>;
  /** When Secure Score was looked at for drift for the first time. */
  driftSince(): Promise<string | undefined>;
  /**
   * Opens and ends findings with what follows from each, in one transaction. One that is open is not opened again; what
   * was seen of a control since, or is on its way there, has the last word. False, and nothing is kept, where `first` is
   * no longer so.
   */
  saveDrifts(change: {
    readonly at: string;
    /** This is the first look of all. */
    readonly first: boolean;
    readonly opened: readonly Opened[];
    readonly ended: readonly Ended[];
  }): Promise<boolean>;
  /** Puts on record that somebody asks Secure Score to go back to To address: once a finding, and only where nothing binds. */
  askToRevert(request: RevertRequest): Promise<AskedToRevert>;
}

export const driftActs = ['adopt', 'revert', 'reapply', 'revoke', 'proposeOther'] as const;
/** What can be done about a finding. */
export type DriftAct = (typeof driftActs)[number];

/** Under which the cards of a finding are kept. */
export const driftSubject = (id: string): string => `drift:${id}`;

/** Whether a finding counts by a day: what was there at the first look is only listed for a while. */
export const counts = ({ countsFrom }: Pick<Finding, 'countsFrom'>, today: string): boolean =>
  countsFrom <= today;
