import { type Evidence, type Scope, type Treatment, treatments } from './acceptance.ts';
import { isDay, plusMonths, sayDay } from './calendar.ts';
import { type Level, levels } from './control.ts';
import { argumentComplaint, givenComplaint, showable, textComplaint, tidy } from './text.ts';

/** The fields of the form, as typed. */
export const formFields = [
  'treatment',
  'scope',
  'scopeDetail',
  'riskDescription',
  'justification',
  'compensatingControls',
  'residualRisk',
  'reviewOn',
  'riskOwnerId',
  'evidence',
] as const;
export type FormField = (typeof formFields)[number];
export type ProposalForm = Readonly<Record<FormField, string>>;

/** What an engineer proposes, checked. */
export interface Proposal {
  readonly treatment: Treatment;
  readonly scope: Scope;
  /** Which users or devices; empty for the whole tenant. */
  readonly scopeDetail: string;
  readonly riskDescription: string;
  readonly justification: string;
  readonly compensatingControls: string;
  readonly residualRisk: Level;
  /** Null: as late as allowed, counted from the decision. */
  readonly reviewOn: string | null;
  readonly riskOwnerId: string | null;
  readonly evidence: readonly Evidence[];
}

/** What is wrong, a sentence a field; `form` for what no field can mend. */
export type Complaints = Readonly<Partial<Record<string, string>>>;

export type ReadProposal =
  | { readonly ok: true; readonly proposal: Proposal }
  | { readonly ok: false; readonly complaints: Complaints };

const scopes: readonly Scope[] = ['tenant', 'partial'];

/** The last day for a review after a decision on the day: 12 months, 6 where the residual risk is High. */
export const latestReview = (decisionDay: string, residualRisk: Level): string =>
  plusMonths(decisionDay, residualRisk === 'High' ? 6 : 12);

/** Reads a form; every field that is wrong gets its sentence, all at once. */
export function readProposal(form: ProposalForm, today: string): ReadProposal {
  const choices = readChoices(form);
  const evidence = readEvidence(form.evidence);
  const texts = {
    riskDescription: tidy(form.riskDescription),
    justification: tidy(form.justification),
    compensatingControls: tidy(form.compensatingControls),
    scopeDetail: tidy(form.scopeDetail),
  };
  const reviewOn = form.reviewOn.trim();
  const { treatment, scope, residualRisk } = choices;
  const complaints = only({
    ...missingChoices(choices),
    scopeDetail: scopeComplaint(scope, texts.scopeDetail),
    riskDescription: argumentComplaint(texts.riskDescription, 'a risk description'),
    justification: argumentComplaint(texts.justification, 'a business justification'),
    compensatingControls: textComplaint(texts.compensatingControls),
    reviewOn: reviewComplaint(reviewOn, today, residualRisk ?? 'Low'),
    evidence: evidence.complaint ?? evidenceMissing(treatment, evidence.links),
  });
  if (Object.keys(complaints).length > 0 || !treatment || !residualRisk || !scope)
    return { ok: false, complaints };
  const owner = form.riskOwnerId.trim();
  return {
    ok: true,
    proposal: {
      ...texts,
      treatment,
      scope,
      residualRisk,
      reviewOn: reviewOn === '' ? null : reviewOn,
      riskOwnerId: owner === '' ? null : owner,
      evidence: evidence.links,
    },
  };
}

interface Choices {
  readonly treatment: Treatment | undefined;
  readonly scope: Scope | undefined;
  readonly residualRisk: Level | undefined;
}

const readChoices = (form: ProposalForm): Choices => ({
  treatment: treatments.find((one) => one === form.treatment),
  scope: scopes.find((one) => one === form.scope),
  residualRisk: levels.find((one) => one === form.residualRisk),
});

const missingChoices = ({
  treatment,
  scope,
  residualRisk,
}: Choices): Record<string, string | undefined> => ({
  treatment: treatment ? undefined : 'Please choose a treatment.',
  scope: scope ? undefined : 'Please choose the scope.',
  residualRisk: residualRisk ? undefined : 'Please choose the residual risk.',
});

/** Some users or devices are said in words; the whole tenant needs none. */
function scopeComplaint(scope: Scope | undefined, detail: string): string | undefined {
  if (scope === 'partial') return givenComplaint(detail, 'the users or devices it is for');
  return detail === '' || scope === undefined
    ? textComplaint(detail)
    : 'Leave this empty for the whole tenant, or choose some users or devices as the scope.';
}

/** Whether the day can be the review date of something decided today; empty always can. */
export function reviewComplaint(
  day: string,
  today: string,
  residualRisk: Level,
): string | undefined {
  if (day === '') return undefined;
  if (!isDay(day)) return `The calendar has no such day: ${day.slice(0, 20)}.`;
  if (day <= today) return `The review date must be after today, ${sayDay(today)}.`;
  const latest = latestReview(today, residualRisk);
  if (day <= latest) return undefined;
  return residualRisk === 'High'
    ? `At most 6 months ahead for a High residual risk: ${sayDay(latest)}.`
    : `At most 12 months ahead: ${sayDay(latest)}.`;
}

const evidenceMissing = (
  treatment: Treatment | undefined,
  links: readonly Evidence[],
): string | undefined =>
  treatment !== undefined && treatment !== 'riskAccepted' && links.length === 0
    ? 'This treatment raises the score on our word: give at least one https link to the evidence.'
    : undefined;

interface ReadEvidence {
  readonly links: readonly Evidence[];
  readonly complaint?: string;
}

/** One link a line, each with an optional SHA-256 behind it. */
function readEvidence(typed: string): ReadEvidence {
  const lines = typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > 5) return { links: [], complaint: 'At most 5 links, one a line.' };
  const read = lines.map(readLink);
  const complaint = read.find((one) => one.complaint !== undefined)?.complaint;
  return complaint === undefined
    ? { links: read.map(({ link }) => link) }
    : { links: [], complaint };
}

function readLink(line: string): { readonly link: Evidence; readonly complaint?: string } {
  const [url = '', sha256 = '', ...rest] = line.split(/\s+/);
  const link = { url, sha256: sha256.toLowerCase() };
  if (url.length > 300) return { link, complaint: 'A link may have at most 300 characters.' };
  if (!isHttps(url))
    return { link, complaint: `Only https links, one a line: ${url.slice(0, 60)}` };
  return rest.length > 0 || !/^([0-9a-f]{64})?$/.test(link.sha256)
    ? { link, complaint: 'Behind a link only its SHA-256 may stand: 64 hexadecimal digits.' }
    : { link };
}

function isHttps(url: string): boolean {
  if (!/^https:\/\/[^\s<>"\\]+$/i.test(url) || showable(url) !== url) return false;
  const read = URL.parse(url);
  // A name before the host makes a link look as if it led elsewhere.
  return read?.username === '' && read.password === '';
}

/** The complaints that there are. */
export const only = (all: Readonly<Record<string, string | undefined>>): Complaints =>
  Object.fromEntries(Object.entries(all).filter(([, complaint]) => complaint !== undefined));
