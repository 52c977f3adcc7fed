import { controlKey } from '../domain/control.ts';

/** How a control stands as Microsoft measures it, whatever status a person gave it. */
export interface Standing {
  /** In scope: the tenant has the product, so the control has a score. */
  readonly measured: boolean;
  /** The part that is in place, 0 to 1. */
  readonly part: number;
  readonly maxScore: number;
  /** The day, counted from the epoch, on which it was last measured; null: every day. */
  readonly measuredOn: number | null;
}

/** Something that happens in the tenant on a day, counted from the epoch. */
export interface Turn extends Partial<Standing> {
  readonly day: number;
  readonly id: string;
}

const inPlace = [
  'AdminMFAV2',
  'BlockLegacyAuthentication',
  'MFARegistrationV2',
  'PasswordHashSync',
  'SigninRiskPolicy',
  'aad_linkedin_connection_disables',
  'exo_individualsharing',
  'exo_mailboxaudit',
  'exo_oauth2clientprofileenabled',
  'mdo_bulkspamaction',
  'mdo_zapmalware',
  'meeting_externalrequestcontrol_v1',
] as const;

const toAddress = [
  'mcas_cloud_discovery',
  'AATP_PwdLAPS',
  'CustomerLockBoxEnabled',
  'IntegratedApps',
  'McasFirewallLogUpload',
  'PWAgePolicyNew',
  'SelfServicePasswordReset',
  'UserRiskPolicy',
  'aad_admin_consent_workflow',
  'aad_password_protection',
  'aad_phishing_MFA_strength',
  'dlp_datalossprevention',
  'mdo_antiphishingpolicies',
  'mdo_autoforwardingmode',
  'mdo_enabledomainstoprotect',
  'mdo_targetedusersprotection',
  'meeting_autoadmitusers_v1',
  'meeting_designatedpresenter_v1',
  'mip_search_auditlog',
  'spo_external_users_sharing',
  'spo_idle_session_timeout',
] as const;

type Start = Partial<Standing>;
const all = (ids: readonly string[], start: Start): readonly (readonly [string, Start])[] =>
  ids.map((id) => [controlKey(id), { measured: true, ...start }]);

/** How the controls of the story stand before it begins, by control key. */
export const starts: ReadonlyMap<string, Start> = new Map([
  ...all(inPlace, { part: 1 }),
  ...all(toAddress, { part: 0 }),
  ...all(['mdo_bulkspamaction'], { part: 1, maxScore: 5 }),
  ...all(['mdo_safelinksforemail', 'AATP_DormantAccounts', 'mdo_safedocuments'], { part: 0.2 }),
  ...all(['mdo_safelinksforOfficeApps', 'exo_SPF_records_for_all_domains'], { part: 0 }),
  ...all(['MDA_Dropbox_InactiveTimeoutMins', 'AATP_PrintSpooler'], { part: 1 }),
  ...all(['mip_DLP_policies_Teams', 'AppG_unusual_activity_with_priority_account'], {
    part: 0,
    measured: false,
  }),
]);

/** Controls that no chance touches: what people decide about them is to stay true. */
export const steady: ReadonlySet<string> = new Set(toAddress.map(controlKey));

const usersWithout = (count: number): number => (USERS - count) / USERS;

/** People in the tenant, and so the total of a control that counts them. */
export const USERS = 170;

/** What happens, in order: three months before the epoch, and the days that a newcomer plays through. */
export const script: readonly Turn[] = [
  { day: -70, id: 'mdo_safelinksforemail', part: 0.6 },
  { day: -69, id: 'mdo_safelinksforOfficeApps', part: 1 },
  { day: -66, id: 'mdo_safelinksforemail', part: 1 },
  { day: -55, id: 'exo_SPF_records_for_all_domains', part: 1 },
  { day: -48, id: 'AATP_PrintSpooler', part: 0 },
  // The tenant buys a licence, drops an app, and Microsoft changes what a control is worth.
  { day: -41, id: 'mip_DLP_policies_Teams', measured: true },
  { day: -30, id: 'MDA_Dropbox_InactiveTimeoutMins', measured: false },
  { day: -25, id: 'mdo_zapmalware', part: 0.7 },
  { day: -22, id: 'mdo_zapmalware', part: 1 },
  { day: -20, id: 'mdo_bulkspamaction', maxScore: 3 },
  { day: -17, id: 'AATP_DormantAccounts', part: 0.6 },
  // A handful of users is no longer protected.
  { day: -12, id: 'MFARegistrationV2', part: usersWithout(8) },
  { day: -8, id: 'MFARegistrationV2', part: 1 },
  { day: -5, id: 'meeting_externalrequestcontrol_v1', part: 0 },
  // Microsoft has not measured this one for a while, and it falls all the same: nobody knows since when.
  { day: -4, id: 'exo_oauth2clientprofileenabled', part: 0, measuredOn: -16 },
  { day: -3, id: 'mdo_safedocuments', part: 0.6 },
  { day: -2, id: 'exo_individualsharing', part: 0.6 },
  { day: 3, id: 'BlockLegacyAuthentication', part: 0 },
  { day: 4, id: 'exo_oauth2clientprofileenabled', measuredOn: null },
  { day: 5, id: 'SigninRiskPolicy', part: usersWithout(51) },
  { day: 6, id: 'AppG_unusual_activity_with_priority_account', measured: true },
  { day: 9, id: 'BlockLegacyAuthentication', part: 1 },
  { day: 12, id: 'SigninRiskPolicy', part: 1 },
];
