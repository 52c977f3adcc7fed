import type { Acceptance, Treatment } from './acceptance.ts';

export const levels = ['Low', 'Medium', 'High'] as const;
export type Level = (typeof levels)[number];

/** The states of a control that the bot may write. Microsoft uses others, and adds some without notice. */
export type WritableState = 'Default' | 'Ignored' | 'ThirdParty';

/** The newest entry of a control's history in Secure Score; an untouched control has none of the details. */
export interface ControlUpdate {
  /** As Graph spells it; compare without case. */
  readonly state: string;
  readonly by: string;
  readonly at: string | null;
  readonly comment: string;
}

/** A Secure Score recommended action: its profile joined with its newest measurement. Read-only facts. */
export interface Control {
  /** Microsoft's spelling, for URLs. Two spellings of one id differ in case alone. */
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly service: string;
  /** Secure Score points. */
  readonly maxScore: number;
  /** Points earned; null where the tenant does not measure it. */
  readonly score: number | null;
  readonly update: ControlUpdate;
  readonly rank: number | null;
  readonly tier: string;
  /** `Low`, `Moderate`, `High`, or empty: unknown for most controls. */
  readonly implementationCost: string;
  readonly userImpact: string;
  readonly threats: readonly string[];
  readonly actionUrl: string;
  readonly deprecated: boolean;
  /** What Microsoft says of the measurement, plain text, to show and never to parse. */
  readonly implementationStatus: string;
  /** When Microsoft last measured it. */
  readonly lastSynced: string | null;
}

/** The key under which two spellings of a control id are one. */
export const controlKey = (id: string): string => id.toLowerCase();

export const portalStatuses = [
  'To address',
  'Completed',
  'Risk accepted',
  'Resolved through third party',
  'Resolved through alternate mitigation',
] as const;
export type PortalStatus = (typeof portalStatuses)[number];

const statusOfState: ReadonlyMap<string, PortalStatus> = new Map([
  ['ignored', 'Risk accepted'],
  ['thirdparty', 'Resolved through third party'],
  ['reviewed', 'Resolved through alternate mitigation'],
  ['alternatemitigation', 'Resolved through alternate mitigation'],
]);

/** The status that the portal shows; a state unknown to us reads as Microsoft spells it. */
export function portalStatus(control: Control): string {
  const { state } = control.update;
  if (isDefault(state)) return isCompleted(control) ? 'Completed' : 'To address';
  return statusName(state);
}

/** What a Graph state is called in the portal, points aside. */
export const statusName = (state: string): string =>
  isDefault(state) ? 'To address' : (statusOfState.get(state.toLowerCase()) ?? state);

const isDefault = (state: string): boolean => state === '' || state.toLowerCase() === 'default';

/** Full points, measured. A control worth nothing is complete when nobody can earn more. */
export const isCompleted = ({ score, maxScore }: Control): boolean =>
  score !== null && score >= maxScore;

/** Points that the tenant does not earn now. An unmeasured control puts all of its points at risk. */
export const pointsAtRisk = ({ score, maxScore }: Control): number =>
  Math.max(0, Math.round((maxScore - (score ?? 0)) * 100) / 100);

type Wanted = readonly [string, ...(readonly string[])];

const wanted: Readonly<Record<Treatment, Wanted>> = {
  riskAccepted: ['Ignored'],
  thirdParty: ['ThirdParty'],
  alternateMitigation: ['Reviewed', 'AlternateMitigation'],
};

/** The states of which Secure Score should say one, the first being what we would write. */
export const wantedStates = (binding: Pick<Acceptance, 'treatment'> | undefined): Wanted =>
  binding ? wanted[binding.treatment] : ['Default'];

/** Whether Secure Score says one of the wanted states. */
export const agrees = (state: string, wantedOnes: readonly string[]): boolean =>
  wantedOnes.some(
    (one) => one.toLowerCase() === (isDefault(state) ? 'default' : state.toLowerCase()),
  );

/** Secure Score takes no program's word on device controls: they are set in the portal, by hand. */
export const isDeviceControl = ({ id, category }: Pick<Control, 'id' | 'category'>): boolean =>
  /^scid_/i.test(id) || category === 'Device';

const PORTAL = 'https://security.microsoft.com';

/** Where a person looks at, or sets, the control in Microsoft's portal. */
export const portalLink = (id: string): string =>
  `${PORTAL}/securescore?viewid=actions&actionId=${encodeURIComponent(id)}`;

/** Where a person looks at all recommendations in Microsoft's portal. */
export const portalList = `${PORTAL}/securescore?viewid=actions`;

/** Where Microsoft says who changed a setting, which Secure Score never does. */
export const auditLogLink = `${PORTAL}/auditlogsearch`;

/** Where a global exception for a device control is made. */
export const exceptionLink = `${PORTAL}/security-recommendations`;
