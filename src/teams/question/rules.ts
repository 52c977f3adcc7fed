import type { Question } from '../../domain/question.ts';
import type { Mark } from './words.ts';

/** A kind of question, and the marks that make it one. */
export interface Rule {
  readonly ask: Exclude<Question['ask'], 'why' | 'who'>;
  /** Of each of these, one is said. */
  readonly needs: readonly (readonly Mark[])[];
  /** These may be said beside; with any other it is another question. */
  readonly takes: readonly Mark[];
}

/** May stand in every question. */
const always: readonly Mark[] = [
  'all',
  'asking',
  'aux',
  'count',
  'polite',
  'skip',
  'status',
  'summary',
  'thing',
];

const isAsked: readonly Mark[] = ['asking', 'thing', 'when'];
const deciding: readonly Mark[] = ['accept', 'approve', 'approvals', 'decide', 'propose', 'review'];

/** What waits for the person who asks, or who does: before all else, as it may name anything. */
export const personal: readonly Rule[] = [
  { ask: 'waiting', needs: [['who'], ['wait', 'need'], ['me']], takes: deciding },
  { ask: 'waiting', needs: [['who'], ['wait']], takes: [] },
  {
    ask: 'mine',
    needs: [['mine']],
    takes: ['me', 'need', 'wait', 'late', 'expire', 'new', 'it', 'when', ...deciding],
  },
  {
    ask: 'mine',
    needs: [['me'], ['wait', 'need']],
    takes: ['late', 'expire', 'new', 'when', ...deciding],
  },
  {
    ask: 'mine',
    needs: [['me'], ['approve', 'decide', 'propose', 'review', 'late'], ['asking']],
    takes: ['accept', 'approvals'],
  },
  { ask: 'mine', needs: [['approvals']], takes: ['approve', 'wait', 'new'] },
];

/** The first that fits counts. */
export const rules: readonly Rule[] = [
  {
    ask: 'undecided',
    needs: [['undecided']],
    takes: ['area', 'without', 'need', 'owner', 'decide'],
  },
  {
    ask: 'undecided',
    needs: [['without'], ['owner', 'decide'], isAsked],
    takes: ['area', 'who', 'need', 'accept', 'owner', 'decide'],
  },
  {
    ask: 'undecided',
    needs: [['need'], ['owner', 'decide'], ['asking', 'thing']],
    takes: ['area'],
  },
  { ask: 'overdue', needs: [['late'], ['asking', 'thing']], takes: ['expire', ...deciding] },
  { ask: 'expiring', needs: [['expire'], isAsked], takes: ['when', 'need', ...deciding] },
  { ask: 'expiring', needs: [['need'], ['review'], isAsked], takes: ['when', 'accept'] },
  {
    ask: 'acceptedBy',
    needs: [['deputy'], ['accept', 'approve', 'approvals', 'decide']],
    takes: ['when', 'new', 'who'],
  },
  {
    ask: 'acceptedBy',
    needs: [['who'], ['accept', 'approve'], isAsked],
    takes: ['when', 'new'],
  },
  {
    ask: 'accepted',
    needs: [['accept'], isAsked],
    takes: ['when', 'new', 'approve', 'approvals'],
  },
  {
    ask: 'accepted',
    needs: [['approve'], ['asking', 'when']],
    takes: ['when', 'new', 'approvals'],
  },
  {
    ask: 'trend',
    needs: [['trend']],
    takes: ['when', 'score', 'change', 'rise', 'fall', 'up', 'down', 'it'],
  },
  { ask: 'trend', needs: [['score'], ['change']], takes: ['when'] },
  {
    ask: 'regressed',
    needs: [['fall'], isAsked],
    takes: ['when', 'area', 'score', 'why', 'new', 'it', 'down'],
  },
  { ask: 'regressed', needs: [['score'], ['down']], takes: ['when', 'why'] },
  {
    ask: 'improved',
    needs: [['rise'], isAsked],
    takes: ['when', 'area', 'score', 'why', 'new', 'it', 'up'],
  },
  { ask: 'improved', needs: [['score'], ['up']], takes: ['when', 'why'] },
  { ask: 'new', needs: [['new'], isAsked], takes: ['when', 'area', 'score', 'it'] },
  { ask: 'changed', needs: [['change'], isAsked], takes: ['when', 'area', 'score', 'it', 'why'] },
  { ask: 'score', needs: [['score', 'status']], takes: ['when', 'up', 'down', 'it'] },
  { ask: 'changed', needs: [['summary']], takes: ['when', 'area', 'me'] },
];

/** The first rule that these marks fit; undefined where none does. */
export const ruleFor = (among: readonly Rule[], marks: readonly Mark[]): Rule | undefined =>
  among.find(
    ({ needs, takes }) =>
      needs.every((some) => some.some((mark) => marks.includes(mark))) &&
      marks.every((mark) => [always, takes, ...needs].some((some) => some.includes(mark))),
  );
