import type { PolicyStore } from '../app/ports.ts';
import { theSystem } from '../domain/person.ts';
import type { Policy, PolicyVersion } from '../domain/policy.ts';
import { arm } from './arm.ts';
import { append, underHead } from './chain.ts';
import type { Database, Tables } from './schema.ts';

/** The policy as it was configured from one start to the next. */
export const policies = (db: Database): PolicyStore => ({
  async newestPolicy() {
    // From its line: a table alone can be rewritten, and with it what counts as a change.
    const rows = db.selectFrom('trail').select(['at', 'setFields']).where('event', '=', 'policy');
    const [row] = await rows.orderBy('seq', 'desc').limit(1).execute();
    if (!row) return undefined;
    const { version, deployedAt, policy } = JSON.parse(row.setFields) as PolicyVersion;
    return { version, at: row.at, deployedAt, policy };
  },

  async policyVersions() {
    const rows = await db.selectFrom('policy').selectAll().orderBy('version').execute();
    return rows.map(read);
  },

  savePolicy: ({ version, at, deployedAt, policy }, effects) =>
    underHead(db, async (tx, head) => {
      const body = JSON.stringify(policy);
      const rows = tx.selectFrom('policy').selectAll().where('version', '=', version);
      const [known] = await rows.execute();
      // Several processes of one deployment start at once and find the same difference.
      if (known?.body === body) return;
      await tx.insertInto('policy').values({ version, at, deployedAt, body }).execute();
      const step = { at, acceptanceId: '', revision: 0, event: 'policy', by: theSystem.id };
      const set = { version, deployedAt, policy };
      await append(tx, head, { ...step, role: null, roleFrom: null, policy: version, set }, []);
      await arm(tx, effects, at);
    }),
});

const read = ({ body, ...row }: Tables['policy']): PolicyVersion => ({
  ...row,
  policy: JSON.parse(body) as Policy,
});
