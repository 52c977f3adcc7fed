import { type Acceptance, treatmentNames } from '../domain/acceptance.ts';
import { dayOf, sayDay } from '../domain/calendar.ts';
import { escapeMarkdown } from '../domain/text.ts';
import { type LineWithTexts, witness } from '../domain/trail.ts';
import type { Ports, Progress } from './ports.ts';
import { callUpLater } from './show-acceptance.ts';
import { alarmText } from './sync-control.ts';

/** Tells one person, once, what a step came to. */
export async function tell(
  ports: Ports,
  {
    acceptanceId,
    revision,
    personId,
  }: { acceptanceId: string; revision: number; personId: string },
): Promise<Progress> {
  const told = await stepOf(ports, acceptanceId, revision);
  if (!told) return 'done';
  const answer = await ports.directory.recent(personId);
  // Somebody's words are for the four roles only.
  const words = answer.ok && answer.person.grants.length > 0 ? reason(told.line) : '';
  return post(ports, personId, `${sentence(told)}${words} ${witness(told.line)}`);
}

/** Tells the governance channel, once: ids, titles, dates and names only. */
export async function announce(
  ports: Ports,
  { acceptanceId, revision }: { acceptanceId: string; revision: number },
): Promise<Progress> {
  const told = await stepOf(ports, acceptanceId, revision);
  if (told)
    await ports.messenger.postToChannel({
      kind: 'text',
      text: `${sentence(told)} ${witness(told.line)}`,
    });
  return 'done';
}

/** Mentions somebody who cannot be reached, without saying what it is about. */
export async function callUp(ports: Ports, personId: string): Promise<Progress> {
  const answer = await ports.directory.recent(personId);
  if (!answer.ok)
    return answer.why === 'stranger' ? 'done' : { again: 'the directory does not answer' };
  if (!(await ports.messenger.reaches(personId)))
    await ports.messenger.postToChannel(
      {
        kind: 'text',
        text: 'something waits for you. Open a chat with Scorekeeper and say hello to see it.',
      },
      answer.person,
    );
  return 'done';
}

export async function tellAlarm(
  ports: Ports,
  controlId: string,
  personId: string,
): Promise<Progress> {
  return post(ports, personId, alarmText(controlId, dayOf(ports.now(), ports.policy.timeZone)));
}

/** Sends a line to a person; what cannot be sent waits for their first contact. */
export async function post(ports: Ports, personId: string, text: string): Promise<Progress> {
  const posted = await ports.messenger.post(personId, { kind: 'text', text });
  return posted ? 'done' : callUpLater(ports, personId);
}

interface Told {
  readonly acceptance: Acceptance;
  readonly line: LineWithTexts;
  readonly by: string;
  readonly reviewOn: string;
}

async function stepOf({ store }: Ports, id: string, revision: number): Promise<Told | undefined> {
  const [acceptance, trail] = await Promise.all([store.find(id), store.trail(id)]);
  const line = trail.find((one) => one.revision === revision);
  if (!acceptance || !line) return undefined;
  const names = await store.names([line.by]);
  return {
    acceptance,
    line,
    by: escapeMarkdown(names.get(line.by) ?? 'somebody'),
    reviewOn: acceptance.reviewOn ? sayDay(acceptance.reviewOn) : '',
  };
}

const outcomes: Readonly<Record<string, (told: Told) => string>> = {
  propose: ({ acceptance, by }) => `${by} asks for “${treatmentNames[acceptance.treatment]}”.`,
  approve: ({ by, reviewOn }) =>
    `approved by ${by}, review by ${reviewOn}. It is in force once Secure Score shows it.`,
  verified: ({ reviewOn }) => `in force. Secure Score shows it; review by ${reviewOn}.`,
  reject: ({ by }) => `rejected by ${by}.`,
  revoke: ({ by }) => `revoked by ${by}. Secure Score goes back to To address.`,
};

const sentence = (told: Told): string =>
  `**${told.acceptance.id}** ${escapeMarkdown(told.acceptance.facts.title)}: ${outcomes[told.line.event]?.(told) ?? told.line.event}`;

function reason({ texts }: LineWithTexts): string {
  const words = texts.find(({ field }) => field === 'reason')?.text ?? '';
  return words === '' ? '' : `\n\n> ${escapeMarkdown(words).replaceAll('\n', '\n> ')}\n\n`;
}
