import { z } from 'zod';
import { isDeviceControl } from '../domain/control.ts';
import { factOf, type Fact } from './catalogue.ts';
import { notFound, type Answer } from './tenant-odata.ts';
import type { Update } from './tenant-updates.ts';
import { stateOf, type World } from './tenant-world.ts';

/** The name under which the portal shows what a program wrote. */
const APP_NAME = 'Scorekeeper (application)';

const only = (word: string): z.ZodType<string> =>
  z.string().refine((given) => given.toLowerCase() === word.toLowerCase());

const bodyShape = z.object({
  vendorInformation: z.object({ provider: only('SecureScore'), vendor: only('Microsoft') }),
  state: z.string().optional(),
  comment: z.string().nullish(),
  assignedTo: z.string().nullish(),
});

const writable: Readonly<Record<string, string>> = {
  default: 'Default',
  ignored: 'Ignored',
  thirdparty: 'ThirdParty',
};

/** The update that a PATCH asks for, or the answer that refuses it. */
export type Asked =
  | { readonly ok: true; readonly fact: Fact; readonly update: Omit<Update, 'at'> }
  | { readonly ok: false; readonly answer: Answer };

const refused = (answer: Answer): Asked => ({ ok: false, answer });

/** Graph's word for every update that it does not like: it never says why. */
const bad = refused({
  status: 400,
  body: { error: { code: '', message: 'Http request failed with statusCode=BadRequest' } },
});

/** Reads a PATCH of a control's profile by Graph's rules: few states, no device controls, nothing completed. */
export function readPatch(world: World, id: string, body: unknown, now: Date): Asked {
  const fact = factOf(id);
  if (fact === undefined || fact.retired) return refused(notFound(id));
  const read = bodyShape.safeParse(body);
  if (!read.success || isDeviceControl(fact) || isCompleted(world, fact, now)) return bad;
  const { comment, assignedTo, state = stateOf(world.updates.of(id)) } = read.data;
  const wanted = writable[state.toLowerCase()];
  if (wanted === undefined) return bad;
  const update = { controlId: fact.id, state: wanted, by: APP_NAME };
  return {
    ok: true,
    fact,
    update: { ...update, comment: comment ?? '', assignedTo: assignedTo ?? '' },
  };
}

/** Full points by what Microsoft measures. A status that a person gave can be taken back. */
function isCompleted(world: World, fact: Fact, now: Date): boolean {
  const { measured, part } = world.standing(fact, now);
  return measured && part === 1 && stateOf(world.updates.of(fact.id)) === 'Default';
}
