/**
 * The sandbox's own HTTP interface, between the page and the bot's process. Everything is under `/sandbox`;
 * nothing of it exists in production. All bodies are JSON. A no is `{ "error": "one sentence" }` with 4xx.
 *
 *   GET  /sandbox/state                 → SandboxState
 *   GET  /sandbox/events                → text/event-stream; each event's data is a SandboxEvent
 *   POST /sandbox/say                   Say → {}            (a typed message; `channel` messages carry the @mention)
 *   POST /sandbox/press                 Press → PressAnswer (a button of a card)
 *   POST /sandbox/clock                 { "now": instant } → { "now": instant }
 *   POST /sandbox/portal                SetStatus → {}      (what an administrator does in Microsoft's portal)
 *   POST /sandbox/faults                { "graph": FaultKind, "count"?: number } → {}
 *   POST /sandbox/start-over            {} → {}
 *
 *   /sandbox/connector/v3/...           the Bot Connector protocol, for the bot
 *   /sandbox/graph/v1.0/...             Graph, for the bot
 */
export interface SandboxPerson {
  readonly id: string;
  readonly name: string;
  readonly title: string;
}

export interface SandboxState {
  /** The product's clock, ISO-8601 UTC. */
  readonly now: string;
  readonly timeZone: string;
  readonly people: readonly SandboxPerson[];
  /** One personal chat a person (`id` = `chat-<person id>`), and the governance channel (`id` = `channel`). */
  readonly chats: readonly Chat[];
  readonly portal: readonly PortalControl[];
  /** The tenant's score today. */
  readonly score: { readonly current: number; readonly max: number };
  readonly progress: Progress;
  /** The review date, `yyyy-mm-dd`, of the acceptance in force that falls due first; empty for none. */
  readonly nextReview: string;
}

/** How far the story is that is played at the first start. `done` = `of`: the page is ready to use. */
export interface Progress {
  readonly done: number;
  readonly of: number;
  readonly label: string;
}

export interface Chat {
  readonly id: string;
  readonly messages: readonly ChatMessage[];
}

export interface ChatMessage {
  readonly id: string;
  /** `bot`, or the id of the person who wrote it. */
  readonly from: string;
  readonly at: string;
  /** Markdown of Teams' kind, HTML off; empty for a card. */
  readonly text: string;
  /** An Adaptive Card, as the bot sent it. */
  readonly card: unknown;
  /** Whether the bot has updated it since it was posted. */
  readonly edited: boolean;
  /** Set where a person pressed a button and the bot answered with a card that is theirs alone. */
  readonly repliesTo: string;
}

/** A control that anybody touched: what Microsoft's portal would show of it. */
export interface PortalControl {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly status: string;
  readonly score: number;
  readonly maxScore: number;
  readonly history: readonly {
    readonly at: string;
    readonly by: string;
    readonly state: string;
    readonly comment: string;
  }[];
}

export type SandboxEvent =
  | { readonly kind: 'message'; readonly chatId: string; readonly message: ChatMessage }
  | { readonly kind: 'update'; readonly chatId: string; readonly message: ChatMessage }
  | { readonly kind: 'delete'; readonly chatId: string; readonly messageId: string }
  | { readonly kind: 'typing'; readonly chatId: string }
  | { readonly kind: 'clock'; readonly now: string; readonly nextReview: string }
  | {
      readonly kind: 'portal';
      readonly portal: SandboxState['portal'];
      readonly score: SandboxState['score'];
    }
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** Everything changed (start over): fetch the state again. */
  | { readonly kind: 'reset' };

export interface Say {
  readonly chatId: string;
  /** Who says it; in a personal chat its owner. */
  readonly personId: string;
  readonly text: string;
}

export interface Press {
  readonly chatId: string;
  readonly personId: string;
  readonly messageId: string;
  readonly verb: string;
  /** The action's data with the values of the inputs merged in, as a Teams client sends it. */
  readonly data: unknown;
}

/** As Teams shows it: the card in place of the pressed one, or a short notice. */
export interface PressAnswer {
  readonly card: unknown;
  readonly notice: string;
}

export interface SetStatus {
  readonly controlId: string;
  readonly state: 'Default' | 'Ignored' | 'ThirdParty' | 'Reviewed';
  readonly comment: string;
  readonly by: string;
}

/** `scores-down`: the days of Secure Score alone cannot be had. */
export type FaultKind =
  'none' | 'throttle' | 'refuse' | 'down' | 'hang' | 'ignore-writes' | 'scores-down';
