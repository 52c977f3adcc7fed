import { z } from 'zod';
import { treatments } from '../domain/acceptance.ts';
import { isDay } from '../domain/calendar.ts';
import { deputyRoles } from '../domain/deputy.ts';
import { driftActs } from '../app/drift-ports.ts';
import { type FormField, formFields, type ProposalForm } from '../domain/proposal.ts';
import { registerFilters } from '../app/register.ts';
import { type Event, events } from '../domain/workflow-table.ts';

/** What is given back of a text that is far too long: enough to shorten it, little enough for a card. */
const LONGEST = 6_000;

const text = z
  .union([z.string(), z.number().transform(String), z.null().transform(() => '')])
  .default('')
  .transform((typed) => typed.slice(0, LONGEST));
const id = z.string().regex(/^RA-\d{4}-\d{4,9}$/);
const revision = z.coerce.number().int().min(0).max(1_000_000);
const controlId = z.string().min(1).max(300);
const draftId = z.string().regex(/^[\w-]{8,64}$/);

const step = z.object({
  id,
  revision,
  reason: text,
  businessContext: text,
  conditions: text,
  reviewOn: text,
  residualRisk: text,
  riskChange: text,
  mitigationsNow: text,
  reasonsHold: text,
  comment: text,
  draftId: draftId.optional(),
  confirm: z.object({ residualRisk: z.string().max(20), reviewOn: z.string().max(20) }).optional(),
});
/** What opens an acceptance of its own is known by its draft. */
const renewal = step.required({ draftId: true });
const form = z.object(
  Object.fromEntries(formFields.map((field) => [field, text])) as Record<FormField, typeof text>,
);
const proposed = z.object({ controlId, draftId, replaces: id.optional() });
const resubmitted = z.object({ id, revision, controlId, draftId });
/** As much as any field of a card takes. */
const LONGEST_FIELD = 2_000;
const field = z
  .string()
  .transform((typed) => typed.slice(0, LONGEST_FIELD))
  .optional()
  .catch(undefined);
/** Every field of every card of an acceptance. */
const inputNames: readonly string[] = [
  ...formFields,
  'reason',
  'businessContext',
  'conditions',
  'riskChange',
  'mitigationsNow',
  'reasonsHold',
  'comment',
];
const inputs = z.object(Object.fromEntries(inputNames.map((name) => [name, field])));
/** What stood in the fields of a card when a button was pressed, whatever the button takes of it. */
const typedThen = z.object(Object.fromEntries(inputNames.map((name) => [name, text.catch('')])));
const filled = (
  all: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(all).flatMap(([name, typed]) => (typed?.trim() ? [[name, typed]] : [])),
  );

/** What was typed goes along when somebody looks at the details, and comes back with them. */
const reading = {
  details: z
    .object({ id })
    .and(inputs)
    .transform(({ id: of, ...typed }) => ({ id: of, typed: filled(typed) })),
  show: z.object({ id, typed: inputs.default({}).catch({}).transform(filled) }),
  openForm: z.object({
    controlId,
    /** The acceptance in force beside which it is proposed. */
    replaces: id.optional(),
    treatment: z.enum(treatments).optional(),
  }),
  recommendation: z.object({ controlId }),
  recommendations: z.object({
    words: z.string().max(200).default(''),
    category: z.string().max(40).optional(),
    bucket: z.number().int().min(1).max(4).optional(),
    status: z.enum(['open', 'accepted', 'completed']).optional(),
    offset: z.coerce.number().int().min(0).max(10_000).default(0),
  }),
  register: z.object({
    filter: z.enum(registerFilters).default('all'),
    words: z.string().max(200).default(''),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  }),
  queue: z.object({}),
  say: z.object({ text: z.string().max(300) }),
} as const;
/** What was chosen in a field; nothing chosen is empty. */
const chosen = (longest: number, shape: RegExp) =>
  z
    .string()
    .max(longest)
    .nullish()
    .transform((value) => value?.trim() ?? '')
    .pipe(z.union([z.literal(''), z.string().regex(shape)]));
const week = z.string().regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/);

