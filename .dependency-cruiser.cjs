/** The floors of the house. An import goes down a floor or stays on its own; adapters never meet. */
const rule = (name, from, to) => ({ name, severity: 'error', from, to });
const outside = (home, ...packages) =>
  rule(`${packages[0]}-lives-in-${home}`, { path: '^src/', pathNot: [`^src/${home}`] }, { path: packages.map((name) => `node_modules/${name}/`) });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    // Types may look at each other within a floor; code may not go in circles.
    rule('no-cycles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    rule('imports-are-found', {}, { couldNotResolve: true }),
    rule(
      'domain-imports-domain',
      { path: '^src/domain/' },
      { pathNot: ['^src/domain/', 'node_modules/(luxon|@types/luxon|canonicalize|chrono-node|fastest-levenshtein)/', '^(node:)?crypto$'] },
    ),
    rule('app-imports-domain', { path: '^src/app/' }, { pathNot: ['^src/(app|domain)/', '^(node:)?crypto$'] }),
    rule('adapters-never-meet', { path: '^src/(graph|store|cards|sandbox|files|web)/' }, { path: '^src/', pathNot: ['^src/(app|domain)/', '^src/$1/'] }),
    rule('teams-imports-cards', { path: '^src/teams/' }, { path: '^src/', pathNot: '^src/(teams|cards|app|domain)/' }),
    rule('nobody-imports-main', { path: '^src/', pathNot: '^src/(main|scorekeeper)\\.ts' }, { path: '^src/(main|scorekeeper|furnish)\\.ts' }),
    outside('teams', 'botbuilder[^/]*', 'botframework[^/]*', '@microsoft/teams-ai'),
    outside('graph', '@microsoft/microsoft-graph-client', '@azure'),
    outside('store', 'kysely', 'pg'),
    outside('cards', 'adaptivecards-templating', 'adaptive-expressions'),
    outside('files', 'write-excel-file'),
    outside('server', 'restify'),
    outside('domain', 'luxon', 'canonicalize', 'chrono-node'),
    rule('sqlite-lives-in-store', { path: '^src/', pathNot: '^src/store/' }, { path: '^(node:)?sqlite$' }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/sandbox/page/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
