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
  /** Takes the steps that time asks of an acceptance, and asks for its reminders; then waits for the next. */
  | { readonly kind: 'clock'; readonly acceptanceId: string }
  /** A reminder about one acceptance has come due: asks for the one message of the day to each who must act. */
  | { readonly kind: 'remindAbout'; readonly acceptanceId: string; readonly slot: string }
  /** Sends one person one card of all that waits for them, once a day. */
  | { readonly kind: 'remind'; readonly personId: string; readonly day: string }
  /** What has waited too long is told to those above: asks for one message each. */
  | { readonly kind: 'escalate'; readonly acceptanceId: string; readonly revision: number }
  | {
      readonly kind: 'tellWaiting';
      readonly acceptanceId: string;
      readonly revision: number;
      readonly personId: string;
    }
  /** Closes the acceptance whose renewal is in force. */
  | { readonly kind: 'closeRenewed'; readonly acceptanceId: string }
  /** Looks in the newest data of Secure Score for what changes, ends or contradicts acceptances. */
  | { readonly kind: 'checkAcceptances'; readonly day: string }
  /** Looks for what Secure Score says against the record, as it was last read. */
  | { readonly kind: 'checkDrift' }
  /** Works out who should see a finding, and asks for one card each. */
  | { readonly kind: 'showDrifts'; readonly driftId: string }
  /** Posts the card of a finding to one person, or brings it up to date. */
  | { readonly kind: 'showDrift'; readonly driftId: string; readonly personId: string }
  /** What was accepted before anybody looked, on one card each. */
  | { readonly kind: 'listDrifts' }
  | { readonly kind: 'listDrift'; readonly personId: string }
  /** Reads all controls of the tenant from Graph. */
  | { readonly kind: 'readControls'; readonly day: string }
  /** Brings the history of the score up to date with Graph; then the day's checks. `day` may be `start`. */
  | { readonly kind: 'takeSnapshot'; readonly day: string }
  /** Looks for what deserves an alert in the data up to a day, and for what has recovered. */
  | { readonly kind: 'checkAlerts'; readonly day: string }
  /** Posts the card of an alert, or brings it up to date. */
  | { readonly kind: 'showAlert'; readonly alertId: string }
  /** Posts the review of a week (`2026-W48`), once. */
  | { readonly kind: 'postReview'; readonly week: string }
  /** Brings every copy of a week's review up to date. */
  | { readonly kind: 'showReview'; readonly week: string }
  /** Says in the channel that a review still waits for data. */
  | { readonly kind: 'lateReview'; readonly week: string }
  /** Tells somebody what they were made the owner of. */
  | { readonly kind: 'tellOwner'; readonly subject: string; readonly personId: string }
  /** Asks for one line to everybody who is concerned: a deputy was named, or ended. */
  | { readonly kind: 'announceDeputy'; readonly deputy: string; readonly what: 'named' | 'ended' }
  | {
      readonly kind: 'tellDeputy';
      readonly deputy: string;
      readonly what: 'named' | 'ended';
      readonly personId: string;
    }
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
  clock: ({ acceptanceId }) => `clock:${acceptanceId}`,
  remindAbout: ({ acceptanceId, slot }) => `due:${acceptanceId}:${slot}`,
  remind: ({ personId, day }) => `remind:${personId}:${day}`,
  escalate: ({ acceptanceId, revision }) => `escalate:${acceptanceId}:${String(revision)}`,
  tellWaiting: ({ acceptanceId, revision, personId }) =>
    `waiting:${acceptanceId}:${String(revision)}:${personId}`,
  closeRenewed: ({ acceptanceId }) => `renewed:${acceptanceId}`,
  checkAcceptances: ({ day }) => `acceptances:${day}`,
  checkDrift: () => 'drift',
  showDrifts: ({ driftId }) => `drift:${driftId}`,
  showDrift: ({ driftId, personId }) => `drift:${driftId}:${personId}`,
  listDrifts: () => 'driftLists',
  listDrift: ({ personId }) => `driftList:${personId}`,
  readControls: ({ day }) => `controls:${day}`,
  takeSnapshot: ({ day }) => `snapshot:${day}`,
  checkAlerts: ({ day }) => `alerts:${day}`,
  showAlert: ({ alertId }) => `alert:${alertId}`,
  postReview: ({ week }) => `review:${week}`,
  showReview: ({ week }) => `reviewCard:${week}`,
  lateReview: ({ week }) => `lateReview:${week}`,
  tellOwner: ({ subject, personId }) => `owner:${subject}:${personId}`,
  announceDeputy: ({ deputy, what }) => `deputy:${deputy}:${what}`,
  tellDeputy: ({ deputy, what, personId }) => `deputy:${deputy}:${what}:${personId}`,
  tellPolicy: ({ version, personId }) => `policy:${String(version)}:${personId}`,
  announcePolicy: ({ version }) => `policy:${String(version)}`,
  alarm: ({ controlId, seq, personId }) =>
    `alarm:${controlId.toLowerCase()}:${String(seq)}:${personId}`,
};

/** One outbox row a thing: the same key is the same thing, asked for again. */
export const effectKey = (effect: Effect): string =>
  (keys[effect.kind] as (effect: Effect) => string)(effect);