/** What names an owner, or closes a review. */
const watching = {
  assignOwner: z.object({
    subject: chosen(310, /^(alert:\d{4}-\d{2}-\d{2}(-\d{1,4})?|control:.+|RA-\d{4}-\d{4,9})$/),
    week: week.optional(),
    /** Object ids; a picker of several people sends a list with commas. */
    ownerId: chosen(1_000, /^(?!\.+$)[^\s/\\?#]+$/),
  }),
  reviewDone: z.object({ week }),
} as const;

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isDay);
const deputyId = chosen(1_000, /^(?!\.+$)[^\s/\\?#]+$/);
const askedDeputy = z.object({
  role: z.enum(deputyRoles),
  deputyId,
  validFrom: day,
  validTo: day,
  reason: text,
});

/** What names a deputy, or ends one. */
const deputising = {
  askDeputy: askedDeputy,
  appointDeputy: askedDeputy.extend({ id: draftId, principalId: deputyId }),
  cancelDeputy: z.object({}),
  endDeputy: z.object({ id: draftId }),
} as const;

const driftId = z.string().regex(/^[0-9a-f]{16}$/);

/** What somebody does about what Secure Score says against the record. */
const drifting = {
  drift: z.object({ driftId }),
  drifts: z.object({
    which: z.enum(['first', 'all']).default('all'),
    offset: z.coerce.number().int().min(0).max(10_000).default(0),
  }),
  driftAct: z.object({ driftId, act: z.enum(driftActs), revision, reason: text }),
} as const;

type Parsed<Shapes extends Readonly<Record<string, z.ZodType>>> = {
  readonly [Verb in keyof Shapes]: { readonly verb: Verb; readonly data: z.infer<Shapes[Verb]> };
}[keyof Shapes];
export type Reading = Parsed<typeof reading>;
export type Watching = Parsed<typeof watching>;
export type Deputising = Parsed<typeof deputising>;
export type Drifting = Parsed<typeof drifting>;

export type Step = z.infer<typeof step>;
export type ParsedPress =
  | {
      readonly verb: 'propose';
      readonly controlId: string;
      readonly draftId: string;
      readonly replaces?: string | undefined;
      readonly form: ProposalForm;
    }
  | {
      readonly verb: 'resubmit';
      readonly id: string;
      readonly revision: number;
      readonly controlId: string;
      readonly draftId: string;
      readonly form: ProposalForm;
    }
  | {
      readonly verb: 'step';
      readonly on: Event;
      readonly step: Step;
      /** All that stood in the fields of the card, what this step does not take as well. */
      readonly typed: Readonly<Record<string, string>>;
    }
  | { readonly verb: 'takeIt'; readonly data: { readonly id: string } }
  | Reading
  | Drifting
  | Watching
  | Deputising;

export const isWatching = (press: ParsedPress): press is Watching =>
  Object.hasOwn(watching, press.verb);

export const isDeputising = (press: ParsedPress): press is Deputising =>
  Object.hasOwn(deputising, press.verb);

export const isDrifting = (press: ParsedPress): press is Drifting =>
  Object.hasOwn(drifting, press.verb);

/** What a card sends is a claim by whoever sent it: read for its shape, trusted for nothing. */
export function parsePress(verb: unknown, data: unknown): ParsedPress | undefined {
  if (verb === 'propose') {
    const read = proposed.safeParse(data);
    const typed = form.safeParse(data);
    return read.success && typed.success ? { verb, ...read.data, form: typed.data } : undefined;
  }
  if (verb === 'resubmit') {
    const read = resubmitted.safeParse(data);
    const typed = form.safeParse(data);
    return read.success && typed.success ? { verb, ...read.data, form: typed.data } : undefined;
  }
  const on = events.find((event) => event === verb);
  if (on) {
    const read = (on === 'renew' ? renewal : step).safeParse(data);
    return read.success
      ? { verb: 'step', on, step: read.data, typed: filled(typedThen.parse(data)) }
      : undefined;
  }
  return parseByShape(verb, data);
}

const shapes = {
  ...reading,
  ...watching,
  ...deputising,
  ...drifting,
  takeIt: z.object({ id }),
};

function parseByShape(verb: unknown, data: unknown): ParsedPress | undefined {
  if (typeof verb !== 'string' || !Object.hasOwn(shapes, verb)) return undefined;
  const read = shapes[verb as keyof typeof shapes].safeParse(data ?? {});
  return read.success ? ({ verb, data: read.data } as ParsedPress) : undefined;
}
