import { randomUUID } from 'node:crypto';
import type { Press } from './api.ts';
import {
  bot,
  channel,
  conversationIdOf,
  team,
  type ChatPerson,
  type Place,
} from './chat-places.ts';

/** What every activity of this chat says of itself. */
export interface Scene {
  readonly tenantId: string;
  readonly serviceUrl: string;
  readonly timeZone: string;
}

/** An activity in the shape in which Teams sends it to a bot. */
export type Activity = Readonly<Record<string, unknown>>;

export interface Sender {
  readonly person: ChatPerson;
  readonly place: Place;
  readonly at: Date;
}

const channelData = (scene: Scene, place: Place): Activity => ({
  tenant: { id: scene.tenantId },
  ...(place.ownerId === ''
    ? {
        teamsTeamId: team.id,
        teamsChannelId: channel.id,
        team: { ...team },
        channel: { ...channel },
      }
    : {}),
});

const activity = (scene: Scene, { person, place, at }: Sender, rest: Activity): Activity => ({
  channelId: 'msteams',
  id: `f:${randomUUID()}`,
  timestamp: at.toISOString(),
  serviceUrl: scene.serviceUrl,
  from: { id: `29:${person.id}`, name: person.name, aadObjectId: person.id },
  recipient: { ...bot },
  conversation: {
    id: conversationIdOf(place),
    conversationType: place.ownerId === '' ? 'channel' : 'personal',
    tenantId: scene.tenantId,
    ...(place.ownerId === '' ? { isGroup: true, name: channel.name } : {}),
  },
  channelData: channelData(scene, place),
  locale: 'en-GB',
  localTimezone: scene.timeZone,
  ...rest,
});

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What a person typed; in the channel it is said to the bot, by mention. */
export const messageActivity = (
  scene: Scene,
  sender: Sender,
  said: { readonly id: string; readonly text: string },
): Activity => {
  const inChannel = sender.place.ownerId === '';
  const at = `<at>${bot.name}</at>`;
  const mark = inChannel
    ? `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">${bot.name}</span> `
    : '';
  return activity(scene, sender, {
    type: 'message',
    id: said.id,
    textFormat: 'plain',
    text: inChannel ? `${at} ${said.text}` : said.text,
    attachments: [{ contentType: 'text/html', content: `<p>${mark}${html(said.text)}</p>` }],
    entities: [
      ...(inChannel ? [{ type: 'mention', mentioned: { ...bot }, text: at }] : []),
      { type: 'clientInfo', locale: 'en-GB', country: 'GB', timezone: scene.timeZone },
    ],
  });
};

/** A button of a card: an invoke for `Action.Execute`, and for `Action.Submit`, which has no verb, a message. */
export const pressActivity = (scene: Scene, sender: Sender, press: Press): Activity =>
  press.verb === ''
    ? activity(scene, sender, {
        type: 'message',
        replyToId: press.messageId,
        value: press.data,
      })
    : activity(scene, sender, {
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: press.messageId,
        value: {
          action: { type: 'Action.Execute', verb: press.verb, data: press.data },
          trigger: 'manual',
        },
      });

/** What Teams tells a bot that was just installed at this place, in this order. */
export const installActivities = (scene: Scene, sender: Sender): readonly Activity[] => {
  const inChannel = sender.place.ownerId === '';
  const data = (more: Activity): Activity => ({
    channelData: {
      ...channelData(scene, sender.place),
      ...(inChannel ? { settings: { selectedChannel: { ...channel } }, ...more } : {}),
    },
  });
  return [
    activity(scene, sender, {
      type: 'installationUpdate',
      action: 'add',
      ...data({}),
    }),
    activity(scene, sender, {
      type: 'conversationUpdate',
      membersAdded: [{ id: bot.id }],
      ...data({ eventType: 'teamMemberAdded' }),
    }),
  ];
};
