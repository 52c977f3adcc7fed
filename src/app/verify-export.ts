import { type Acceptance, decided } from '../domain/acceptance.ts';
import { approvalIn } from '../domain/authority.ts';
import { isAboutDeputy, isCovered } from '../domain/deputy-trail.ts';
import { type Line, type Misfit, verifier } from '../domain/trail.ts';
import type { ExportedRegister } from './exported-register.ts';
import { policyMisfit, rowMisfits } from './misfits.ts';

/**
 * Where an export first does not fit, and how. `approval`: it is decided, and nobody stands there who could; `policy`: no
 * line says a policy; `exported`: no line says that it was exported then, by that person; `zone`: the time zone is not
 * that of the newest policy.
 */
export type ExportMisfit = Omit<Misfit, 'why'> & {
  readonly why: Misfit['why'] | 'approval' | 'policy' | 'exported' | 'zone';
};

export interface VerifiedExport {
  /** The first line that does not fit; undefined when all of it does. */
  readonly misfit: ExportMisfit | undefined;
  readonly lines: number;
  /** The hash of the line that was asked for; undefined where there is none, or none that fits. */
  readonly asked: string | undefined;
}

/**
 * Checks an exported register by itself: the chain, every acceptance against its lines, every approval, and that it ends
 * where it says. `seq` names a line of which somebody knows the hash.
 */
export function verifyExport(
  register: Omit<ExportedRegister, 'names'>,
  seq?: number,
): VerifiedExport {
  const { lines, acceptances, policies, head, timeZone } = register;
  const chain = verifier();
  const steps = new Map<string, Line[]>();
  const deputyLines: Line[] = [];
  const alone: Line[] = [];
  let asked: string | undefined;
  const found = (misfit: ExportMisfit | undefined): VerifiedExport => ({
    misfit,
    lines: chain.head().seq,
    asked,
  });
  const keep = (line: Line): void => {
    if (bearing.has(line.event)) add(steps, line);
    if (isAboutDeputy(line)) deputyLines.push(line);
    if (line.event === 'policy' || line.event === 'exported') alone.push(line);
  };
  for (const line of lines) {
    const misfit = chain.add(line) ?? policyMisfit(line, policies);
    if (misfit) return found(misfit);
    if (line.seq === seq) asked = line.hash;
    keep(line);
  }
  const end = chain.head();
  if (head.seq !== end.seq || head.hash !== end.hash)
    return found({ seq: Math.max(end.seq, head.seq), acceptanceId: '', why: 'head' });
  const covered = (line: Line): boolean => isCovered(line, deputyLines, timeZone);
  const misfits = [
    ...rowMisfits(acceptances, chain.replayed()),
    ...unapproved(acceptances, steps, covered),
    ...unsaid(register, alone),
  ];
  return found(misfits.toSorted((one, other) => one.seq - other.seq)[0]);
}

/** What stands beside the lines, and no line says. */
function unsaid(
  { policies, exportedAt, exportedBy, head, timeZone }: Omit<ExportedRegister, 'names'>,
  lines: readonly Line[],
): readonly ExportMisfit[] {
  const versions = new Set(
    lines.flatMap(({ event, set }) => (event === 'policy' ? [set['version']] : [])),
  );
  const newest = policies.toSorted((one, other) => one.version - other.version).at(-1);
  const isExport = ({ event, by, at }: Line): boolean =>
    event === 'exported' && by === exportedBy.id && at === exportedAt;
  return [
    ...(policies.every(({ version }) => versions.has(version))
      ? []
      : [{ seq: head.seq, acceptanceId: '', why: 'policy' } as const]),
    ...(newest === undefined || newest.policy.timeZone === timeZone
      ? []
      : [{ seq: head.seq, acceptanceId: '', why: 'zone' } as const]),
    ...(lines.some(isExport)
      ? []
      : [{ seq: head.seq, acceptanceId: '', why: 'exported' } as const]),
  ];
}

/** The steps on which it depends whether an approval stands. */
const bearing: ReadonlySet<string> = new Set(['propose', 'resubmit', 'endorse', 'approve']);

function add(steps: Map<string, Line[]>, line: Line): void {
  const kept = steps.get(line.acceptanceId);
  if (kept) kept.push(line);
  else steps.set(line.acceptanceId, [line]);
}

/** What was decided yes without an approval that could have come from the workflow, or by somebody who was no deputy. */
const unapproved = (
  acceptances: readonly Acceptance[],
  steps: ReadonlyMap<string, readonly Line[]>,
  covered: (line: Line) => boolean,
): readonly ExportMisfit[] =>
  acceptances.filter(wasApproved).flatMap((acceptance) => {
    const lines = steps.get(acceptance.id) ?? [];
    const uncovered = lines.find((line) => !covered(line));
    const stands = approvalIn(lines, acceptance)?.by === acceptance.approverId;
    if (stands && !uncovered) return [];
    const seq =
      uncovered?.seq ??
      (lines.findLast(({ event }) => event === 'approve') ?? lines.at(-1))?.seq ??
      0;
    return [{ seq, acceptanceId: acceptance.id, why: 'approval' }];
  });

/** Nothing gets into these states but by an approval. */
const afterApproval: readonly Acceptance['state'][] = [...decided, 'Expired', 'Revoked', 'Closed'];

const wasApproved = ({ state, approverId }: Acceptance): boolean =>
  approverId !== null || afterApproval.includes(state);
