import type { Role } from '../domain/person.ts';
import { type Button, press } from './buttons.ts';
import { fallbackFor } from './facts-card.ts';
import { type AdaptiveCard, template } from './render.ts';

interface Example {
  readonly text: string;
  readonly what: string;
  /** A whole sentence, good for a button; the others are said with words of one's own. */
  readonly whole: boolean;
}

/** All that `cards/help.json` may show. */
interface HelpView {
  readonly intro: string;
  readonly where: string;
  readonly fallbackText: string;
  readonly examples: readonly Example[];
  readonly buttons: readonly Button[];
}

const draw: (view: HelpView) => AdaptiveCard = template('help');

const whole = (text: string, what: string): Example => ({ text, what, whole: true });
const part = (text: string, what: string): Example => ({ text, what, whole: false });

/** What can be said, with examples that fit the person's roles. */
export function helpCard({
  roles,
  where,
}: {
  readonly roles: readonly Role[];
  readonly where: 'personal' | 'channel';
}): AdaptiveCard {
  const examples = examplesFor(roles, where);
  return draw({
    intro:
      roles.length === 0
        ? 'I keep the record of Secure Score: what is to do, what is accepted, by whom and until when. You hold no role yet, so ask in the governance channel.'
        : 'I keep the record of Secure Score: what is to do, what is accepted, by whom and until when.',
    where:
      where === 'channel'
        ? 'In a channel, mention me first. Forms and texts come in our own chat.'
        : 'Just type it here. In a channel, mention me first.',
    fallbackText: fallbackFor('What I can do'),
    examples,
    buttons: examples
      .filter((one) => one.whole)
      .slice(0, 6)
      .map(({ text }) => press(text, 'say', { text })),
  });
}

function examplesFor(roles: readonly Role[], where: 'personal' | 'channel'): readonly Example[] {
  const proposes = roles.some((role) => role !== 'auditor');
  const reads = roles.length > 0;
  const governs = roles.some((role) => role === 'itManager' || role === 'ciso');
  return [
    ...(reads ? [whole('queue', 'what waits for you')] : []),
    whole('recommendations', 'what Secure Score recommends, the most urgent first'),
    part('recommendations identity', 'those of one area; or open, accepted, completed'),
    part('recommendation audit log', 'one of them, by its id or some of its words'),
    ...(proposes ? [part('propose audit log', 'start a risk acceptance')] : []),
    whole('register', 'all risk acceptances; or register open, active, due, overdue'),
    part('show RA-2026-0001', 'one risk acceptance'),
    ...(reads ? [whole('verify register', 'check that nobody has changed the record')] : []),
    ...(governs && where === 'channel'
      ? [part('use this channel', 'make this the governance channel')]
      : []),
  ];
}
