import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseEnv } from 'node:util';
import { inflateSync } from 'node:zlib';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { parseCommand } from '../src/teams/commands.ts';

const root = join(import.meta.dirname, '..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const env = (path: string): Readonly<Record<string, string | undefined>> => parseEnv(text(path));
const variables = (source: string): readonly string[] => [
  ...new Set(Array.from(source.matchAll(/\$\{\{(\w+)\}\}/g), ([, name]) => name ?? '')),
];

const guid = '0f0e0d0c-0b0a-4908-8706-050403020100';
const sample = (name: string): string =>
  name.endsWith('_ID') ? guid : `${name.toLowerCase().replaceAll('_', '-')}.example.com`;

/** As the toolkit does it: a variable without a value there would stop it, so here it gets a sample. */
const substituted = (source: string): string =>
  source.replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = env('env/.env.dev')[name];
    assert.ok(value !== undefined, `env/.env.dev does not name ${name}`);
    return value === '' && name !== 'APP_NAME_SUFFIX' ? sample(name) : value;
  });

interface Manifest {
  readonly accentColor: string;
  readonly icons: { readonly color: string; readonly outline: string };
  readonly bots: readonly {
    readonly scopes: readonly string[];
    readonly commandLists: readonly {
      readonly scopes: readonly string[];
      readonly commands: readonly { readonly title: string; readonly description: string }[];
    }[];
  }[];
}
type Validated = Parameters<typeof AppManifestUtils.validateAgainstSchema>[0];

const manifest = (): Manifest =>
  JSON.parse(substituted(text('appPackage/manifest.json'))) as Manifest;
const complaints = (candidate: object): Promise<string[]> =>
  AppManifestUtils.validateAgainstSchema(candidate as Validated);

describe('the app manifest', () => {
  it('is what the schema of Teams asks for', async () => {
    assert.deepEqual(await complaints(manifest()), []);
  });

  it('would be refused with a colour that is none, too long a name, or a variable left over', async () => {
    const good = manifest();
    assert.match((await complaints({ ...good, accentColor: 'blue' })).join(), /accentColor/);
    assert.match((await complaints({ ...good, name: { short: 'x'.repeat(31) } })).join(), /name/);
    assert.match((await complaints({ ...good, id: '${{TEAMS_APP_ID}}' })).join(), /id/);
  });

  it('offers at most 12 commands in each of the three places, short enough for every client', () => {
    const [bot] = manifest().bots;
    assert.ok(bot);
    assert.deepEqual(
      bot.commandLists.flatMap(({ scopes }) => scopes),
      bot.scopes,
    );
    for (const { commands } of bot.commandLists) {
      assert.ok(commands.length > 0 && commands.length <= 12);
      assert.equal(new Set(commands.map(({ title }) => title)).size, commands.length);
      for (const { title, description } of commands) {
        assert.ok(title.length > 0 && title.length <= 32, title);
        assert.ok(description.length > 0 && description.length <= 128, description);
      }
    }
  });
});

describe('the commands of the app manifest', () => {
  it('are understood as they stand, an id added where it takes one', () => {
    const titles = manifest().bots.flatMap(({ commandLists }) =>
      commandLists.flatMap(({ commands }) => commands.map(({ title }) => title)),
    );
    assert.ok(titles.includes('show') && titles.includes('what regressed this week'));
    for (const title of titles) {
      const said = title === 'show' ? 'show RA-2026-0001' : title;
      assert.notEqual(parseCommand(said).is, 'unknown', title);
    }
  });
});

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly colourType: number;
  readonly pixels: readonly (readonly number[])[];
}

/** Paeth's predictor of the PNG specification, with the other four beside it. */
const predicted = (filter: number, a: number, b: number, c: number): number => {
  const near = [a, b, c].map((value) => Math.abs(a + b - c - value)) as [number, number, number];
  const paeth = near[0] <= near[1] && near[0] <= near[2] ? a : near[1] <= near[2] ? b : c;
  return [0, a, b, (a + b) >> 1, paeth][filter] ?? assert.fail(`filter ${String(filter)}`);
};

