import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../app/ports.ts';
import type {
  FaultKind,
  PortalControl,
  Progress,
  SandboxPerson,
  SandboxState,
  SetStatus,
} from './api.ts';
import type { ChatService } from './chat.ts';

/** What stands behind the sandbox's interface. */
export interface SandboxWorld {
  readonly tenant: {
    /** `path` is what follows `/sandbox/graph`, with the query. */
    readonly handle: (
      req: IncomingMessage,
      res: ServerResponse,
      path: string,
    ) => Promise<void> | void;
    readonly portal: () => readonly PortalControl[];
    readonly score: () => SandboxState['score'];
    /** False where there is no such control. */
    readonly setByHand: (status: SetStatus) => Promise<boolean>;
    readonly fail: (kind: FaultKind, count?: number) => void;
    readonly onChange: (listener: () => void) => unknown;
  };
  readonly chat: Pick<ChatService, 'handle' | 'say' | 'press' | 'chats' | 'subscribe'>;
  readonly clock: {
    readonly now: () => Date;
    /** Moves from due instant to due instant and resolves to where it arrived. */
    readonly move: (to: Date) => Promise<Date>;
    readonly onChange: (listener: () => void) => unknown;
  };
  readonly story: {
    readonly progress: () => Progress;
    readonly onChange: (listener: () => void) => unknown;
  };
  /** As `SandboxState` tells it. */
  readonly nextReview: () => Promise<string>;
  readonly startOver: () => Promise<void>;
  readonly timeZone: string;
  readonly people: readonly SandboxPerson[];
  readonly log?: Pick<Log, 'fault'>;
}

/** Everything that the page shows, now. */
export const stateOf = async (world: SandboxWorld): Promise<SandboxState> => ({
  // What has to be waited for comes first, so that all the rest is of one moment.
  nextReview: await world.nextReview(),
  now: world.clock.now().toISOString(),
  timeZone: world.timeZone,
  people: world.people.map(({ id, name, title }) => ({ id, name, title })),
  chats: world.chat.chats(),
  portal: world.tenant.portal(),
  score: world.tenant.score(),
  progress: world.story.progress(),
});
