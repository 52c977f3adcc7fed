import type { Acceptance } from '../domain/acceptance.ts';

/** What is asked of the register; all that is named must fit. */
export interface AcceptanceFilter {
  readonly states?: readonly Acceptance['state'][];
  /** Any spelling. */
  readonly controlId?: string;
  /** As `controlKey` gives them. */
  readonly controlKeys?: readonly string[];
  readonly proposerId?: string;
  /** Instants, both included; what was never decided is not between them. */
  readonly decidedFrom?: string;
  readonly decidedTo?: string;
  /** A day, included; what has no review date is not before it. */
  readonly reviewUntil?: string;
  /** Instants, both included; what has not ended is not between them. */
  readonly endedFrom?: string;
  readonly endedTo?: string;
  /** Words that all stand in id, title, category, control id or product, in any case. */
  readonly words?: readonly string[];
  /** Approved with a deputy's right. */
  readonly asDeputy?: true;
}
