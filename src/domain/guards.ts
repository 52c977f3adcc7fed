import { type Acceptance, decided, final, inForce, type Scope, undecided } from './acceptance.ts';
import { acting, sharesRight } from './acting.ts';
import type { Answers, Guard, Refusal, Situation, Try } from './attempt.ts';
import { dayOf } from './calendar.ts';
import { portalStatus } from './control.ts';
import { approvers, endorsers, lowApprovers, mayFollow, missingPart, reviewers } from './duties.ts';
import { timeGuards } from './guards-of-time.ts';
import { holds, type Person, roleNames } from './person.ts';
import { latestReview, only, reviewComplaint } from './proposal.ts';
import { routeFor } from './route.ts';
import { givenComplaint, textComplaint, tidy } from './text.ts';
import type { GuardName } from './workflow-table.ts';

const notYou = (who: string): Refusal => ({ refusal: 'notYou', who });
const invalid = (field: string, complaint: string | undefined): Refusal | undefined =>
  complaint === undefined ? undefined : { refusal: 'invalid', complaints: { [field]: complaint } };
const wrongState: Refusal = { refusal: 'wrongState' };

const names = (people: readonly Person[]): string => people.map(({ name }) => name).join(' or ');

/** The day of the situation in the tenant's zone. */
const today = ({ at, policy }: Situation): string => dayOf(at, policy.timeZone);

/** The review date that an approval now would set. */
export function decidedReview({ before, command, situation }: Try): string {
  const shorter = tidy(command.reviewOn ?? '');
  const risk = before?.residualRisk ?? 'High';
  return shorter || (before?.reviewOn ?? latestReview(today(situation), risk));
}

const rivals = ({ before, situation }: Try, scope: Scope): readonly Acceptance[] =>
  situation.others.filter(
    (other) => other.id !== before?.id && other.scope === scope && !final.includes(other.state),
  );

const scopeOf = ({ command, before }: Try): Scope =>
  command.proposal?.scope ?? before?.scope ?? 'tenant';

/** The acceptance in force that a new one renews or replaces; undefined for any other. */
export const replaced = (attempt: Try): Acceptance | undefined =>
  rivals(attempt, scopeOf(attempt)).find(
    ({ id, state }) => id === attempt.command.previous && inForce.includes(state),
  );

/** Nobody lowers a route: not by a second submission, and not by a renewal of what a CISO decided. */
export const standsStandard = (attempt: Try): boolean =>
  (attempt.before ?? replaced(attempt))?.route === 'standard';

/** A renewal stands beside what it renews until it is in force; so does a proposal of another treatment. */
const mayStandBeside = (attempt: Try, other: Acceptance): boolean => {
  const { before, command } = attempt;
  if (command.on === 'renew') return false;
  const { proposal, answers } = command;
  // Sent again, it must be what it was: of another treatment, or a renewal with its three answers.
  const isOther = proposal?.treatment !== other.treatment;
  if (before) return follows(before, other) && (before.riskChange !== '' || isOther);
  const isNew = answers !== undefined || (proposal !== undefined && isOther);
  return replaced(attempt)?.id === other.id && isNew;
};

const follows = ({ previous, earlierProposerId }: Acceptance, { id }: Acceptance): boolean =>
  id === previous && earlierProposerId !== null;

