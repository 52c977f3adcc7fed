import { type Acceptance, textFields } from '../../src/domain/acceptance.ts';
import type { openDatabase } from '../../src/store/open.ts';

/** Takes the words out of the rows, as is done after their time. */
export async function blankRows(
  db: ReturnType<typeof openDatabase>,
  fields: readonly string[] = textFields,
): Promise<void> {
  for (const { id, body } of await db.selectFrom('acceptance').select(['id', 'body']).execute()) {
    const row = JSON.parse(body) as Acceptance;
    const blank = Object.fromEntries(
      fields.map((field) => [field, field === 'evidence' ? [] : '']),
    );
    await db
      .updateTable('acceptance')
      .set({ body: JSON.stringify({ ...row, ...blank }) })
      .where('id', '=', id)
      .execute();
  }
}
