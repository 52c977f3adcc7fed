import { steps } from './steps.ts';

/** Where Secure Score contradicts the record; of a control at most one finding at a time is not over. */
export const drift = steps(
  `create table drift (id text primary key, "controlKey" text not null, "foundAt" text not null, "countsFrom" text not null,
    "isFirst" int not null, "endedAt" text, "endState" text not null, "revertSeq" int not null, body text not null)`,
  `create unique index drift_open on drift ("controlKey") where "endedAt" is null`,
  `create table "driftWatch" (id int primary key, since text not null)`,
);
