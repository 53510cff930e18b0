// The arrows of the house: which room may import which (docs/architecture.md).
const only = (room, allowed, extra = {}) => ({
  name: `${room}-imports`,
  severity: 'error',
  comment: `${room}/ may import ${allowed.length ? allowed.join(', ') : 'nothing of ours'}`,
  from: { path: `^${room}/`, pathNot: ['\\.test\\.ts$', ...(extra.fromNot ?? [])] },
  to: {
    path: '^(language|database|ledger|workflows|activities|gateway|api|temporal|config|dev|evals|test|web)/',
    pathNot: [`^${room}/`, ...allowed.map((path) => `^${path}`)],
  },
});

module.exports = {
  forbidden: [
    only('language', []),
    only('config', []),
    only('database', ['config/']),
    only('ledger', ['database/', 'language/']),
    only('workflows', ['language/']),
    only('activities', ['ledger/', 'language/', 'database/', 'workflows/contracts\\.ts$']),
    only('gateway', ['database/', 'temporal/', 'config/', 'language/', 'workflows/contracts\\.ts$']),
    only('api', ['ledger/', 'database/', 'language/', 'temporal/', 'config/', 'workflows/contracts\\.ts$']),
    only('temporal', ['workflows/', 'activities/', 'database/', 'ledger/', 'config/']),
    only('evals', [
      'language/',
      'activities/',
      'config/paths\\.ts$',
      'dev/chaos/random\\.ts$',
      'dev/stack/(provision|supervisor)/',
    ]),
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'files that import each other in a loop are one file or a wrong cut',
      from: { pathNot: '^node_modules' },
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'code nobody imports is dead code (entry points and tests excepted)',
      from: {
        orphan: true,
        path: '\\.ts$',
        pathNot: [
          '\\.test\\.ts$',
          'main\\.ts$',
          'temporal/workers/(flow|media)\\.ts$',
          'build-bundle\\.ts$',
          '\\.config\\.ts$',
          '^evals/',
          '^test/',
          '^dev/',
        ],
      },
      to: {},
    },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      from: { path: '\\.ts$', pathNot: ['\\.test\\.ts$', '^test/'] },
      to: { path: '(\\.test\\.ts$|^test/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|web/dist)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'], conditionNames: ['import', 'node', 'default'] },
  },
};
