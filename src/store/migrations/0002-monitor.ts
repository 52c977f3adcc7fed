import { steps } from './steps.ts';

/** What the monitor keeps: the score day by day, what controls are called, and what was said about it where. */
export const monitor = steps(
  `create table "scoreDay" (day text primary key, current double precision not null, max double precision not null)`,
  `create table history (key text not null, day text not null, points double precision, "maxScore" double precision not null,
    "measuredOn" text, stale int not null, primary key (key, day))`,
  `create index history_by_day on history (day, key)`,
  `create table "controlName" (key text primary key, id text not null, title text not null, category text not null,
    service text not null)`,
  `create table "statusUpdate" (key text not null, at text not null, state text not null, "by" text not null,
    comment text not null, primary key (key, at, state))`,
  `create index status_update_by_time on "statusUpdate" (at)`,

  `create index acceptance_by_state on acceptance (state)`,
  `create index acceptance_by_decision on acceptance ("decidedAt")`,

  `create table watch (id int primary key, "checkedDay" text, since text)`,
  `insert into watch (id, "checkedDay") values (1, null)`,
  `create table alert (id text primary key, "raisedAt" text not null, "clearedAt" text, body text not null)`,
  `create index alert_open on alert ("raisedAt", id) where "clearedAt" is null`,
  `create table owner (subject text primary key, "personId" text not null, "byId" text not null, at text not null)`,
  `create table review (week text primary key, "postedAt" text not null, "doneAt" text, "doneById" text)`,
  `create table "cardPost" ("activityId" text not null, "conversationId" text not null, subject text not null,
    shown text not null, "serviceUrl" text not null, "tenantId" text not null, "userId" text not null,
    primary key ("activityId", "conversationId"))`,
  `create index card_post_of_subject on "cardPost" (subject)`,
  `create index card_post_by_conversation on "cardPost" ("conversationId")`,
);
