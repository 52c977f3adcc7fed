import { steps } from './steps.ts';

/** What the monitor looks up: alerts of what may come back, and the days that were looked at. */
export const watch = steps(
  `alter table alert add column "left" int not null default 0`,
  `update alert set "left" = 1 where body like '%"how":"left"%'`,
  `create index alert_left on alert ("raisedAt", id) where "left" = 1`,

  `create index owner_of_person on owner ("personId", subject)`,

  `create table "checkedDay" (day text primary key)`,
  `insert into "checkedDay" (day) select day from "scoreDay"
    where day <= (select "checkedDay" from watch where id = 1)`,
);
