import { z } from 'zod';
import rows from './catalogue.json' with { type: 'json' };
import { controlKey } from '../domain/control.ts';

const word = z.string().default('');

const factShape = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  category: z.string(),
  service: z.string(),
  // The newest device controls were published without points; in the sandbox they are worth 5.
  maxScore: z.number().positive().default(5),
  rank: z.number().nullable().default(null),
  tier: word,
  implementationCost: word,
  userImpact: word,
  threats: z.array(z.string()).readonly(),
  actionUrl: word,
  retired: z.boolean().default(false),
});

/** What Microsoft says of a control in every tenant; an empty word is unknown. Points in Secure Score points. */
export type Fact = Readonly<z.infer<typeof factShape>>;

/**
 * The simulated tenant's 460 controls by id. The facts (ids, titles, points, ranks: no explanatory text) come from
 * exports of Secure Score control profiles that were published between 2024 and 2026: 441 that are live, 18 that
 * Microsoft retired, and the sandbox's own Cloud Discovery. `scripts/catalogue.mjs` makes the file.
 */
export const catalogue: readonly Fact[] = z.array(factShape).parse(rows);

const byKey: ReadonlyMap<string, Fact> = new Map(
  catalogue.map((fact) => [controlKey(fact.id), fact]),
);

/** The control of that id, in any spelling. */
export const factOf = (id: string): Fact | undefined => byKey.get(controlKey(id));
