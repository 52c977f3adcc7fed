import {
  type Acceptance,
  type EndReason,
  type Scope,
  stateNames,
  treatmentNames,
} from './acceptance.ts';
import { dayOf } from './calendar.ts';
import { actorWords, deputyshipIn } from './deputy-words.ts';
import { roleNames } from './person.ts';

/** What the register says of an acceptance beyond what stands in it. */
export interface Entry {
  readonly acceptance: Acceptance;
  /** By object id; whoever is not named any more is shown by their id. */
  readonly names: Readonly<Record<string, string>>;
  /** What Secure Score says of the control, and when it was read; undefined: it was never read. */
  readonly seen: { readonly status: string; readonly asOf: string } | undefined;
  /** The controls of frameworks to which the recommendation is mapped. */
  readonly mapped: { readonly iso27001: readonly string[]; readonly nis2: readonly string[] };
  /** The priority bucket; undefined where the recommendation is gone. */
  readonly bucket: number | undefined;
  /** Of the newest line of its trail. */
  readonly lastHash: string;
  readonly zone: string;
}

/** A text, a number, or a day as `yyyy-mm-dd`; null and the empty text are an empty cell. */
export type Cell = string | number | null;
export type Row = readonly Cell[];

/** A column of the register as it is exported. */
export interface Column {
  readonly title: string;
  /** `text` is somebody's, or may be; `points` has two decimals. */
  readonly kind: 'text' | 'points' | 'count' | 'day';
  /** In characters, for a table that people look at. */
  readonly width: number;
  readonly of: (entry: Entry) => Cell;
}

const text = (title: string, width: number, of: Column['of']): Column => ({
  title,
  kind: 'text',
  width,
  of,
});
const day = (title: string, of: (acceptance: Acceptance, zone: string) => Cell): Column => ({
  title,
  kind: 'day',
  width: 13,
  of: ({ acceptance, zone }) => of(acceptance, zone),
});
const field = (title: string, width: number, of: (acceptance: Acceptance) => Cell): Column =>
  text(title, width, ({ acceptance }) => of(acceptance));
const person = (title: string, of: (acceptance: Acceptance) => string | null): Column =>
  text(title, 22, (entry) => nameOf(entry, of(entry.acceptance)));

/** The register's columns, in the order of their export. */
export const columns: readonly Column[] = [
  field('Recommendation ID', 26, ({ controlId }) => controlId),
  field('Recommendation title', 40, ({ facts }) => facts.title),
  field('Category', 14, ({ facts }) => facts.category),
  {
    title: 'Score impact (points)',
    kind: 'points',
    width: 12,
    of: ({ acceptance }) => acceptance.facts.pointsAtRisk,
  },
  field('Risk description', 50, ({ riskDescription }) => riskDescription),
  field('Business justification', 50, ({ justification }) => justification),
  field('Compensating controls', 40, ({ compensatingControls }) => compensatingControls),
  day('Approval date', ({ decidedAt }, zone) => onDay(decidedAt, zone)),
  text('Approver', 26, approver),
  day('Review date', ({ reviewOn }) => reviewOn),
  field('Acceptance ID', 15, ({ id }) => id),
  field('Treatment', 24, ({ treatment }) => treatmentNames[treatment]),
  field('Scope', 24, scope),
  field('Status', 24, ({ state }) => stateNames[state]),
  field('Residual risk', 13, ({ residualRisk }) => residualRisk),
  person('Risk owner', ({ riskOwnerId }) => riskOwnerId),
  field('Business context', 50, ({ businessContext }) => businessContext),
  field('Route and why', 40, route),
  person('Proposer', ({ proposerId }) => proposerId),
  day('Proposed on', ({ proposedAt }, zone) => onDay(proposedAt, zone)),
  person('Reviewer', ({ reviewerId }) => reviewerId),
  day('Reviewed on', ({ reviewedAt }, zone) => onDay(reviewedAt, zone)),
  text('Acted for', 40, forOthers),
  field('Duties reduced', 16, duties),
  field('Conditions', 40, ({ conditions }) => conditions),
  day('In force since', ({ inForceSince }, zone) => onDay(inForceSince, zone)),
  text('Status in Secure Score (as of)', 36, ({ seen, zone }) =>
    seen ? `${seen.status} (${dayOf(new Date(seen.asOf), zone)})` : '',
  ),
  day('Original review date', ({ originalReviewOn }) => originalReviewOn),
  field('Renewal of', 15, renewalOf),
  text('ISO 27001 controls', 20, ({ mapped }) => mapped.iso27001.join(', ')),
  text('NIS2 points', 20, ({ mapped }) => mapped.nis2.join(', ')),
  { title: 'Priority bucket', kind: 'count', width: 10, of: ({ bucket }) => bucket ?? null },
  field('Evidence', 50, evidence),
  day('Ended on', ({ endedAt }, zone) => onDay(endedAt, zone)),
  field('End reason', 40, ended),
  text('Last event hash', 66, ({ lastHash }) => lastHash),
];

