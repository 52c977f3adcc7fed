import { randomBytes } from 'node:crypto';
import type { ControlsRead } from '../src/app/ports.ts';
import {
  type Acceptance,
  acceptanceId,
  laterFields,
  live,
  type State,
} from '../src/domain/acceptance.ts';
import { type Control, isCompleted, pointsAtRisk } from '../src/domain/control.ts';
import type { Role } from '../src/domain/person.ts';
import {
  changedFields,
  genesis,
  type Line,
  lineHash,
  type LineWithTexts,
} from '../src/domain/trail.ts';
import { writeAcceptance } from '../src/store/acceptances.ts';
import { migrate } from '../src/store/migrate.ts';
import { openDatabase, sqlStore } from '../src/store/open.ts';

export const ACCEPTANCES = 10_000;
export const LINES_EACH = 12;
const UNDECIDED = 60;
const DAY_MS = 86_400_000;
const BATCH = 500;

type Database = ReturnType<typeof openDatabase>;

/** Puts a register of ten years on record: some hundred in force, some undecided, the rest ended; nothing of it due. */
export async function fillRegister(url: string, read: ControlsRead): Promise<void> {
  const db = openDatabase(url);
  try {
    await migrate(db);
    await sqlStore(db).saveControls(read, new Date().toISOString());
    await sqlStore(db).savePeople(
      ['eve', 'mia', 'carl'].map((who) => ({
        id: `sandbox-${who}`,
        name: who,
        upn: '',
        grants: [],
      })),
    );
    // Of what is complete or gone something would be due.
    const open = read.controls.filter((one) => !isCompleted(one) && !one.deprecated);
    let head: Pick<Line, 'seq' | 'hash'> = genesis;
    for (let from = 0; from < ACCEPTANCES; from += BATCH)
      head = await putBatch(db, open, from, head);
  } finally {
    await db.destroy();
  }
}

async function putBatch(
  db: Database,
  controls: readonly Control[],
  from: number,
  before: Pick<Line, 'seq' | 'hash'>,
): Promise<Pick<Line, 'seq' | 'hash'>> {
  const lives = Array.from({ length: BATCH }, (_, at) => lifeOf(from + at, controls));
  let head = before;
  await db.transaction().execute(async (tx) => {
    for (const { steps, last } of lives) {
      const lines = steps.map((step) => (head = sealed(head, step)));
      await tx
        .insertInto('acceptance')
        .values({
          ...writeAcceptance(last),
          draftId: `bench-${last.id}`,
          openedSeq: lines[0]?.seq ?? 0,
        })
        .execute();
      await tx
        .insertInto('trail')
        .values(
          lines.map(({ texts: _, set, ...line }) => ({ ...line, setFields: JSON.stringify(set) })),
        )
        .execute();
      await tx
        .insertInto('trailText')
        .values(lines.flatMap(({ seq, texts }) => texts.map((text) => ({ seq, ...text }))))
        .execute();
      await tx.insertInto('outbox').values(clockOf(last)).execute();
    }
    await tx
      .updateTable('head')
      .set({ seq: head.seq, hash: head.hash })
      .where('id', '=', 1)
      .execute();
    const year = new Date().getUTCFullYear();
    const count = { year, count: from + BATCH };
    await tx
      .insertInto('counter')
      .values(count)
      .onConflict((c) => c.column('year').doUpdateSet({ count: count.count }))
      .execute();
  });
  return head;
}

/** What is live waits for a day to come, as after a morning on which nothing was due. */
function clockOf({ id, state }: Acceptance) {
  const inAMonth = new Date(Date.now() + 30 * DAY_MS).toISOString();
  return {
    key: `clock:${id}`,
    effect: JSON.stringify({ kind: 'clock', acceptanceId: id }),
    personId: null,
    dueAt: inAMonth,
    attempts: 1,
    generation: 1,
    claim: null,
    leaseUntil: null,
    doneAt: live.includes(state) ? null : inAMonth,
    lastError: '',
  };
}

type Step = Omit<LineWithTexts, 'seq' | 'prev' | 'hash'>;

function sealed(head: Pick<Line, 'seq' | 'hash'>, { texts, ...step }: Step): LineWithTexts {
  const open = { ...step, seq: head.seq + 1, prev: head.hash };
  return { ...open, hash: lineHash(open), texts };
}

const roleOf: Readonly<Record<string, Role>> = { eve: 'engineer', mia: 'itManager', carl: 'ciso' };

