import { channelPlace, personalPlace } from '../src/sandbox/chat-places.ts';
import { messageActivity, pressActivity, type Activity } from '../src/sandbox/chat-activities.ts';
import { sandboxPeople, sandboxTenantId } from '../src/sandbox/tenant-directory.ts';
import { type Answered, post } from './post.ts';

export type Who = 'eve' | 'mia' | 'carl';

/** People with a chat each, who write to one bot. */
export interface People {
  readonly say: (who: Who, text: string) => Promise<Answered>;
  readonly sayInChannel: (who: Who, text: string) => Promise<Answered>;
  readonly press: (who: Who, verb: string, data: object) => Promise<Answered>;
}

export function peopleOf(botUrl: string, serviceUrl: string): People {
  let messages = 0;
  const nextId = (): string => `message-${String((messages += 1))}`;
  const scene = { tenantId: sandboxTenantId, serviceUrl, timeZone: 'UTC' };
  const sender = (who: Who) => {
    const person = sandboxPeople.find(({ id }) => id === `sandbox-${who}`);
    if (!person) throw new Error(`Nobody is called ${who}.`);
    return { person, place: personalPlace(person.id), at: new Date() };
  };
  const send = (activity: Activity) => post(`${botUrl}/api/messages`, activity);
  return {
    say: (who, text) => send(messageActivity(scene, sender(who), { id: nextId(), text })),
    sayInChannel: (who, text) =>
      send(
        messageActivity(scene, { ...sender(who), place: channelPlace() }, { id: nextId(), text }),
      ),
    press: (who, verb, data) =>
      send(
        pressActivity(scene, sender(who), {
          chatId: '',
          personId: '',
          messageId: nextId(),
          verb,
          data: { ...data },
        }),
      ),
  };
}