/** An acceptance as a row of the register: a cell for each of its columns. */
export const registerRow = (entry: Entry): Row => columns.map(({ of }) => of(entry));

const nameOf = ({ names }: Pick<Entry, 'names'>, id: string | null): string =>
  id === null ? '' : (names[id] ?? id);

const onDay = (at: string | null, zone: string): string | null =>
  at === null ? null : dayOf(new Date(at), zone);

/** With the role held at the decision. */
function approver(entry: Entry): string {
  const { approverId, approverRole } = entry.acceptance;
  const role = approverRole === null ? '' : ` (${roleNames[approverRole]})`;
  return `${nameOf(entry, approverId)}${role}`;
}

const scopes: Readonly<Record<Scope, string>> = {
  tenant: 'The whole tenant',
  partial: 'Some users or devices',
};

function scope({ scope: which, scopeDetail }: Acceptance): string {
  return scopeDetail === '' ? scopes[which] : `${scopes[which]}: ${scopeDetail}`;
}

function route({ route: which, routeReasons }: Acceptance): string {
  const name = which === 'low' ? 'Low' : 'Standard';
  return [name, routeReasons.join('; ')].filter(Boolean).join(': ');
}

function forOthers(entry: Entry): string {
  const { proposerId, proposerRoleFrom, reviewerId, reviewerRoleFrom } = entry.acceptance;
  const { approverId, approverRoleFrom } = entry.acceptance;
  return [
    forAnother(entry, proposerId, proposerRoleFrom),
    forAnother(entry, reviewerId, reviewerRoleFrom),
    forAnother(entry, approverId, approverRoleFrom),
  ]
    .filter(Boolean)
    .join('; ');
}

/** Empty where somebody acted in their own right. */
function forAnother(entry: Entry, id: string | null, roleFrom: string | null): string {
  const deputy = deputyshipIn(roleFrom);
  if (!deputy || id === null) return '';
  const ids = [id, deputy.principalId];
  return actorWords(Object.fromEntries(ids.map((one) => [one, nameOf(entry, one)])), id, roleFrom);
}

/** Nobody approves what they proposed; where a record says so, it is said here and not passed over. */
function duties({ sodReduced, proposerId, approverId }: Acceptance): string {
  if (proposerId === approverId) return 'Yes: proposer and approver are the same person';
  return sodReduced ? 'Yes' : 'No';
}

/** A second attempt names an earlier one too, and renews nothing. */
function renewalOf({ previous, earlierProposerId }: Acceptance): string {
  return earlierProposerId === null ? '' : (previous ?? '');
}

function evidence({ evidence: links }: Acceptance): string {
  return links
    .map(({ url, sha256 }) => (sha256 === '' ? url : `${url} (SHA-256 ${sha256})`))
    .join('\n');
}

const ends: Readonly<Record<EndReason, string>> = {
  byProposer: 'Withdrawn',
  noDecision: 'Nobody decided in time',
  implementedMeanwhile: 'Completed before it was decided',
  obsolete: 'Microsoft no longer has this recommendation',
  implemented: 'Implemented',
  renewed: 'Renewed',
  superseded: 'Another acceptance took its place',
  rejected: 'Rejected',
  revoked: 'Revoked',
  expired: 'The review date passed without a renewal',
};

/** How the people who ended it put it stands behind why it ended. */
const byPeople: readonly EndReason[] = ['byProposer', 'implemented', 'rejected', 'revoked'];

function ended({ endReason, reason }: Acceptance): string {
  if (endReason === null) return '';
  const words = byPeople.includes(endReason) && reason !== '' ? `: ${reason}` : '';
  return `${ends[endReason]}${words}`;
}