/** The pixels' bytes, from rows that each begin with the filter they went through. */
const unfiltered = (rows: Buffer, line: number, step: number): Buffer => {
  const height = rows.length / (line + 1);
  const out = Buffer.alloc(height * line);
  const before = (x: number, y: number): number =>
    x < 0 || y < 0 ? 0 : out.readUInt8(y * line + x);
  for (let y = 0; y < height; y += 1) {
    const filter = rows.readUInt8(y * (line + 1));
    for (let x = 0; x < line; x += 1) {
      const [left, up] = [before(x - step, y), before(x, y - 1)];
      const guess = predicted(filter, left, up, before(x - step, y - 1));
      out.writeUInt8((rows.readUInt8(y * (line + 1) + 1 + x) + guess) & 0xff, y * line + x);
    }
  }
  return out;
};

/** Reads a PNG of 8 bits a channel, RGB or RGBA, not interlaced. */
const picture = (path: string): Picture => {
  const file = readFileSync(path);
  assert.equal(file.subarray(0, 8).toString('hex'), '89504e470d0a1a0a');
  const data: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const body = file.subarray(at + 8, at + 8 + file.readUInt32BE(at));
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(body);
  }
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const [depth, colourType, , , interlace] = [...file.subarray(24, 29)];
  assert.ok(depth === 8 && interlace === 0 && (colourType === 2 || colourType === 6));
  const step = colourType === 2 ? 3 : 4;
  const bytes = unfiltered(inflateSync(Buffer.concat(data)), width * step, step);
  const pixels = Array.from({ length: width * height }, (_, i) => [
    ...bytes.subarray(i * step, (i + 1) * step),
  ]);
  return { width, height, colourType, pixels };
};

