import type { Waiting } from '../../src/app/queue.ts';
import { confirmCard } from '../../src/cards/confirm-card.ts';
import { helpCard } from '../../src/cards/help-card.ts';
import { noticeCard } from '../../src/cards/notice-card.ts';
import { queueCard } from '../../src/cards/queue-card.ts';
import { recommendationCard } from '../../src/cards/recommendation-card.ts';
import { chooserCard, recommendationsCard } from '../../src/cards/recommendations-card.ts';
import { registerFilters } from '../../src/app/register.ts';
import { registerCard } from '../../src/cards/register-card.ts';
import type { AdaptiveCard } from '../../src/cards/render.ts';
import { sampleCard } from '../../src/cards/sample-card.ts';
import { exportCard } from '../../src/cards/export-card.ts';
import { verifyCard } from '../../src/cards/verify-card.ts';
import { states } from '../../src/domain/acceptance.ts';
import { roles } from '../../src/domain/person.ts';
import type { LineWithTexts, Misfit } from '../../src/domain/trail.ts';
import { acceptanceFor, carl, recommendation, viewFor } from './examples.ts';
import { marker, nasty, oddControl, quotes, type Texts, today, zone } from './texts.ts';

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
  const register = {
    names: {},
    zone,
    today,
    total: 40,
    offset: 8,
    filter: 'open',
    words: '',
  } as const;
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
    ...registerFilters.flatMap((filter) =>
      ['', nasty.slice(0, 200)].map((words) => ({
        name: `empty register ${filter} ${words === '' ? '' : 'with words'}`,
        card: registerCard({ ...register, filter, words, items: [], total: 0, brief: false }),
      })),
    ),
    ...queues(),
    ...samples(),
  ];
}

function samples(): readonly NamedCard[] {
  const kinds: readonly Texts[] = ['plain', 'nasty', 'quotes', 'breaks'];
  const step: LineWithTexts = {
    ...{ seq: 9999, at: '2026-11-22T13:05:00.000Z', acceptanceId: 'RA-2026-0042', revision: 3 },
    ...{ event: 'approve', by: 'eve', role: 'ciso', policy: 1, set: {}, texts: [] },
    roleFrom: 'deputy:2026-11-20:2026-12-04:eve',
    ...{ prev: '3f9a1c04be77'.repeat(5), hash: '3f9a1c04be77'.repeat(5) },
  };
  return kinds.flatMap((kind) =>
    [1, 5, 20].map((count) => {
      const one = {
        acceptance: acceptanceFor({ state: 'Active', kind }),
        trail: Array.from({ length: 5 }, () => step),
      };
      const items = Array.from({ length: count }, () => one);
      const at = '2026-11-23T13:05:00.000Z';
      const sample = { items, total: 99, seed: '3f9a1c04', names: { eve: nasty }, zone, at };
      return { name: `sample of ${String(count)}, ${kind}`, card: sampleCard(sample) };
    }),
  );
}

function queues(): readonly NamedCard[] {
  const whats = ['review', 'decide', 'answer', 'setByHand', 'waitsForOthers'] as const;
  const waiting = whats.map((what): Waiting => ({
    acceptance: acceptanceFor({ state: 'InReview', kind: 'nasty' }),
    what,
    waitsFor: ['Mia Maro', 'Max Muster'],
    unreachable: what === 'waitsForOthers' ? ['Max Muster'] : [],
  }));
  const owned = [{ subject: 'RA-2026-0042', title: nasty, since: '2026-11-20' }];
  const at = '2026-11-23T13:05:00.000Z';
  return [
    {
      name: 'queue',
      card: queueCard({
        queue: { mine: [...waiting, ...waiting], others: waiting, owned },
        zone,
        at,
      }),
    },
    { name: 'empty queue', card: queueCard({ queue: { mine: [], others: [], owned: [] }, zone }) },
  ];
}

function others(): readonly NamedCard[] {
  const whys = ['order', 'link', 'hash', 'text', 'record', 'missing', 'unknown', 'head'] as const;
  const misfits: readonly (Misfit | undefined)[] = [
    undefined,
    ...whys.map((why) => ({ seq: why === 'unknown' ? 0 : 7, acceptanceId: 'RA-2026-0042', why })),
  ];
  const confirmed = viewFor({ state: 'InApproval', viewer: carl, kind: 'quotes' });
  const typed = { conditions: quotes, reason: quotes, comment: quotes, reviewOn: '2027-05-23' };
  const second = { reviewOn: '2027-05-23', typed };
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
          unmanaged: misfit ? 2 : 0,
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
    {
      name: 'the register to export',
      card: exportCard({
        total: 10_000,
        at: '2026-11-23T13:05:00.000Z',
        zone,
        linkTo: (format) => `https://x.example/register.${format}?for=${'f'.repeat(300)}`,
      }),
    },
    { name: 'a notice', card: noticeCard(nasty) },
  ];
}
