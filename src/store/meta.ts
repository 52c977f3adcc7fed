import type { Database } from './schema.ts';

/** Whose record a database holds. */
export interface Claim {
  readonly mode: string;
  readonly tenantId: string;
}

/**
 * The first start makes the record its own; from then on the answer is one sentence for whoever starts
 * the bot in another mode or for another tenant.
 */
export async function claimRecord(db: Database, claim: Claim): Promise<string | undefined> {
  const { mode, tenantId } = claim;
  await db
    .insertInto('meta')
    .values([
      { key: 'mode', value: mode },
      { key: 'tenantId', value: tenantId },
    ])
    .onConflict((c) => c.doNothing())
    .execute();
  const kept = new Map(
    (await db.selectFrom('meta').selectAll().execute()).map(({ key, value }) => [key, value]),
  );
  if (kept.get('mode') === mode && kept.get('tenantId') === tenantId) return undefined;
  return `This database holds the record of tenant ${kept.get('tenantId') ?? ''} in mode "${kept.get('mode') ?? ''}", and the bot was started for tenant ${tenantId} in mode "${mode}": give it a database of its own.`;
}

/** The key that was kept first; this one from now on where there was none. Several processes agree on one. */
export async function keepLinkKey(db: Database, made: string): Promise<string> {
  await db
    .insertInto('meta')
    .values({ key: 'linkKey', value: made })
    .onConflict((c) => c.doNothing())
    .execute();
  const kept = db.selectFrom('meta').select('value').where('key', '=', 'linkKey');
  return (await kept.executeTakeFirstOrThrow()).value;
}