describe('the icons', () => {
  const icon = (kind: 'color' | 'outline'): Picture =>
    picture(join(root, 'appPackage', manifest().icons[kind]));

  it('have the sizes that Teams asks for', () => {
    const [color, outline] = [icon('color'), icon('outline')];
    assert.deepEqual([color.width, color.height], [192, 192]);
    assert.deepEqual([outline.width, outline.height], [32, 32]);
  });

  it('are, the small one, white and transparent only', () => {
    const { pixels, colourType } = icon('outline');
    assert.equal(colourType, 6);
    assert.ok(pixels.every(([r, g, b]) => r === 255 && g === 255 && b === 255));
    assert.ok(pixels.some(([, , , alpha]) => alpha === 255));
    assert.equal(pixels[0]?.[3], 0);
  });

  it('are, the big one, the accent colour up to every edge, with the shield in the middle 120', () => {
    const { pixels, colourType } = icon('color');
    assert.equal(colourType, 2);
    const accent = [...Buffer.from(manifest().accentColor.slice(1), 'hex')].join();
    const outside = (at: number): boolean => at < 36 || at >= 156;
    const margin = pixels.filter((_, i) => outside(i % 192) || outside(Math.floor(i / 192)));
    assert.ok(margin.every((pixel) => pixel.join() === accent));
    assert.ok(pixels.some((pixel) => pixel.join() === '255,255,255'));
  });

  it('are what scripts/icons.mjs draws', function () {
    this.timeout(30_000);
    const folder = mkdtempSync(join(tmpdir(), 'icons-'));
    try {
      execFileSync(process.execPath, [join(root, 'scripts/icons.mjs'), folder]);
      for (const kind of ['color', 'outline'] as const) {
        const drawn = picture(join(folder, manifest().icons[kind]));
        assert.ok(isDeepStrictEqual(icon(kind), drawn), `${kind}.png: run scripts/icons.mjs`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** What is wrong with a file of settings that is to be committed. */
const secretsIn = (settings: Readonly<Record<string, string | undefined>>): readonly string[] =>
  Object.entries(settings)
    .filter(
      ([name, value]) =>
        (name.startsWith('SECRET_') && value !== '') || /:\/\/[^/]*:[^/]*@/.test(value ?? ''),
    )
    .map(([name]) => name);

describe('the settings that are committed', () => {
  const committed = readdirSync(join(root, 'env')).filter(
    (name) => !name.endsWith('.user') && name !== '.env.local',
  );

  it('hold no secret', () => {
    assert.ok(committed.includes('.env.dev') && committed.includes('.env.sandbox'));
    for (const name of committed) assert.deepEqual(secretsIn(env(`env/${name}`)), [], name);
  });

  it('would be refused with one', () => {
    assert.deepEqual(secretsIn({ SECRET_LINK_KEY: 'x', BOT_ID: guid }), ['SECRET_LINK_KEY']);
    assert.deepEqual(secretsIn({ DATABASE_URL: 'postgres://a:b@c/d' }), ['DATABASE_URL']);
  });

  it('leave out what git must never see', () => {
    const ignored = text('.gitignore').split('\n');
    for (const name of ['env/.env.*.user', 'env/.env.local', '.localConfigs*'])
      assert.ok(ignored.includes(name), name);
  });
});

describe('the toolkit files', () => {
  const files = { 'teamsapp.yml': 'env/.env.dev', 'teamsapp.local.yml': 'env/.env.local.example' };

  for (const [file, settings] of Object.entries(files)) {
    it(`are well-formed as far as it shows, and name only files that exist: ${file}`, () => {
      const source = text(file);
      assert.match(source, /^version: v1\.11$/m);
      assert.ok(!source.includes('\t'));
      assert.ok(source.split('\n').every((line) => /^( {2})*(\S|$)/.test(line)));
      const named = Array.from(source.matchAll(/: (\.[\w./-]+)$/gm), ([, path]) => path ?? '');
      const made = ['./appPackage/build', './.localConfigs'];
      assert.ok(named.length > 3);
      for (const path of named.filter((name) => !made.includes(name)))
        assert.ok(existsSync(join(root, path)), path);
    });

    it(`use variables that the settings name: ${file}`, () => {
      const known = Object.keys(env(settings));
      const wanted = variables(text(file)).filter((name) => !name.startsWith('SECRET_'));
      assert.deepEqual(
        wanted.filter((name) => !known.includes(name)),
        [],
      );
    });
  }

  it('upload the sources, the cards and what is installed, and no settings', () => {
    const lines = text('.webappignore').split('\n');
    for (const needed of ['*.ts', '/src', '/cards', '/node_modules', '/start.mjs', '/package.json'])
      assert.ok(!lines.includes(needed), needed);
    for (const kept of ['/env', '/data', '.localConfigs*']) assert.ok(lines.includes(kept), kept);
  });
});

describe('the template for Azure', () => {
  const bicep = text('infra/azure.bicep');
  const parameters = text('infra/azure.parameters.json');
  const declared = new Map(
    Array.from(bicep.matchAll(/^param (\w+) \w+( =)?/gm), ([, name, set]) => [name ?? '', !!set]),
  );

  it('gets values for parameters it has, and for every one without a default', () => {
    const given = Object.keys((JSON.parse(parameters) as { parameters: object }).parameters);
    assert.deepEqual(
      given.filter((name) => !declared.has(name)),
      [],
    );
    assert.deepEqual(
      [...declared].filter(([name, set]) => !set && !given.includes(name)),
      [],
    );
  });

  it('takes its values from settings that exist, and writes back those the manifest needs', () => {
    const known = Object.keys(env('env/.env.dev'));
    const wanted = variables(parameters).filter((name) => !name.startsWith('SECRET_'));
    assert.deepEqual(
      wanted.filter((name) => !known.includes(name)),
      [],
    );
    const written = Array.from(bicep.matchAll(/^output (\w+)/gm), ([, name]) => name ?? '');
    for (const name of ['BOT_ID', 'PUBLIC_HOSTNAME', 'BOT_AZURE_APP_SERVICE_RESOURCE_ID'])
      assert.ok(written.includes(name), name);
  });

  it('takes secrets as secure parameters only', () => {
    for (const name of ['databasePassword', 'databaseUrl', 'linkKey'])
      assert.match(bicep, new RegExp(`@secure\\(\\)\\n(@.*\\n)*param ${name} `));
  });
});
