/**
 * All that the core ever asks of the world. An effect names what to bring in line with the record and
 * carries no copy of it, so it may be carried out late, twice or out of order.
 */
export type Effect =
  /** Works out who should see an acceptance now, and asks for one `showTo` each. */
  | { readonly kind: 'show'; readonly acceptanceId: string }
  /** Brings one person's copies of an acceptance up to date; posts a new one when it is their turn. */
  | { readonly kind: 'showTo'; readonly acceptanceId: string; readonly personId: string }
  /** Tells one person, in one line, what a step came to. */
  | {
      readonly kind: 'tell';
      readonly acceptanceId: string;
      readonly revision: number;
      readonly personId: string;
    }
  /** Tells the governance channel, in one line, what a step came to. */
  | { readonly kind: 'announce'; readonly acceptanceId: string; readonly revision: number }
  /** Mentions in the channel, without contents, somebody who cannot be reached otherwise. */
  | { readonly kind: 'callUp'; readonly personId: string; readonly day: string }
  /** Makes Secure Score say what the record says of a control. */
  | { readonly kind: 'syncControl'; readonly controlId: string }
  /** Reads all controls of the tenant from Graph. */
  | { readonly kind: 'readControls'; readonly day: string }
  /** Tells one person, or the channel, that the policy on record has changed. */
  | { readonly kind: 'tellPolicy'; readonly version: number; readonly personId: string }
  | { readonly kind: 'announcePolicy'; readonly version: number }
  /** Tells one person that a control was not written because its record does not verify. */
  | {
      readonly kind: 'alarm';
      readonly controlId: string;
      /** The line that asked for the state. */
      readonly seq: number;
      readonly personId: string;
    };

type Keys = {
  readonly [Kind in Effect['kind']]: (effect: Extract<Effect, { kind: Kind }>) => string;
};

const keys: Keys = {
  show: ({ acceptanceId }) => `show:${acceptanceId}`,
  showTo: ({ acceptanceId, personId }) => `show:${acceptanceId}:${personId}`,
  tell: ({ acceptanceId, revision, personId }) =>
    `tell:${acceptanceId}:${String(revision)}:${personId}`,
  announce: ({ acceptanceId, revision }) => `announce:${acceptanceId}:${String(revision)}`,
  callUp: ({ personId, day }) => `call:${personId}:${day}`,
  syncControl: ({ controlId }) => `sync:${controlId.toLowerCase()}`,
  readControls: ({ day }) => `controls:${day}`,
  tellPolicy: ({ version, personId }) => `policy:${String(version)}:${personId}`,
  announcePolicy: ({ version }) => `policy:${String(version)}`,
  alarm: ({ controlId, seq, personId }) =>
    `alarm:${controlId.toLowerCase()}:${String(seq)}:${personId}`,
};

/** One outbox row a thing: the same key is the same thing, asked for again. */
export const effectKey = (effect: Effect): string =>
  (keys[effect.kind] as (effect: Effect) => string)(effect);
