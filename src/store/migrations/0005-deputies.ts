import { steps } from './steps.ts';

/** Who uses whose role on which days. */
export const deputies = steps(
  `create table deputy (id text primary key, role text not null, "principalId" text not null, "deputyId" text not null,
    "validFrom" text not null, "validTo" text not null, reason text not null, "byId" text not null, at text not null,
    "endedAt" text, "endedById" text)`,
  // Asked with every press; ids are compared without case.
  `create index deputy_of_person on deputy (lower("deputyId"), "validTo") where "endedAt" is null`,
  `create index deputy_by_last_day on deputy ("validTo") where "endedAt" is null`,
  `create index trail_of_deputies on trail (seq) where event in ('deputyNamed', 'deputyEnded')`,
);
