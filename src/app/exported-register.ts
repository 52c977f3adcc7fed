import type { Acceptance } from '../domain/acceptance.ts';
import type { PolicyVersion } from '../domain/policy.ts';
import type { LineWithTexts } from '../domain/trail.ts';

/** What tells an export of the register from any other JSON; a later form of it has another number. */
export const exportFormat = 'scorekeeper-register/1';

/** The whole register as it leaves the house: everything that it takes to check it without the house. */
export interface ExportedRegister {
  readonly format: typeof exportFormat;
  readonly exportedAt: string;
  readonly exportedBy: { readonly id: string; readonly name: string };
  readonly timeZone: string;
  /** The newest line: of this export itself, or of a step that was taken while it was made. */
  readonly head: { readonly seq: number; readonly hash: string };
  readonly policies: readonly PolicyVersion[];
  readonly acceptances: readonly Acceptance[];
  /** In order; read once. */
  readonly lines: Iterable<LineWithTexts>;
  /** Names by object id, of everybody who is still known by one. */
  readonly names: Readonly<Record<string, string>>;
}
