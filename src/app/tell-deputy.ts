import type { State } from '../domain/acceptance.ts';
import type { DeputyRole } from '../domain/deputy.ts';
import type { Effect } from '../domain/effect.ts';
import { roleNames } from '../domain/person.ts';
import { sayDays } from '../domain/span.ts';
import { escapeMarkdown } from '../domain/text.ts';
import type { Ports, Progress } from './ports.ts';
import { post } from './tell.ts';

type What = Extract<Effect, { readonly kind: 'announceDeputy' }>['what'];

/** Asks for one line to each of those concerned: both people and the CISOs, whoever pressed apart. */
export async function announceDeputy(
  ports: Ports,
  { deputy: id, what }: { readonly deputy: string; readonly what: What },
): Promise<Progress> {
  const { store, directory, now } = ports;
  const deputy = await store.deputy(id);
  if (!deputy) return 'done';
  const cisos = await directory.holders('ciso');
  const people = new Set([deputy.principalId, deputy.deputyId, ...cisos.map((one) => one.id)]);
  people.delete((what === 'named' ? deputy.byId : deputy.endedById) ?? '');
  await showAgain(ports, deputy.role);
  await store.armOnce(
    [...people].map((personId): Effect => ({ kind: 'tellDeputy', deputy: id, what, personId })),
    now(),
  );
  return 'done';
}

/**
 * Who may decide is another now: their cards have other buttons, and what has waited long goes to them too.
 */
async function showAgain({ store, now }: Ports, role: DeputyRole): Promise<void> {
  if (role === 'engineer') return;
  const states: readonly State[] = role === 'ciso' ? ['InApproval'] : ['InReview'];
  const waiting = await store.list({ states });
  await store.arm(
    waiting.map(({ id: acceptanceId }): Effect => ({ kind: 'show', acceptanceId })),
    now(),
  );
}

/** Tells one person who stands in for whom from now on, or no more. */
export async function tellDeputy(
  ports: Ports,
  told: { readonly deputy: string; readonly what: What; readonly personId: string },
): Promise<Progress> {
  const { store } = ports;
  const deputy = await store.deputy(told.deputy);
  const isOver = deputy?.endedAt !== null;
  if (!deputy || (told.what === 'named' && isOver)) return 'done';
  const { deputyId, principalId, byId, endedById } = deputy;
  const names = await store.names([deputyId, principalId, byId, endedById ?? byId]);
  const nameOf = (id: string): string => escapeMarkdown(names.get(id) ?? 'somebody');
  const whose = (id: string): string => (id === told.personId ? 'you' : nameOf(id));
  const are = deputyId === told.personId ? 'are' : 'is';
  const days = sayDays(deputy.validFrom, deputy.validTo);
  const as = `as ${roleNames[deputy.role]}`;
  const start = `${capital(whose(deputyId))} ${are}`;
  const text =
    told.what === 'named'
      ? `${start} deputy for ${whose(principalId)} ${as}, ${days}. ${nameOf(byId)} said so.`
      : `${start} no longer deputy for ${whose(principalId)} ${as}: ${nameOf(endedById ?? byId)} ended it.`;
  return post(ports, told.personId, `${text} Type **deputies** for all.`);
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
