import { dayOf } from '../domain/calendar.ts';
import { escapeMarkdown } from '../domain/text.ts';
import { type LineWithTexts, witness } from '../domain/trail.ts';
import { outcome, stepOf } from './outcome.ts';
import { findSubject } from './owned-subject.ts';
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
  return post(ports, personId, `${outcome(told)}${words} ${witness(told.line)}`);
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
      text: `${outcome(told)} ${witness(told.line)}`,
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

/** Tells somebody what they were made the owner of; nothing where somebody else is by now, or where it is over. */
export async function tellOwner(
  ports: Ports,
  { subject, personId }: { readonly subject: string; readonly personId: string },
): Promise<Progress> {
  const { store } = ports;
  const owner = (await store.owners([subject])).get(subject);
  const found = await findSubject(ports, subject);
  if (!found || owner?.personId !== personId || owner.byId === personId) return 'done';
  const by = (await store.names([owner.byId])).get(owner.byId) ?? 'Somebody';
  const text = `${escapeMarkdown(by)} asked you to look after: ${escapeMarkdown(found.title)}.`;
  return post(ports, personId, text);
}

/** Sends a line to a person; what cannot be sent waits for their first contact. */
export async function post(ports: Ports, personId: string, text: string): Promise<Progress> {
  const posted = await ports.messenger.post(personId, { kind: 'text', text });
  return posted ? 'done' : callUpLater(ports, personId);
}

function reason({ texts }: LineWithTexts): string {
  const words = texts.find(({ field }) => field === 'reason')?.text ?? '';
  return words === '' ? '' : `\n\n> ${escapeMarkdown(words).replaceAll('\n', '\n> ')}\n\n`;
}
