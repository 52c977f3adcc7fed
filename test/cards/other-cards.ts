import type { Waiting } from '../../src/app/queue.ts';
import { confirmCard } from '../../src/cards/confirm-card.ts';
import { helpCard } from '../../src/cards/help-card.ts';
import { noticeCard } from '../../src/cards/notice-card.ts';
import { queueCard } from '../../src/cards/queue-card.ts';
import { recommendationCard } from '../../src/cards/recommendation-card.ts';
import { chooserCard, recommendationsCard } from '../../src/cards/recommendations-card.ts';
import { registerCard } from '../../src/cards/register-card.ts';
import type { AdaptiveCard } from '../../src/cards/render.ts';
import { verifyCard } from '../../src/cards/verify-card.ts';
import { states } from '../../src/domain/acceptance.ts';
import { roles } from '../../src/domain/person.ts';
import type { Misfit } from '../../src/domain/trail.ts';
import { acceptanceFor, carl, recommendation, viewFor } from './examples.ts';
import { marker, nasty, oddControl, quotes, today, zone } from './texts.ts';

export interface NamedCard {
  readonly name: string;
  readonly card: AdaptiveCard;
}

/** The cards beside those of one acceptance and its form. */
export const otherCards = (): readonly NamedCard[] => [
  ...recommendationCards(),
  ...lists(),
  ...others(),
];

function recommendationCards(): readonly NamedCard[] {
  const covered = recommendation(oddControl, acceptanceFor({ state: 'Active' }));
  return [
    {
      name: 'a recommendation',
      card: recommendationCard(recommendation(), { mayPropose: true, zone }),
    },
    { name: 'a covered one', card: recommendationCard(covered, { mayPropose: false, zone }) },
    {
      name: 'a retired one that nobody measures',
      card: recommendationCard(
        recommendation({ score: null, deprecated: true, lastSynced: null, threats: [] }),
        { mayPropose: true, zone },
      ),
    },
  ];
}

function lists(): readonly NamedCard[] {
  const many = Array.from({ length: 12 }, () =>
    recommendation(oddControl, acceptanceFor({ state: 'InReview' })),
  );
  const entries = states.map((state) => acceptanceFor({ state, kind: 'quotes' }));
  const page = { zone, asOf: '2026-11-23T13:05:00.000Z' };
  const filter = { words: nasty.slice(0, 200), category: 'Apps' };
  const register = { names: {}, zone, today, total: 40, offset: 8, filter: 'open' };
  const overdue = acceptanceFor({ state: 'ReviewDue', acceptance: { reviewOn: '2026-11-12' } });
  return [
    {
      name: 'recommendations',
      card: recommendationsCard({
        ...page,
        items: many,
        total: 40,
        offset: 8,
        heading: `Recommendations for ${marker}`,
        filter: { category: 'Apps' },
      }),
    },
    {
      name: 'no recommendations',
      card: recommendationsCard({ ...page, items: [], total: 0, offset: 0, heading: 'x', filter }),
    },
    {
      name: 'chooser',
      card: chooserCard({ items: many, verb: 'openForm', heading: 'Which one?' }),
    },
    { name: 'register', card: registerCard({ ...register, items: entries, brief: false }) },
    {
      name: 'register in a channel',
      card: registerCard({ ...register, items: entries, brief: true }),
    },
    { name: 'overdue', card: registerCard({ ...register, items: [overdue], brief: false }) },
    {
      name: 'empty register',
      card: registerCard({ ...register, items: [], total: 0, brief: false }),
    },
    ...queues(),
  ];
}

function queues(): readonly NamedCard[] {
  const whats = ['review', 'decide', 'answer', 'setByHand', 'waitsForOthers'] as const;
  const waiting = whats.map((what): Waiting => ({
    acceptance: acceptanceFor({ state: 'InReview', kind: 'nasty' }),
    what,
    waitsFor: ['Mia Maro', 'Max Muster'],
    unreachable: what === 'waitsForOthers' ? ['Max Muster'] : [],
  }));
  const at = '2026-11-23T13:05:00.000Z';
  return [
    {
      name: 'queue',
      card: queueCard({ queue: { mine: [...waiting, ...waiting], others: waiting }, zone, at }),
    },
    { name: 'empty queue', card: queueCard({ queue: { mine: [], others: [] }, zone }) },
  ];
}

function others(): readonly NamedCard[] {
  const whys = ['order', 'link', 'hash', 'text', 'record', 'missing', 'unknown', 'head'] as const;
  const misfits: readonly (Misfit | undefined)[] = [
    undefined,
    ...whys.map((why) => ({ seq: why === 'unknown' ? 0 : 7, acceptanceId: 'RA-2026-0042', why })),
  ];
  const confirmed = viewFor({ state: 'InApproval', viewer: carl, kind: 'quotes' });
  const second = { reviewOn: '2027-05-23', conditions: quotes, typedReviewOn: '2027-05-23' };
  return [
    { name: 'confirmation of a High risk', card: confirmCard(confirmed, second) },
    ...misfits.map((misfit) => ({
      name: `verification, ${misfit?.why ?? 'all well'}`,
      card: verifyCard({
        verified: {
          lines: 1234,
          acceptances: 42,
          head: { seq: 1234, hash: '3f9a1c04be77'.repeat(5) },
          misfit,
          witnesses: misfit ? 1 : 12,
          contradicted: misfit ? Array.from({ length: 40 }, (_, at) => `c_${String(at)}_*x*`) : [],
          drifted: misfit ? ['RA-2026-0042'] : [],
        },
        at: '2026-11-23T13:05:00.000Z',
        zone,
      }),
    })),
    ...roles.flatMap((role) =>
      (['personal', 'channel'] as const).map((where) => ({
        name: `help for ${role}, ${where}`,
        card: helpCard({ roles: [role], where }),
      })),
    ),
    { name: 'help for anybody', card: helpCard({ roles: [], where: 'channel' }) },
    { name: 'a notice', card: noticeCard(nasty) },
  ];
}
