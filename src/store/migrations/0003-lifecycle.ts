import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Acceptance } from '../../domain/acceptance.ts';
import { searchedText } from '../searched-text.ts';
import { steps } from './steps.ts';

const tables = steps(
  `create table "controlDays" (key text primary key, day text not null, "completedDays" int not null,
    "goneDays" int not null)`,
  `alter table acceptance add column "reviewOn" text`,
  `alter table acceptance add column "endedAt" text`,
  `alter table acceptance add column searched text not null default ''`,
  `alter table acceptance add column "asDeputy" int not null default 0`,
  `create index acceptance_by_review on acceptance (state, "reviewOn")`,
  `create index acceptance_in_order on acceptance ("openedSeq", state, searched)`,
  `create index acceptance_of_state on acceptance (state, "openedSeq", searched)`,
  `create index acceptance_as_deputy on acceptance ("openedSeq") where "asDeputy" = 1`,
  `create index control_unseen on "controlSync" ("controlKey") where "askedSeq" > "agreedSeq"`,
  `create index acceptance_by_end on acceptance ("endedAt")`,
  // What was on record before time acted on it: its clock is looked at at once.
  `insert into outbox (key, effect, "personId", "dueAt", attempts, generation, claim, "leaseUntil", "doneAt", "lastError")
    select 'clock:' || id, '{"kind":"clock","acceptanceId":"' || id || '"}', null, '2000-01-01T00:00:00.000Z', 0, 1,
      null, null, null, ''
    from acceptance where state in ('InReview', 'ChangesRequested', 'InApproval', 'Approved', 'Active', 'ReviewDue')`,
);

interface Kept {
  readonly id: string;
  readonly controlId: string;
  readonly reviewOn: string | null;
  readonly endedAt: string | null;
  readonly facts: Pick<Acceptance['facts'], 'title' | 'category' | 'service'>;
}

/** What the life of an acceptance takes: days that are counted, what the register is searched by, and its clocks. */
export const lifecycle: Migration = {
  async up(db: Kysely<unknown>) {
    await tables.up(db);
    const { rows } = await sql<{ readonly body: string }>`select body from acceptance`.execute(db);
    for (const { body } of rows) {
      const kept = JSON.parse(body) as Kept;
      const { id, reviewOn, endedAt } = kept;
      const searched = searchedText(kept);
      await sql`update acceptance set "reviewOn" = ${reviewOn}, "endedAt" = ${endedAt}, searched = ${searched}
        where id = ${id}`.execute(db);
    }
  },
};
