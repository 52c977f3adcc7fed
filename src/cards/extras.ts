import type { Complaints } from '../domain/proposal.ts';

/** What a person typed, by the ids of the inputs. */
export type Typed = Readonly<Record<string, string>>;

/** What goes with a card that answers a press: why nothing was done, field by field, and all that was typed. */
export interface Extras {
  readonly notice?: string;
  readonly complaints?: Complaints;
  readonly typed?: Typed;
}