/** An acceptance with its twelve steps, the last of which decides what it is now. */
function lifeOf(
  number: number,
  controls: readonly Control[],
): { readonly steps: readonly Step[]; readonly last: Acceptance } {
  const control = controls[number % controls.length];
  if (!control) throw new Error('The tenant has no recommendations.');
  const began = Date.now() - 200 * DAY_MS;
  const steps: Step[] = [];
  let now: Acceptance | undefined;
  const take = (who: string, event: string, fields: Partial<Acceptance>): void => {
    const at = new Date(began + steps.length * 3_600_000).toISOString();
    const after: Acceptance = {
      ...(now ?? proposed(number, control, at)),
      ...fields,
      revision: steps.length + 1,
    };
    const role = roleOf[who] ?? null;
    const by = role === null ? 'system' : `sandbox-${who}`;
    const what = { at, acceptanceId: after.id, revision: after.revision, event, by, role };
    const roleFrom = role === null ? null : `user:${by}`;
    const changed = changedFields(now, after, () => randomBytes(16).toString('hex'));
    steps.push({ ...what, roleFrom, policy: 1, ...changed });
    now = after;
  };
  const comment = (text: string): void => {
    take('eve', 'comment', { comment: `${text} (${String(steps.length)})` });
  };
  take('eve', 'propose', {});
  comment('The supplier was asked for a date.');
  take('mia', 'requestChanges', { state: 'ChangesRequested', reason: 'Say who carries the risk.' });
  take('eve', 'resubmit', { state: 'InReview', reason: '' });
  const decide = (): void => {
    take('mia', 'endorse', {
      state: 'InApproval',
      reviewerId: 'sandbox-mia',
      reviewedAt: new Date(began).toISOString(),
      businessContext: 'Agreed with the department: the project is in the budget of next year.',
    });
    comment('The department has confirmed it.');
    const reviewOn = new Date(Date.now() + 160 * DAY_MS).toISOString().slice(0, 10);
    take('carl', 'approve', {
      ...{ state: 'Approved', approverId: 'sandbox-carl', approverRole: 'ciso' },
      ...{ approverRoleFrom: 'user:sandbox-carl', riskOwnerId: 'sandbox-carl' },
      ...{
        decidedAt: new Date(began + DAY_MS).toISOString(),
        reviewOn,
        originalReviewOn: reviewOn,
      },
    });
    const inForceSince = new Date(began + DAY_MS).toISOString();
    take('time', 'verified', { state: 'Active', inForceSince });
  };
  const kind = kindOf(number, controls.length);
  if (kind !== 'InReview') decide();
  while (steps.length < LINES_EACH - 1) comment('Looked at, nothing new.');
  if (kind === 'Revoked')
    take('carl', 'revoke', {
      ...{ state: 'Revoked', endReason: 'revoked', reason: 'It is no longer needed.' },
      endedAt: new Date(began + 2 * DAY_MS).toISOString(),
    });
  else comment('Looked at, nothing new.');
  if (!now) throw new Error('Nothing was done.');
  return { steps, last: now };
}

/** One in force for each recommendation, and of some one more that is undecided. */
const kindOf = (number: number, controls: number): State => {
  if (number < controls) return 'Active';
  return number < controls + UNDECIDED ? 'InReview' : 'Revoked';
};

const proposed = (number: number, control: Control, at: string): Acceptance => ({
  ...laterFields,
  id: acceptanceId(new Date().getUTCFullYear(), number + 1),
  revision: 1,
  state: 'InReview',
  controlId: control.id,
  scope: 'tenant',
  treatment: 'riskAccepted',
  riskDescription: `Without this setting an attacker who has a password gets further than he should: case ${String(number)}.`,
  justification:
    'The application that depends on it is replaced next year. Until then the risk is carried.',
  compensatingControls: 'Sign-ins are watched around the clock.',
  residualRisk: 'Medium',
  reviewOn: null,
  originalReviewOn: null,
  riskOwnerId: null,
  evidence: [],
  businessContext: '',
  conditions: '',
  route: 'standard',
  routeReasons: ['residual risk Medium'],
  routeRaised: false,
  facts: {
    ...{ title: control.title, category: control.category, service: control.service },
    ...{ threats: control.threats, maxScore: control.maxScore, score: control.score },
    ...{ pointsAtRisk: pointsAtRisk(control), riskReduction: 'Medium', asOf: at },
  },
  previous: null,
  proposerId: 'sandbox-eve',
  proposedAt: at,
  reviewerId: null,
  reviewedAt: null,
  approverId: null,
  approverRole: null,
  approverRoleFrom: null,
  decidedAt: null,
  sodReduced: false,
  markedDoneAt: null,
  inForceSince: null,
  endedAt: null,
  endReason: null,
  reason: '',
});