/** Each guard says no with a refusal; undefined lets the step through. */
export const guards: Readonly<Record<GuardName, Guard>> = {
  ...timeGuards,

  knownControl: ({ situation }) =>
    invalid('form', situation.control ? undefined : 'Secure Score has no such recommendation.'),

  notDeprecated: ({ situation }) =>
    invalid(
      'form',
      situation.control?.deprecated
        ? 'Microsoft has retired this recommendation: there is nothing to accept.'
        : undefined,
    ),

  // A status that somebody gave may bring all points on a word alone: that is no completion.
  notCompleted: ({ situation: { control } }) =>
    invalid(
      'form',
      control && portalStatus(control) === 'Completed'
        ? 'This recommendation is completed: there is no risk left to accept.'
        : undefined,
    ),

  oneUndecided: (attempt) => {
    const rival = rivals(attempt, scopeOf(attempt)).find(({ state }) => undecided.includes(state));
    return invalid(
      'form',
      rival && `${rival.id} is already proposed for this recommendation and not decided yet.`,
    );
  },

  oneDecided: (attempt) => {
    const rival = rivals(attempt, scopeOf(attempt)).find(
      (other) => decided.includes(other.state) && !mayStandBeside(attempt, other),
    );
    return invalid('form', rival && `${rival.id} already covers this recommendation.`);
  },

  fieldsValid: ({ command, situation }) => {
    const { proposal } = command;
    if (!proposal) return invalid('form', 'The form is empty.');
    return invalid(
      'reviewOn',
      reviewComplaint(proposal.reviewOn ?? '', today(situation), proposal.residualRisk),
    );
  },

  partsFilled: (attempt) => {
    const { before, command, person, situation } = attempt;
    if (!command.proposal) return undefined;
    const { holders, policy, control } = situation;
    const proposing = before ?? {
      proposerId: person.id,
      earlierProposerId: replaced(attempt)?.proposerId ?? null,
    };
    const computed = routeFor(command.proposal, control, policy).route;
    const route = standsStandard(attempt) ? 'standard' : computed;
    const missing = missingPart(holders, proposing, route, policy);
    return invalid(
      'form',
      missing &&
        `Nobody but people already involved holds the role ${roleNames[missing]}: ask your administrator to name one.`,
    );
  },

  isProposer: ({ before, person }) =>
    before?.proposerId === person.id ? undefined : notYou('whoever proposed it'),

  isProposerOrGone: ({ before, person, situation }) => {
    if (before?.proposerId === person.id) return undefined;
    const decider = holds(person, 'itManager') || holds(person, 'ciso');
    return situation.proposerGone && decider
      ? undefined
      : notYou('whoever proposed it, or an IT manager or CISO once that person has left');
  },

  isNotProposer: (attempt) => {
    const { before, situation } = attempt;
    const { holders, policy } = situation;
    if (!before || !acting(attempt).includes(before.proposerId)) return undefined;
    const free =
      before.state === 'InReview' ? reviewers(holders, before) : approvers(holders, before, policy);
    return notYou(`someone other than its proposer${orNames(free)}`);
  },

  isNotReviewer: (attempt) => {
    const { before, person, situation } = attempt;
    const { holders, policy } = situation;
    const free = !before || (mayFollow(person, before, policy) && !sharesRight(attempt));
    return before && !free
      ? notYou(`someone other than who endorsed it${orNames(approvers(holders, before, policy))}`)
      : undefined;
  },

  lowIfManager: ({ before, person }) =>
    holds(person, 'ciso') || before?.route === 'low' ? undefined : notYou('a CISO'),

  reasonGiven: ({ command }) =>
    invalid('reason', givenComplaint(tidy(command.reason ?? ''), 'a reason')),

  reasonIfOther: ({ before, person, command }) => {
    const reason = tidy(command.reason ?? '');
    return invalid(
      'reason',
      before?.proposerId === person.id ? textComplaint(reason) : givenComplaint(reason, 'a reason'),
    );
  },

  contextGiven: ({ command }) =>
    invalid(
      'businessContext',
      givenComplaint(tidy(command.businessContext ?? ''), 'the business context'),
    ),

  contextShowable: ({ command }) =>
    invalid('businessContext', textComplaint(tidy(command.businessContext ?? ''))),

  conditionsShowable: ({ command }) =>
    invalid('conditions', textComplaint(tidy(command.conditions ?? ''))),

  someoneCanApprove: ({ before, person, situation: { holders, policy } }) => {
    if (!before) return wrongState;
    const left = approvers(holders, { ...before, reviewerId: person.id }, policy);
    if (left.length > 0) return undefined;
    const better = endorsers(holders, before, policy);
    return notYou(
      better.length > 0
        ? `${names(better)}: after your endorsement nobody would be left to approve`
        : 'nobody now: a CISO who has not proposed or endorsed it is missing',
    );
  },

  someoneCanDecide: ({ before, situation: { holders, policy } }) => {
    const missing = before && missingPart(holders, before, 'standard', policy);
    return (
      missing && notYou(`nobody now: the role ${roleNames[missing]} has no one free to take it`)
    );
  },

  routeIsLow: ({ before }) => (before?.route === 'low' ? undefined : wrongState),
  routeIsStandard: ({ before }) => (before?.route === 'standard' ? undefined : wrongState),

  stillLow: ({ before, situation: { control, policy } }) =>
    before && routeFor(before, control, policy).route === 'low' ? undefined : { refusal: 'stale' },

  reviewInRange: (attempt) => {
    const { before, situation } = attempt;
    const day = decidedReview(attempt);
    const complaint = reviewComplaint(day, today(situation), before?.residualRisk ?? 'High');
    if (complaint) return invalid('reviewOn', complaint);
    const longest = before?.reviewOn;
    return invalid(
      'reviewOn',
      longest && day > longest
        ? 'The proposed review date can be brought forward, not put off.'
        : undefined,
    );
  },

  highConfirmed: (attempt) => {
    const { before, command } = attempt;
    if (before?.residualRisk !== 'High') return undefined;
    const reviewOn = decidedReview(attempt);
    const named = command.confirm?.residualRisk === 'High' && command.confirm.reviewOn === reviewOn;
    return named ? undefined : { refusal: 'confirm', reviewOn };
  },

  isNotEarlierProposer: (attempt) => {
    const { before, situation } = attempt;
    const { holders, policy } = situation;
    const earlier = before?.earlierProposerId ?? null;
    if (!before || earlier === null || !acting(attempt).includes(earlier)) return undefined;
    const free =
      before.state === 'InReview'
        ? lowApprovers(holders, before)
        : approvers(holders, before, policy);
    return notYou(`someone other than who proposed what it renews${orNames(free)}`);
  },

  answersGiven: ({ command: { answers } }) => {
    const given = ([field, what]: readonly [keyof Answers, string]) => {
      const answer = tidy(answers?.[field] ?? '');
      return [field, isHonestNo(field, answer) ? undefined : givenComplaint(answer, what)];
    };
    const complaints = Object.fromEntries(answerWords.map(given)) as Record<
      string,
      string | undefined
    >;
    const wrong = only(complaints);
    return Object.keys(wrong).length > 0 ? { refusal: 'invalid', complaints: wrong } : undefined;
  },

  commentGiven: ({ before, command }) => {
    const comment = tidy(command.comment ?? '');
    return invalid(
      'comment',
      comment !== '' && comment === before?.comment
        ? 'This is the newest comment already.'
        : givenComplaint(comment, 'a comment'),
    );
  },
};

/** Where nothing has changed, and nothing mitigates it, that is an answer. */
const isHonestNo = (field: keyof Answers, answer: string): boolean =>
  field !== 'reasonsHold' && /^(nothing|none)[.!]?$/i.test(answer);

/** The three questions of a review, and what is missing where one has no answer. */
const answerWords: readonly (readonly [keyof Answers, string])[] = [
  ['riskChange', 'what has changed in the residual risk, if only that nothing has'],
  ['mitigationsNow', 'the mitigations that exist now'],
  ['reasonsHold', 'whether the reasons still hold'],
];

const orNames = (people: readonly Person[]): string =>
  people.length > 0 ? `: ${names(people)}` : '';
