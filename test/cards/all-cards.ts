import type { Trouble } from '../../src/app/ports.ts';
import { acceptanceBriefCard } from '../../src/cards/acceptance-brief-card.ts';
import { acceptanceMessage } from '../../src/cards/acceptance-card.ts';
import { detailsCard } from '../../src/cards/details-card.ts';
import { proposalCard, type ProposalInput } from '../../src/cards/proposal-card.ts';
import { states } from '../../src/domain/acceptance.ts';
import { acceptanceFor, carl, ed, eve, mia, recommendation, viewers, viewFor } from './examples.ts';
import { lifecycle, lifeView } from './lifecycle-examples.ts';
import { breaks, marker, nasty, oddControl, quotes, type Texts, today, zone } from './texts.ts';
import { deputyCards } from './deputy-cards.ts';
import { driftCards } from './drift-cards.ts';
import { monitorCards } from './monitor-cards.ts';
import { type NamedCard, otherCards } from './other-cards.ts';

/** Every card that there is, for every state and viewer, with the best and the worst of texts. */
export const allCards = (): readonly NamedCard[] => [
  ...acceptanceCards(),
  ...specialAcceptanceCards(),
  ...troubled(),
  ...lives(),
  ...forms(),
  ...otherCards(),
  ...monitorCards(),
  ...deputyCards(),
  ...driftCards(),
];

const worst: readonly Texts[] = ['nasty', 'quotes', 'breaks'];

function acceptanceCards(): readonly NamedCard[] {
  const kinds: readonly Texts[] = ['plain', ...worst];
  return states.flatMap((state) =>
    kinds.flatMap((kind) =>
      Object.entries(viewers).flatMap(([who, viewer]) => {
        const byHand = kind === 'plain' && who === 'another engineer';
        const view = viewFor({ state, viewer, kind, byHand, steps: kind === 'plain' ? 4 : 40 });
        const name = `${state}, ${kind}, to ${who}${byHand ? ', by hand' : ''}`;
        const cards = [{ name, card: acceptanceMessage(view) }];
        return viewer === eve || viewer === mia
          ? [...cards, { name: `details of ${name}`, card: detailsCard(view) }]
          : cards;
      }),
    ),
  );
}

const everything = (text: string): Record<string, string> => ({
  businessContext: text,
  conditions: text,
  reason: text,
  comment: text,
  reviewOn: '31.12.2026 or so',
});

const allTyped = (text: string): Record<string, string> => ({
  ...everything(text),
  riskDescription: text,
  justification: text,
  compensatingControls: text,
  evidence: text,
  treatment: 'alternateMitigation',
  scopeDetail: text,
  riskChange: text,
  mitigationsNow: text,
  reasonsHold: text,
  residualRisk: 'Huge',
});

/** The life of an acceptance after its first decision, and beside it, with what may have been typed. */
function lives(): readonly NamedCard[] {
  return (['plain', ...worst] as const).flatMap((kind) =>
    Object.keys(lifecycle(kind)).flatMap((what) => {
      const view = lifeView(what, kind);
      const text = kind === 'plain' ? 'Half a thought' : quotes;
      const renewing = { riskChange: text, mitigationsNow: text, reasonsHold: text };
      const typed = { ...renewing, reason: text, comment: text, residualRisk: 'Low' };
      const name = `${what}, ${kind}`;
      return [
        { name, card: acceptanceMessage(view) },
        { name: `${name}, given back`, card: acceptanceMessage(view, { notice: 'No.', typed }) },
        { name: `details of ${name}`, card: detailsCard(view, typed) },
        { name: `in a channel: ${name}`, card: acceptanceBriefCard(view) },
      ];
    }),
  );
}

function specialAcceptanceCards(): readonly NamedCard[] {
  const complaints = {
    form: `Nobody is left to decide. ${marker}`,
    reason: 'Please give a reason.',
    businessContext: 'Please give the business context.',
    conditions: 'Too long: 1,001 characters, at most 1,000.',
    reviewOn: 'The calendar has no such day: 31.12.2026.',
    justification: 'Too short.',
  };
  const notice = `Mia Maro endorsed this. ${marker} Your card was out of date.`;
  const texts = { nasty, quotes, breaks, 'far too long': quotes.repeat(6) };
  return Object.entries(texts).flatMap(([kind, text]) =>
    (['InReview', 'InApproval', 'ChangesRequested', 'Active', 'Rejected'] as const).flatMap(
      (state) =>
        [eve, mia, carl].flatMap((viewer) => {
          const view = viewFor({ state, viewer, kind: 'quotes', steps: 40 });
          const extras = { notice, complaints, typed: allTyped(text) };
          const name = `${state} to ${viewer.name}, given back with ${kind} texts`;
          return [
            { name, card: acceptanceMessage(view, extras) },
            {
              name: `details of ${name}`,
              card: detailsCard(view, everything(text.slice(0, 1000))),
            },
          ];
        }),
    ),
  );
}

