import type { Role } from '../domain/person.ts';
import { type Button, press } from './buttons.ts';
import { fallbackFor } from './facts-card.ts';
import { type AdaptiveCard, template } from './render.ts';

interface Example {
  readonly text: string;
  readonly what: string;
  /** Worth a button: a whole sentence, and often said. */
  readonly often: boolean;
}

interface Group {
  readonly title: string;
  readonly examples: readonly Example[];
}

/** All that `cards/help.json` may show. */
interface HelpView {
  readonly intro: string;
  readonly where: string;
  readonly fallbackText: string;
  readonly groups: readonly Group[];
  readonly buttons: readonly Button[];
}

const draw: (view: HelpView) => AdaptiveCard = template('help');

const often = (text: string, what: string): Example => ({ text, what, often: true });
const other = (text: string, what: string): Example => ({ text, what, often: false });

/** Who asks for help, and where. */
interface Asker {
  readonly roles: readonly Role[];
  readonly where: 'personal' | 'channel';
}

/** What can be said, with examples that fit the person's roles. */
export function helpCard(asker: Asker): AdaptiveCard {
  const { roles } = asker;
  const groups = [
    { title: 'Ask', examples: questions(asker) },
    { title: 'Do', examples: deeds(asker) },
    { title: 'Look up', examples: records(asker) },
  ].filter(({ examples }) => examples.length > 0);
  return draw({
    intro:
      roles.length === 0
        ? 'I keep the record of Secure Score: what changed and why, what is to do, what is accepted, by whom and until when. You hold no role yet, so ask in the governance channel.'
        : 'I keep the record of Secure Score: what changed and why, what is to do, what is accepted, by whom and until when.',
    where: whereTo(asker),
    fallbackText: fallbackFor('What I can do'),
    groups,
    buttons: (mayAskHere(asker) ? groups : [])
      .flatMap(({ examples }) => examples)
      .filter((one) => one.often)
      .slice(0, 6)
      .map(({ text }) => press(text, 'say', { text })),
  });
}

/** Whoever holds no role is answered in the governance channel alone. */
const mayAskHere = ({ roles, where }: Asker): boolean => roles.length > 0 || where === 'channel';

function whereTo(asker: Asker): string {
  if (!mayAskHere(asker)) return 'Say it in the governance channel, and mention me first.';
  return asker.where === 'channel'
    ? 'In a channel, mention me first. Forms and texts come in our own chat.'
    : 'Just type it here. In a channel, mention me first.';
}

const reads = ({ roles }: Asker): boolean => roles.length > 0;

function questions(asker: Asker): readonly Example[] {
  return [
    often(
      'what regressed this week',
      'or today, since Monday, last month, in Identity, in Exchange',
    ),
    other('what improved', 'or: what is new'),
    often('score', 'how it stands; or: trend'),
    other('what is undecided', 'or: what is overdue, which acceptances expire in 30 days'),
    other(
      'what did we accept this quarter',
      'or: why was audit log accepted, who approved RA-2026-0001',
    ),
    other('who accepted what', 'in which role; or: what was approved as deputy'),
    ...(reads(asker) ? [often('queue', 'what waits for you; or: who waits for me')] : []),
  ];
}

function deeds({ roles, where }: Asker): readonly Example[] {
  const proposes = roles.some((role) => role !== 'auditor');
  const governs = roles.some((role) => role === 'itManager' || role === 'ciso');
  return [
    ...(proposes ? [other('propose audit log', 'start a risk acceptance')] : []),
    ...(proposes && where === 'personal'
      ? [other('deputy Ed Ellis for CISO until 14 Aug', 'let somebody stand in; or: deputies')]
      : []),
    ...(governs && where === 'channel'
      ? [other('use this channel', 'make this the governance channel')]
      : []),
  ];
}

function records(asker: Asker): readonly Example[] {
  return [
    often('review', 'the weekly review'),
    often('recommendations', 'the most urgent first; or identity, open, accepted, completed'),
    other('recommendation audit log', 'one of them, by its id or some of its words'),
    often('register', 'all risk acceptances; or register open, active, due, overdue, ended'),
    other('register rejected exchange', 'a part of them (also expired, revoked …), and words'),
    other('show RA-2026-0001', 'one risk acceptance; or details RA-2026-0001'),
    ...(reads(asker)
      ? [other('sample 5', 'so many that are in force, drawn by chance, with their hashes')]
      : []),
    ...(reads(asker)
      ? [
          other('drift', 'where Secure Score contradicts the record'),
          other('verify register', 'that nobody has changed the record'),
          other('export register', 'as XLSX, CSV or JSON'),
        ]
      : []),
  ];
}
