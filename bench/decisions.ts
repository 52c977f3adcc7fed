import { randomUUID } from 'node:crypto';
import { catalogue } from '../src/sandbox/catalogue.ts';
import type { People } from './people.ts';
import type { Answered } from './post.ts';

/** An acceptance as the card in an answer shows it. */
export interface Shown {
  readonly id: string;
  readonly state: string;
}

/** Every step is one revision: what the next press has to name. */
const revisions = { proposed: 1, endorsed: 2, approved: 3, confirmed: 4 } as const;

const form = {
  treatment: 'riskAccepted',
  scope: 'tenant',
  riskDescription:
    'Without this setting an attacker who has a password gets further than he should.',
  justification:
    'The application that depends on it is replaced next year. Until then the risk is carried.',
  compensatingControls: 'Sign-ins are watched around the clock.',
  residualRisk: 'Medium',
  reviewOn: '',
  riskOwnerId: '',
  evidence: '',
};
const businessContext = 'Agreed with the department: the project is in the budget of next year.';

/** The controls that can be proposed, or at least have not been retired. */
export const proposable: readonly string[] = catalogue
  .filter(({ retired }) => !retired)
  .map(({ id }) => id);

/** What the card of an answer is about; undefined where the answer is no card of an acceptance. */
export function shownIn({ status, text }: Answered): Shown | undefined {
  const [, id, state] = /"(RA-\d{4}-\d+) · ([A-Z][a-z ]+[a-z])/.exec(text) ?? [];
  if (status !== 200 || id === undefined || state === undefined) return undefined;
  return { id, state };
}

/** Eve proposes; undefined where the control is one that cannot be proposed. */
export const propose = async (people: People, controlId: string): Promise<Shown | undefined> =>
  shownIn(await people.press('eve', 'propose', { controlId, draftId: randomUUID(), ...form }));

/** Mia endorses. */
export async function endorse(people: People, { id }: Shown): Promise<Shown> {
  const data = { id, revision: revisions.proposed, businessContext };
  return inState('In approval', await people.press('mia', 'endorse', data));
}

/** Carl approves, and the time from his press to his card is taken. */
export async function approve(people: People, { id }: Shown): Promise<number> {
  const answered = await people.press('carl', 'approve', { id, revision: revisions.endorsed });
  inState('Approved', answered);
  return answered.ms;
}

/** Carl revokes, whether Secure Score has confirmed the approval by now or not. */
export async function revoke(people: People, { id }: Shown): Promise<void> {
  const press = (revision: number) =>
    people.press('carl', 'revoke', { id, revision, reason: 'It was a rehearsal.' });
  const answered = await press(revisions.approved);
  const isConfirmed = shownIn(answered)?.state === 'Active';
  inState('Revoked', isConfirmed ? await press(revisions.confirmed) : answered);
}

/** What a step led to. A refusal is no measurement. */
function inState(state: string, answered: Answered): Shown {
  const shown = shownIn(answered);
  if (!shown?.state.startsWith(state))
    throw new Error(
      `A step did not lead to "${state}": ${String(answered.status)} ${answered.text.slice(0, 2_000)}`,
    );
  return shown;
}
