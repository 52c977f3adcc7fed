import { deputiesCard } from '../../src/cards/deputies-card.ts';
import { type DeputyForm, deputyFormCard, deputyNamedCard } from '../../src/cards/deputy-card.ts';
import { personChooserCard } from '../../src/cards/person-chooser-card.ts';
import type { Deputy } from '../../src/domain/deputy.ts';
import { carl, ed, eve, mia } from './examples.ts';
import type { NamedCard } from './other-cards.ts';
import { marker, nasty, quotes, today, zone } from './texts.ts';

/** The instant and the zone of these cards. */
export const moment = { at: '2026-11-23T13:05:00.000Z', zone };

/** A deputy as a card shows one. */
export const deputyFor = (fields: Partial<Deputy> = {}): Deputy => ({
  id: 'deputy-0001',
  role: 'ciso',
  principalId: carl.id,
  deputyId: ed.id,
  validFrom: today,
  validTo: '2027-01-04',
  reason: 'holiday',
  byId: carl.id,
  at: '2026-11-23T13:05:00.000Z',
  endedAt: null,
  endedById: null,
  ...fields,
});

/** The card that asks back, as a test wants it. */
export const formFor = (fields: Partial<DeputyForm> = {}): DeputyForm => ({
  id: 'deputy-0001',
  role: 'ciso',
  deputy: ed,
  principals: [carl],
  principalId: carl.id,
  validFrom: today,
  validTo: '2027-01-04',
  reason: 'holiday',
  ...moment,
  ...fields,
});

const odd = { id: 'odd', name: nasty.slice(0, 200), upn: quotes.slice(0, 300) };

/** The cards about deputies, with the best and the worst of texts. */
export function deputyCards(): readonly NamedCard[] {
  const many = Array.from({ length: 12 }, (_, at) =>
    deputyFor({ id: `deputy-00${String(at)}`, reason: at % 2 === 0 ? quotes : nasty }),
  );
  const names = { [ed.id]: odd.name, [carl.id]: odd.name };
  const people = Array.from({ length: 12 }, (_, at) => ({ ...odd, id: `odd-${String(at)}` }));
  const choosing = { verb: 'askDeputy', asked: {}, ...moment };
  const wrong = { complaint: { field: 'form', complaint: `No. ${marker}` } } as const;
  return [
    { name: 'a deputy asked for', card: deputyFormCard(formFor()) },
    {
      name: 'a deputy asked for, and for whom',
      card: deputyFormCard(formFor({ principals: [mia, carl, odd], principalId: '', ...wrong })),
    },
    {
      name: 'a deputy asked for, with odd texts',
      card: deputyFormCard(
        formFor({
          deputy: odd,
          principals: [odd],
          reason: quotes.repeat(5),
          complaint: { field: 'reason', complaint: 'Please give a reason.' },
        }),
      ),
    },
    {
      name: 'a deputy named',
      card: deputyNamedCard(deputyFor({ reason: nasty }), {
        deputy: odd,
        principal: { ...carl, upn: '' },
        ...moment,
        witness: '#12 0123456789ab',
      }),
    },
    {
      name: 'a deputy named before',
      card: deputyNamedCard(deputyFor(), { deputy: ed, principal: carl, witness: '', ...moment }),
    },
    {
      name: 'deputies',
      card: deputiesCard(
        { deputies: many, names, today, ...moment },
        { viewer: carl, notice: `Ended. ${marker}` },
      ),
    },
    {
      name: 'deputies to somebody else',
      card: deputiesCard({ deputies: [deputyFor()], names: {}, today, ...moment }, { viewer: eve }),
    },
    {
      name: 'no deputies',
      card: deputiesCard({ deputies: [], names, today, ...moment }, { viewer: carl }),
    },
    {
      name: 'several people',
      card: personChooserCard({ people, ...choosing, asked: { reason: quotes } }),
    },
    {
      name: 'two people',
      card: personChooserCard({ people: [ed, { ...eve, upn: '' }], ...choosing }),
    },
  ];
}
