import assert from 'node:assert/strict';
import { verifyExport } from '../../src/app/verify-export.ts';
import { readExport } from '../../src/files/read-export.ts';
import { readCsv } from '../files/read-csv.ts';
import { readWorkbook } from '../files/unzip.ts';
import { buttonsOf, said } from './cards.ts';
import { aude, carl, context, createWorld, eve, form, mia, type World, zed } from './world.ts';

describe('The register as files, from the chat', () => {
  let world: World;
  let id: string;
  before(async () => {
    world = await createWorld();
    id = await world.propose(eve, (await world.control()).id);
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    await world.step(carl, id, 'approve');
    await world.settle();
  });
  after(() => world.close());

  const linksFor = async (personId: string): Promise<Readonly<Record<string, string>>> => {
    const [message] = await world.say(personId, 'export register');
    const buttons = buttonsOf(message?.card);
    return Object.fromEntries(buttons.map(({ title, url }) => [title, url]));
  };
  const fetched = async (url: string | undefined) => {
    assert(url);
    const { pathname, search } = new URL(url);
    const answer = await fetch(`${world.url}${pathname}${search}`);
    assert.equal(answer.status, 200);
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { bytes, name: answer.headers.get('content-disposition') ?? '' };
  };

  it('are offered to each of the four roles, three buttons on one card', async () => {
    for (const personId of [eve, mia, carl, aude])
      assert.deepEqual(Object.keys(await linksFor(personId)), ['XLSX', 'CSV', 'JSON'], personId);
  });

  it('hold the register, and fetching them is on record', async () => {
    const { XLSX, CSV, JSON } = await linksFor(aude);
    const { store } = world.running.ports();
    const csv = await fetched(CSV);
    const [, row = []] = readCsv(csv.bytes.toString());
    assert(row.includes(id) && row.includes(form.justification));
    const sheet = readWorkbook((await fetched(XLSX)).bytes);
    assert.equal(sheet.cell('K2')?.value, id);
    const json = await fetched(JSON);
    const head = await store.head();
    const { misfit, asked } = verifyExport(readExport([json.bytes]), head.seq);
    assert.deepEqual([misfit, asked], [undefined, head.hash]);
    assert(json.name.includes(`line-${String(head.seq)}-${head.hash.slice(0, 12)}.json`));
    const lines = await store.lines(head.seq - 3, 3);
    assert.deepEqual(
      lines.map(({ event, by, set }) => [event, by, set['format']]),
      ['csv', 'xlsx', 'json'].map((format) => ['exported', aude, format]),
    );
  });

  it('go to the own chat of whoever asks in a channel, and to nobody without a role', async () => {
    const [here] = await world.say(aude, 'export register', 'channel');
    assert(here);
    assert.match(said(here), /The register to export is in our own chat/);
    assert.deepEqual(buttonsOf(here.card), []);
    const [none] = await world.say(zed, 'export register', 'channel');
    assert(none);
    assert.match(said(none), /You hold no role/);
  });
});
