import { z } from 'zod';
import { type FormField, formFields, type ProposalForm } from '../domain/proposal.ts';
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
  confirm: z.object({ residualRisk: z.string().max(20), reviewOn: z.string().max(20) }).optional(),
});
const form = z.object(
  Object.fromEntries(formFields.map((field) => [field, text])) as Record<FormField, typeof text>,
);
const proposed = z.object({ controlId, draftId });
const resubmitted = z.object({ id, revision, controlId, draftId });
/** As much as any field of a card takes. */
const LONGEST_FIELD = 2_000;
const field = z
  .string()
  .transform((typed) => typed.slice(0, LONGEST_FIELD))
  .optional()
  .catch(undefined);
const inputs = z.object(
  Object.fromEntries(
    [...formFields, 'reason', 'businessContext', 'conditions'].map((name) => [name, field]),
  ),
);
const filled = (all: z.infer<typeof inputs>): Readonly<Record<string, string>> =>
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
  openForm: z.object({ controlId }),
  recommendation: z.object({ controlId }),
  recommendations: z.object({
    words: z.string().max(200).default(''),
    category: z.string().max(40).optional(),
    bucket: z.number().int().min(1).max(4).optional(),
    status: z.enum(['open', 'accepted', 'completed']).optional(),
    offset: z.coerce.number().int().min(0).max(10_000).default(0),
  }),
  register: z.object({
    filter: z.enum(['all', 'open', 'active', 'due', 'overdue']).default('all'),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  }),
  queue: z.object({}),
  say: z.object({ text: z.string().max(300) }),
} as const;
type Reading = {
  readonly [Verb in keyof typeof reading]: {
    readonly verb: Verb;
    readonly data: z.infer<(typeof reading)[Verb]>;
  };
};

export type Step = z.infer<typeof step>;
export type ParsedPress =
  | {
      readonly verb: 'propose';
      readonly controlId: string;
      readonly draftId: string;
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
  | { readonly verb: 'step'; readonly on: Event; readonly step: Step }
  | Reading[keyof Reading];

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
    const read = step.safeParse(data);
    return read.success ? { verb: 'step', on, step: read.data } : undefined;
  }
  return parseReading(verb, data);
}

function parseReading(verb: unknown, data: unknown): Reading[keyof Reading] | undefined {
  if (typeof verb !== 'string' || !Object.hasOwn(reading, verb)) return undefined;
  const read = reading[verb as keyof Reading].safeParse(data ?? {});
  return read.success ? ({ verb, data: read.data } as Reading[keyof Reading]) : undefined;
}
