import type { ChatMessage, Progress } from './api.ts';
import type { ChatService } from './chat.ts';
import type { Clock } from './clock.ts';
import { createListeners } from './listeners.ts';

export interface Story {
  readonly progress: () => Progress;
  readonly onChange: (listener: () => void) => unknown;
  /** Plays the year through the chats, as people would have. For an empty record. */
  readonly play: () => Promise<void>;
}

export interface Stage {
  readonly chat: Pick<ChatService, 'say' | 'press' | 'waitFor' | 'install' | 'chats'>;
  readonly clock: Clock;
  /** Carries out everything that is due. */
  readonly settle: () => Promise<void>;
}

interface Scene {
  readonly label: string;
  /** Days before the present of the sandbox. */
  readonly daysAgo: number;
  /** Hour of the day, UTC. */
  readonly hour: number;
  readonly act: (stage: Stage) => Promise<void>;
}

const eve = 'sandbox-eve';
const ed = 'sandbox-ed';
const mia = 'sandbox-mia';
const carl = 'sandbox-carl';

const form = {
  treatment: 'riskAccepted',
  scope: 'tenant',
  compensatingControls: '',
  reviewOn: '',
  riskOwnerId: '',
  evidence: '',
};

const cloudDiscovery = {
  ...form,
  residualRisk: 'Medium',
  riskDescription:
    'Without Cloud Discovery we do not see which cloud apps people use, so data could leave through apps nobody has assessed.',
  justification:
    'The log collector needs a firewall that is replaced next year. Until then the proxy list of allowed apps covers the known ones.',
  compensatingControls: 'Proxy allow-list, reviewed every quarter. DLP on mail and SharePoint.',
};
const auditorsSaidNo = {
  ...form,
  residualRisk: 'Medium',
  riskDescription:
    'Guests can share items onward, so documents may reach people whom nobody in the company knows.',
  justification:
    'Two project teams share with suppliers all day long and asked to keep it as it is for now.',
};
const waiting = {
  ...form,
  residualRisk: 'High',
  riskDescription:
    'Passwords of on-premises accounts can be guessed, because weak ones are not refused there.',
  justification:
    'The agent needs domain controllers of a newer version. They are replaced in the second quarter.',
  compensatingControls: 'Lockout after five tries. Sign-in alerts are watched around the clock.',
};

const scenes: readonly Scene[] = [
  {
    label: 'Eve proposes to accept Cloud Discovery',
    daysAgo: 341,
    hour: 9,
    act: (stage) => propose(stage, eve, 'mcas_cloud_discovery', cloudDiscovery),
  },
  {
    label: 'Mia endorses it',
    daysAgo: 341,
    hour: 13,
    act: (stage) =>
      press(stage, mia, 'endorse', {
        businessContext:
          'Agreed with procurement: the new firewall is ordered. Sales relies on two of the apps.',
      }),
  },
  {
    label: 'Carl approves it',
    daysAgo: 340,
    hour: 8,
    act: (stage) => press(stage, carl, 'approve', {}),
  },
  {
    label: 'Ed asks for something that is refused',
    daysAgo: 120,
    hour: 10,
    act: (stage) => propose(stage, ed, 'spo_external_users_sharing', auditorsSaidNo),
  },
  {
    label: 'Mia rejects it',
    daysAgo: 119,
    hour: 9,
    act: (stage) =>
      press(stage, mia, 'reject', {
        reason: 'Supplier sharing works with named guests. The setting can be made this month.',
      }),
  },
  {
    label: 'Eve proposes something of High residual risk',
    daysAgo: 2,
    hour: 9,
    act: (stage) => propose(stage, eve, 'aad_password_protection', waiting),
  },
  {
    label: 'Mia endorses it; it waits for Carl',
    daysAgo: 1,
    hour: 10,
    act: (stage) =>
      press(stage, mia, 'endorse', {
        businessContext:
          'The new domain controllers are in the budget. Nobody outside IT is affected.',
      }),
  },
];

const DAY_MS = 86_400_000;
const WAIT_MS = 8_000;

/** The year that the sandbox has lived when one first sees it, told through the product's own doors. */
export function createStory(stage: Stage): Story {
  const { tell, add } = createListeners<undefined>();
  let progress: Progress = { done: 0, of: 0, label: '' };
  const set = (done: number, label: string): void => {
    progress = { done, of: scenes.length + 1, label };
    tell(undefined);
  };
  return {
    progress: () => progress,
    onChange: (listener) => add(listener),
    async play() {
      const { clock } = stage;
      const present = clock.now();
      set(0, 'Everybody installs Scorekeeper');
      clock.freeze();
      try {
        await clock.set(new Date(present.getTime() - 342 * DAY_MS));
        for (const [done, scene] of scenes.entries()) {
          set(done + 1, scene.label);
          await clock.set(instantOf(present, scene));
          await scene.act(stage);
          await stage.settle();
        }
        await clock.set(present);
        await stage.settle();
      } finally {
        clock.run();
        set(scenes.length + 1, '');
      }
    },
  };
}

function instantOf(present: Date, { daysAgo, hour }: Scene): Date {
  const day = new Date(present.getTime() - daysAgo * DAY_MS);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour));
}

async function propose(
  stage: Stage,
  personId: string,
  controlId: string,
  typed: Readonly<Record<string, string>>,
): Promise<void> {
  const chatId = `chat-${personId}`;
  const { chat } = stage;
  await chat.say({ chatId, personId, text: `propose ${controlId}` });
  const message = await chat.waitFor(
    chatId,
    (one) => dataOf(one, 'propose') !== undefined,
    WAIT_MS,
  );
  const data = { ...dataOf(message, 'propose'), ...typed };
  await chat.press({ chatId, personId, messageId: message.id, verb: 'propose', data });
}

async function press(
  stage: Stage,
  personId: string,
  verb: string,
  typed: Readonly<Record<string, string>>,
): Promise<void> {
  const chatId = `chat-${personId}`;
  const message = await stage.chat.waitFor(
    chatId,
    (one) => dataOf(one, verb) !== undefined,
    WAIT_MS,
  );
  const data = { ...dataOf(message, verb), ...typed };
  await stage.chat.press({ chatId, personId, messageId: message.id, verb, data });
}

interface ActionShape {
  readonly verb?: unknown;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The data of the button with this verb on a card; undefined where the card has none. */
function dataOf(
  { card }: ChatMessage,
  verb: string,
): Readonly<Record<string, unknown>> | undefined {
  const { actions } = (card ?? {}) as { actions?: readonly ActionShape[] };
  return actions?.find((action) => action.verb === verb)?.data;
}
