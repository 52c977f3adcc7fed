import type { Reply } from './connector-reply.ts';
import { no } from './connector-reply.ts';

type ConnectorFault = 'none' | 'throttle' | 'down' | 'blocked';

/** A request as a fault sees it: whether it writes, and to whose personal chat (empty: the channel's). */
interface Attempt {
  readonly writes: boolean;
  readonly ownerId: string;
}

export interface ConnectorFaults {
  /** The next `count` requests fail like this, or all until told otherwise; with a person only those about them. */
  readonly set: (kind: ConnectorFault, count?: number, personId?: string) => void;
  /** The failure that this request meets; undefined when it may pass. */
  readonly meet: (attempt: Attempt) => Reply | undefined;
}

const replies: Readonly<Record<Exclude<ConnectorFault, 'none'>, Reply>> = {
  throttle: {
    ...no(429, 'TooManyRequests', 'Rate limit exceeded.'),
    headers: { 'Retry-After': '1' },
  },
  down: no(503, 'ServiceUnavailable', 'The service is unavailable.'),
  blocked: no(403, 'MessageWritesBlocked', 'The user blocked the conversation.'),
};

/** The failures of the Bot Connector, on demand. */
export const createConnectorFaults = (): ConnectorFaults => {
  let fault: { kind: ConnectorFault; left: number; personId: string | undefined } = {
    kind: 'none',
    left: 0,
    personId: undefined,
  };
  return {
    set: (kind, count = Infinity, personId) => {
      fault = { kind, left: count, personId };
    },
    meet: ({ writes, ownerId }) => {
      if (fault.kind === 'none' || fault.left <= 0) return undefined;
      if (fault.kind === 'blocked' && !writes) return undefined;
      if (fault.personId !== undefined && fault.personId !== ownerId) return undefined;
      fault.left -= 1;
      return replies[fault.kind];
    },
  };
};
