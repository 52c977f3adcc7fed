import type { DriftAct, Finding } from '../../src/app/drift-ports.ts';
import type { DriftView } from '../../src/app/drift-views.ts';
import { driftCard } from '../../src/cards/drift-card.ts';
import { driftListCard } from '../../src/cards/drift-list-card.ts';
import { type DriftClass, driftClasses } from '../../src/domain/drift.ts';
import { acceptanceFor } from './examples.ts';
import type { NamedCard } from './other-cards.ts';
import { nasty, oddControl, quotes, zone } from './texts.ts';

const at = '2026-11-23T09:00:00.000Z';

const finding = (fields: Partial<Finding> = {}): Finding => ({
  ...{ id: '0123456789abcdef', class: 'unmanaged', controlId: oddControl.id, acceptanceId: null },
  ...{ state: 'Ignored', by: nasty.slice(0, 200), comment: nasty, at, since: at, foundAt: at },
  ...{ countsFrom: '2026-11-23', isFirst: false, endedAt: null, endState: '', revertSeq: 0 },
  ...fields,
});

const view = (fields: Partial<DriftView> = {}): DriftView => ({
  finding: finding(),
  title: oddControl.title,
  category: oddControl.category,
  points: 4.5,
  acceptance: undefined,
  treatment: 'riskAccepted',
  acts: [],
  othersAdopt: false,
  counts: true,
  asked: undefined,
  zone,
  asOf: at,
  ...fields,
});

const asked = { what: 'revert', by: nasty.slice(0, 200), at, trouble: 'forbidden' } as const;

/** All that somebody may do at most. */
const mostActs: Readonly<Record<DriftClass, readonly DriftAct[]>> = {
  unmanaged: ['adopt', 'revert'],
  stale: ['revert'],
  lost: ['reapply', 'revoke'],
  changed: ['reapply', 'proposeOther'],
};

/** The cards of findings, with the best and the worst of texts. */
export function driftCards(): readonly NamedCard[] {
  const acceptance = acceptanceFor({ state: 'Active', kind: 'quotes' });
  const views: Readonly<Record<string, DriftView>> = {
    ...Object.fromEntries(
      driftClasses.map((is) => [
        is,
        view({ finding: finding({ class: is }), acceptance, acts: mostActs[is] }),
      ]),
    ),
    'listed only': view({ counts: false, finding: finding({ isFirst: true }) }),
    'without words': view({ finding: finding({ by: '', comment: '', at: null }), category: '' }),
    over: view({ finding: finding({ endedAt: at, endState: nasty.slice(0, 90) }) }),
    'over, and gone': view({ finding: finding({ endedAt: at }), points: undefined }),
    'that others adopt': view({ othersAdopt: true }),
    'asked for': view({ asked: { ...asked, byHand: false, isDevice: false } }),
    'by hand': view({ asked: { ...asked, trouble: 'byHand', byHand: true, isDevice: false } }),
    'of a device': view({
      finding: finding({ controlId: 'scid_2000' }),
      asked: { ...asked, byHand: true, isDevice: true },
    }),
    'of a device, applied again': view({
      acceptance,
      asked: { ...asked, what: 'reapply', byHand: true, isDevice: true },
    }),
  };
  const rows = Array.from({ length: 20 }, () => ({
    finding: finding({ acceptanceId: 'RA-2026-0042' }),
    title: nasty,
    points: 1,
  }));
  const list = { offset: 0, countsFrom: '2026-12-23', zone, asOf: at };
  const extras = { notice: nasty, reason: quotes, complaint: 'Please give a reason.' };
  return [
    ...Object.entries(views).flatMap(([name, one]) => [
      { name: `a finding ${name}`, card: driftCard(one) },
      { name: `a finding ${name}, given back`, card: driftCard(one, extras) },
    ]),
    ...(['first', 'all'] as const).flatMap((which) => [
      { name: `list of ${which}`, card: driftListCard({ ...list, which, rows }) },
      { name: `last of ${which}`, card: driftListCard({ ...list, which, rows, offset: 16 }) },
      { name: `nothing of ${which}`, card: driftListCard({ ...list, which, rows: [] }) },
    ]),
  ];
}
