import { steps } from './steps.ts';

/** The tables of the first version, in the words of the code: no name is translated on its way. What has run somewhere is history: it is added to, never changed. */
export const first = steps(
  `create table meta (key text primary key, value text not null)`,
  `create table head (id int primary key, seq int not null, hash text not null)`,
  `insert into head (id, seq, hash) values (1, 0, '${'0'.repeat(64)}')`,
  `create table counter (year int primary key, count int not null)`,

  `create table acceptance (id text primary key, revision int not null, state text not null, "controlKey" text not null,
    scope text not null, "proposerId" text not null, "draftId" text not null unique, previous text, "decidedAt" text,
    treatment text not null, "residualRisk" text not null, "pointsAtRisk" double precision not null,
    "openedSeq" int not null, body text not null)`,
  `create index acceptance_decided on acceptance (treatment, "residualRisk", "pointsAtRisk")
    where state in ('Approved', 'Active', 'ReviewDue')`,
  `create index acceptance_of_control on acceptance ("controlKey")`,
  `create unique index one_undecided on acceptance ("controlKey", scope)
    where state in ('InReview', 'ChangesRequested', 'InApproval')`,
  // A renewal may stand beside its predecessor, which no index can say; the commit checks it in full.
  `create unique index one_decided on acceptance ("controlKey", scope)
    where state in ('Approved', 'Active', 'ReviewDue') and previous is null`,

  `create table trail (seq int primary key, at text not null, "acceptanceId" text not null, revision int not null,
    event text not null, "by" text not null, role text, "roleFrom" text, policy int not null, "setFields" text not null,
    prev text not null, hash text not null)`,
  `create unique index one_line_a_step on trail ("acceptanceId", revision) where "acceptanceId" <> ''`,
  `create table "trailText" (seq int not null references trail, field text not null, salt text, text text,
    primary key (seq, field))`,

  `create table control (key text primary key, body text not null)`,
  `create table "controlReading" (id int primary key, "asOf" text not null, score text)`,
  `create table "controlSync" ("controlKey" text primary key, "askedSeq" int not null default 0, "askedAt" text,
    "writtenAt" text, "writtenSeq" int not null default 0, "agreedSeq" int not null default 0, "seenState" text not null default '', "seenAt" text,
    "badRequests" int not null default 0, trouble text not null default '')`,

  `create table outbox (key text primary key, effect text not null, "personId" text, "dueAt" text not null,
    attempts int not null, generation int not null, claim text, "leaseUntil" text, "doneAt" text,
    "lastError" text not null)`,
  `create index outbox_due on outbox ("dueAt", key) where "doneAt" is null`,
  `create index outbox_of_person on outbox ("personId", key) where "doneAt" is null`,

  `create table post ("activityId" text not null, "conversationId" text not null, "acceptanceId" text not null,
    "personId" text not null, shown text not null, "askedRevision" int not null,
    primary key ("activityId", "conversationId"))`,
  `create index post_of_acceptance on post ("acceptanceId")`,
  `create table conversation ("personId" text primary key, "conversationId" text not null, "serviceUrl" text not null,
    "tenantId" text not null, "userId" text not null)`,
  `create index conversation_by_id on conversation ("conversationId")`,
  `create table channel (id int primary key, "conversationId" text not null, "serviceUrl" text not null,
    "tenantId" text not null, "userId" text not null, "teamId" text not null, name text not null)`,
  `create table team ("teamId" text primary key, "conversationId" text not null, "serviceUrl" text not null,
    "tenantId" text not null, "userId" text not null, name text not null)`,
  `create table person (id text primary key, name text not null, upn text not null)`,
  `create table policy (version int primary key, at text not null, "deployedAt" text not null, body text not null)`,
  `create table sandbox (kind text not null, id text not null, body text not null, primary key (kind, id))`,
);