function troubled(): readonly NamedCard[] {
  const troubles: readonly Trouble[] = [
    'byHand',
    'changedByPerson',
    'forbidden',
    'unauthorized',
    'notFound',
    'badRequest',
    'throttled',
    'unavailable',
    'recordDoesNotVerify',
  ];
  const late = { late: true, seenAt: '2026-11-23T12:00:00.000Z' };
  const gone = { control: undefined };
  const device = { acceptance: { controlId: 'scid_2004' }, ...gone };
  const views = [
    ...troubles.map((trouble) => viewFor({ state: 'Approved', trouble, ...late })),
    viewFor({ state: 'Approved', viewer: ed, byHand: true, ...late, ...device }),
    viewFor({ state: 'Revoked', viewer: ed, byHand: true, ...late, ...device }),
    viewFor({
      state: 'Approved',
      viewer: carl,
      byHand: true,
      acceptance: { treatment: 'thirdParty', markedDoneAt: '2026-11-23T09:00:00.000Z' },
    }),
    viewFor({ state: 'InReview', ...gone, view: { achievable: undefined } }),
    viewFor({ state: 'InReview', route: 'low', kind: 'none' }),
    viewFor({ state: 'ChangesRequested', viewer: eve, ...gone }),
    viewFor({ state: 'Active', agreed: true, seenAt: '2026-11-23T12:00:00.000Z' }),
    viewFor({ state: 'Active', control: oddControl, acceptance: { sodReduced: true } }),
    viewFor({ state: 'ReviewDue', acceptance: { reviewOn: '2026-11-12' } }),
    viewFor({
      state: 'InApproval',
      viewer: carl,
      view: { waitsFor: Array.from({ length: 30 }, () => nasty.slice(0, 256)), names: {} },
    }),
    viewFor({ state: 'InReview', view: { unreachable: ['Max Muster'] } }),
  ];
  return views.flatMap((view, at) => {
    const name = `${view.acceptance.state} in special case ${String(at + 1)}`;
    return [
      { name, card: acceptanceMessage(view) },
      { name: `details: ${name}`, card: detailsCard(view) },
      { name: `in a channel: ${name}`, card: acceptanceBriefCard(view) },
    ];
  });
}

const formInput = (more: Partial<ProposalInput>): ProposalInput => ({
  recommendation: recommendation(),
  draftId: '7d4c8e0a-8f3e-4d3b-9f58-000000000000',
  owners: [carl, mia],
  today,
  zone,
  ...more,
});

function forms(): readonly NamedCard[] {
  const typed = { ...allTyped(nasty), scope: 'partial', residualRisk: 'Huge', riskOwnerId: 'x-y' };
  const complaints = Object.fromEntries(
    [...Object.keys(typed), 'form'].map((field) => [field, `This is wrong. ${marker}`]),
  );
  const owners = Array.from({ length: 400 }, (_, at) => ({
    id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    name: `Owner ${String(at)} "${'n'.repeat(240)}`,
  }));
  const resubmits = { id: 'RA-2026-0042', revision: 7, reason: quotes, byName: 'Mia Maro' };
  const inputs: Readonly<Record<string, Partial<ProposalInput>>> = {
    'a new form': {},
    'a form on odd facts': { recommendation: recommendation(oddControl) },
    'a form with the texts of an earlier one': {
      copies: acceptanceFor({ state: 'Rejected', kind: 'quotes' }),
    },
    'a form beside one in force': {
      copies: acceptanceFor({ state: 'Active' }),
      replaces: acceptanceFor({ state: 'Active' }),
    },
    'a form without threats': { recommendation: recommendation({ threats: [] }) },
    'a form given back': { typed, complaints, notice: `Not sent. ${marker}` },
    'a form given back in quotes': { typed: allTyped(quotes), complaints, owners, resubmits },
    'a form given back, far too long': {
      typed: allTyped(quotes.repeat(6)),
      complaints,
      owners,
      resubmits,
      recommendation: recommendation(oddControl),
    },
  };
  return Object.entries(inputs).map(([name, input]) => ({
    name,
    card: proposalCard(formInput(input)),
  }));
}
