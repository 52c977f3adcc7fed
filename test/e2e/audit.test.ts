import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayOf, plusDays } from '../../src/domain/calendar.ts';
import { verifyFile } from '../../src/verify-file.ts';
import { buttonsOf, idIn, said, wordsOf } from './cards.ts';
import { aude, carl, context, createWorld, ed, eve, mia, type World } from './world.ts';

/** What an auditor asks of the register, in chat and of its exports. */
describe('An auditor', () => {
  let world: World;
  let folder: string;
  const accepted: string[] = [];
  let rejected: string;
  let byDeputy: string;
  let csv: readonly Readonly<Record<string, string>>[];
  let json: string;

  const inApproval = async (): Promise<string> => {
    const id = await world.propose(eve, (await world.control()).id);
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    return id;
  };
  const portal = async (controlId: string) => {
    const root = `${world.graph.url}/v1.0/security/secureScoreControlProfiles`;
    const profile = (await (await fetch(`${root}/${controlId}`)).json()) as {
      controlStateUpdates: {
        state: string;
        comment: string | null;
        updatedDateTime: string | null;
      }[];
    };
    return profile.controlStateUpdates.toSorted((one, other) =>
      (one.updatedDateTime ?? '') < (other.updatedDateTime ?? '') ? 1 : -1,
    )[0];
  };
  const answer = async (text: string): Promise<string> => {
    await world.settle();
    return (await world.say(aude, text)).map(said).join(' ');
  };
  const day = (later: number): string => plusDays(dayOf(world.running.ports().now(), 'utc'), later);
  const download = async (format: string): Promise<string> => {
    await world.settle();
    const card = (await world.say(aude, 'export register')).at(-1)?.card;
    const url = buttonsOf(card).find(({ title }) => title.includes(format))?.url ?? '';
    const path = url.replace(/^https?:\/\/[^/]+/, world.url);
    const response = await fetch(path);
    assert.equal(response.status, 200, path);
    return response.text();
  };

  before(async function () {
    this.timeout(240_000);
    folder = await mkdtemp(join(tmpdir(), 'audit-'));
    world = await createWorld();
    for (let count = 0; count < 4; count++) {
      const id = await inApproval();
      await world.step(carl, id, 'approve');
      await world.settle();
      accepted.push(id);
    }
    rejected = await world.propose(ed, (await world.control()).id);
    await world.step(mia, rejected, 'reject', { reason: 'It can be fixed this month.' });
    await world.settle();
    const asked = (await world.say(carl, 'deputy Ed Ellis for CISO until in 10 days')).at(-1);
    assert.ok(asked);
    await world.press(carl, asked, 'appointDeputy', { reason: 'Two weeks of holiday.' });
    await world.settle();
    byDeputy = await inApproval();
    await world.say(ed, `show ${byDeputy}`);
    await world.step(ed, byDeputy, 'approve');
    await world.settle();
    accepted.push(byDeputy);
    csv = rowsOf(await download('CSV'));
    json = await download('JSON');
  });
  after(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  it('finds the acceptance of five controls that the portal shows as accepted', async () => {
    for (const id of accepted) {
      const update = await portal((await world.find(id)).controlId);
      assert.equal(update?.state, 'Ignored');
      const named = /RA-\d{4}-\d{4,}/.exec(update.comment ?? '')?.[0] ?? '';
      assert.equal(named, id);
      assert.match(await answer(`show ${named}`), /Active/);
    }
  });

  it('finds of five acceptances what the portal says, in the export', () => {
    for (const id of accepted) {
      const row = csv.find((one) => one['Acceptance ID'] === id);
      assert.match(row?.['Status in Secure Score (as of)'] ?? '', /Risk accepted/, id);
      assert.equal(row?.['Status'], 'Active');
    }
  });

  it('finds what was rejected, and why', async () => {
    assert.match(await answer('register rejected'), new RegExp(rejected));
    assert.match(await answer(`details ${rejected}`), /It can be fixed this month\./);
  });

  it('sees who approved while the CISO was away, and by what authority', async () => {
    assert.match(await answer('what was approved as deputy'), new RegExp(byDeputy));
    assert.match(await answer(`details ${byDeputy}`), /Ed Ellis for Carl Cato \(deputy, /);
    assert.match(
      await answer(`who approved ${byDeputy}`),
      /approved by Ed Ellis for Carl Cato \(deputy, /,
    );
    const row = csv.find((one) => one['Acceptance ID'] === byDeputy);
    assert.match(row?.['Acted for'] ?? '', /Ed Ellis for Carl Cato \(deputy, /);
    assert.match(await answer('deputies'), /Carl Cato/);
  });

  it('sees that nobody approved what they proposed', () => {
    assert.equal(csv.length, accepted.length + 1);
    for (const row of csv) {
      const approver = (
        row['Approver (with the role held at the decision)'] ??
        row['Approver'] ??
        ''
      ).split(' (')[0];
      assert.notEqual(approver, row['Proposer']);
      assert.match(row['Duties reduced'] ?? '', /^no$/i);
    }
  });

  it('compares the day of approval with that on which the status changed', async () => {
    for (const id of accepted) {
      const { decidedAt, inForceSince, controlId } = await world.find(id);
      const changed = (await portal(controlId))?.updatedDateTime ?? '';
      assert.ok((decidedAt ?? '') <= changed, `${id} ${String(decidedAt)} ${changed}`);
      assert.ok(changed <= (inForceSince ?? ''), id);
    }
  });

  it('draws a sample with the whole trail of each', async () => {
    const words = await answer('sample 3');
    assert.equal(new Set(words.match(/RA-\d{4}-\d{4}/g)).size, 3);
    assert.match(words, /#\d+ [0-9a-f]{12}/);
  });

  it('proves that the export was not edited, and sees where it was', async () => {
    const file = join(folder, 'register.json');
    await writeFile(file, json);
    const head = await world.running.ports().store.head();
    const line = await world.running.ports().store.line(3);
    assert.ok(line && head.seq > 3);
    const told = verifyFile(file, undefined);
    assert.deepEqual([told.code], [0], JSON.stringify(told));
    assert.equal(verifyFile(file, { seq: 3, hash: line.hash.slice(0, 12) }).code, 0);
    assert.equal(verifyFile(file, { seq: 3, hash: '0123456789ab' }).code, 1);
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace('"event":"reject"', '"event":"approve"'),
    );
    const edited = verifyFile(file, undefined);
    assert.equal(edited.code, 1);
    assert.match(JSON.stringify(edited), /Line \d+ \(RA-/);
  });

  it('sees what changed at the last review, and what was said then', async () => {
    const [first = ''] = accepted;
    const answers = {
      riskChange: 'Higher than a year ago: three more people use it.',
      mitigationsNow: 'The gateway, and alerts on its log.',
      reasonsHold: 'They do until the contract ends.',
      residualRisk: 'High',
      reviewOn: day(90),
    };
    await world.say(eve, `show ${first}`);
    const pressed = await world.step(eve, first, 'renew', answers);
    const renewal = idIn(pressed.card);
    assert.match(renewal, /^RA-/, pressed.notice);
    await world.settle();
    await world.step(mia, renewal, 'endorse', { businessContext: context });
    await world.settle();
    await world.step(carl, renewal, 'approve');
    await world.step(carl, renewal, 'approve');
    await world.settle();
    assert.equal((await world.find(first)).endReason, 'renewed');
    const before = await answer(`show ${first}`);
    assert.ok(before.includes(`What Secure Score shows is asked for by ${renewal} now.`), before);
    assert.ok(!before.includes('the record says'), before);
    const details = await answer(`details ${renewal}`);
    assert.match(details, new RegExp(`Renewal of.*${first}`, 's'));
    for (const said of [answers.riskChange, answers.mitigationsNow, answers.reasonsHold])
      assert.ok(details.includes(said), said);
    const row = rowsOf(await download('CSV')).find((one) => one['Acceptance ID'] === renewal);
    assert.match(row?.['Renewal of'] ?? '', new RegExp(first));
    assert.equal(row?.['Residual risk'], 'High');
    assert.equal((await portal((await world.find(renewal)).controlId))?.state, 'Ignored');
  });

  it('finds what expired, when and why, and that Secure Score went back', async () => {
    const control = await world.control();
    const id = await world.propose(eve, control.id, { reviewOn: day(2) });
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    await world.step(carl, id, 'approve');
    await world.settle();
    const end = day(16);
    await world.moveClock(new Date(Date.parse(`${end}T12:00:00Z`)));
    assert.match(await answer('register expired'), new RegExp(id));
    assert.match(await answer(`details ${id}`), /its review date passed without a renewal\./);
    const row = rowsOf(await download('CSV')).find((one) => one['Acceptance ID'] === id);
    assert.deepEqual([row?.['Status'], row?.['Ended on']], ['Expired', end]);
    assert.equal((await portal(control.id))?.state, 'Default');
  });

  it('reads everything and changes nothing', async () => {
    const { revision } = await world.find(byDeputy);
    const card = (await world.say(aude, `show ${byDeputy}`)).at(-1)?.card;
    assert.match(wordsOf(card), new RegExp(byDeputy));
    assert.deepEqual(
      buttonsOf(card)
        .map(({ title }) => title)
        .filter((title) => title !== 'Details'),
      [],
    );
    assert.equal((await world.find(byDeputy)).revision, revision);
  });
});

/** The rows of a CSV by their column; quotes are doubled within quotes. */
function rowsOf(text: string): readonly Readonly<Record<string, string>>[] {
  const cells: string[][] = [[]];
  for (const [, quoted, plain, end] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    cells.at(-1)?.push((quoted ?? plain ?? '').replaceAll('""', '"'));
    if (end === '\r\n') cells.push([]);
    if (end === '') break;
  }
  const [heads = [], ...rows] = cells.filter((row) => row.length > 1);
  return rows.map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at] ?? ''])));
}
