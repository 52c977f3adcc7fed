import { steps } from './steps.ts';

/** The tables of the first version. What has run somewhere is history: it is added to, never changed. */
export const first = steps(
  `create table meta (key text primary key, value text not null)`,
  `create table head (id int primary key, seq int not null, hash text not null)`,
  `insert into head (id, seq, hash) values (1, 0, '${'0'.repeat(64)}')`,
  `create table counter (year int primary key, count int not null)`,

  `create table acceptance (id text primary key, revision int not null, state text not null, control_key text not null,
    scope text not null, proposer_id text not null, draft_id text not null unique, previous text, decided_at text,
    treatment text not null, residual_risk text not null, points_at_risk double precision not null,
    opened_seq int not null, body text not null)`,
  `create index acceptance_decided on acceptance (treatment, residual_risk, points_at_risk)
    where state in ('Approved', 'Active', 'ReviewDue')`,
  `create index acceptance_of_control on acceptance (control_key)`,
  `create unique index one_undecided on acceptance (control_key, scope)
    where state in ('InReview', 'ChangesRequested', 'InApproval')`,
  // A renewal may stand beside its predecessor, which no index can say; the commit checks it in full.
  `create unique index one_decided on acceptance (control_key, scope)
    where state in ('Approved', 'Active', 'ReviewDue') and previous is null`,

  `create table trail (seq int primary key, at text not null, acceptance_id text not null, revision int not null,
    event text not null, "by" text not null, role text, role_from text, policy int not null, set_fields text not null,
    prev text not null, hash text not null)`,
  `create unique index one_line_a_step on trail (acceptance_id, revision) where acceptance_id <> ''`,
  `create table trail_text (seq int not null references trail, field text not null, salt text, text text,
    primary key (seq, field))`,

  `create table control (key text primary key, body text not null)`,
  `create table control_reading (id int primary key, as_of text not null, score text)`,
  `create table control_sync (control_key text primary key, asked_seq int not null default 0, asked_at text,
    written_at text, written_seq int not null default 0, agreed_seq int not null default 0, seen_state text not null default '', seen_at text,
    bad_requests int not null default 0, trouble text not null default '')`,

  `create table outbox (key text primary key, effect text not null, person_id text, due_at text not null,
    attempts int not null, generation int not null, claim text, lease_until text, done_at text,
    last_error text not null)`,
  `create index outbox_due on outbox (due_at, key) where done_at is null`,
  `create index outbox_of_person on outbox (person_id, key) where done_at is null`,

  `create table post (activity_id text not null, conversation_id text not null, acceptance_id text not null,
    person_id text not null, shown text not null, asked_revision int not null,
    primary key (activity_id, conversation_id))`,
  `create index post_of_acceptance on post (acceptance_id)`,
  `create table conversation (person_id text primary key, conversation_id text not null, service_url text not null,
    tenant_id text not null, user_id text not null)`,
  `create index conversation_by_id on conversation (conversation_id)`,
  `create table channel (id int primary key, conversation_id text not null, service_url text not null,
    tenant_id text not null, user_id text not null, team_id text not null, name text not null)`,
  `create table team (team_id text primary key, conversation_id text not null, service_url text not null,
    tenant_id text not null, user_id text not null, name text not null)`,
  `create table person (id text primary key, name text not null, upn text not null)`,
  `create table policy (version int primary key, at text not null, deployed_at text not null, body text not null)`,
  `create table sandbox (kind text not null, id text not null, body text not null, primary key (kind, id))`,
);
