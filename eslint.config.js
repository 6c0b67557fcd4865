// The arrows of the house, held by a machine: shared <- electron, shared <- renderer, never across;
// inside electron: domain <- services <- {ipc, shell, main.ts}. See CONTRIBUTING.md.
import tseslint from 'typescript-eslint'
import importX from 'eslint-plugin-import-x'
import reactHooks from 'eslint-plugin-react-hooks'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'

const zones = [
  { target: './shared', from: ['./electron', './renderer', './e2e', './bench'] },
  { target: './renderer', from: ['./electron', './e2e', './bench'] },
  { target: './electron', from: ['./renderer', './e2e', './bench'] },
  {
    target: './electron/domain',
    from: [
      './electron/services',
      './electron/ipc',
      './electron/shell',
      './electron/cli',
      './electron/main.ts',
    ],
  },
  {
    target: './electron/services',
    from: ['./electron/ipc', './electron/shell', './electron/cli', './electron/main.ts'],
  },
]

/** Electron's halves are imported by name, and each only where it belongs. */
const electronOnlyIn = (names) => ({
  paths: [
    { name: 'electron', message: "Import 'electron/main' or 'electron/renderer'." },
    ...names.map(([name, importNames, message]) => ({ name, importNames, message })),
  ],
})

export default tseslint.config(
  {
    ignores: [
      'out/**',
      'dist/**',
      'node_modules/**',
      'test-output/**',
      'demo-output/**',
      '**/*.js',
      '**/*.mjs',
      '**/*.cjs',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: ['./tsconfig.json'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Closures, not classes: no function here has a `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      'max-lines': ['error', { max: 300 }],
      'no-restricted-imports': ['error', electronOnlyIn([])],
    },
  },
  {
    files: ['electron/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        electronOnlyIn([
          ['electron/main', ['ipcMain'], 'Only electron/ipc/serve.ts is the door.'],
          ['electron/renderer', ['ipcRenderer'], 'Only electron/preload.ts is the bridge.'],
        ]),
      ],
    },
  },
  {
    files: ['electron/services/**/*.ts', 'electron/domain/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['electron', 'electron/*'],
              message: 'Services and domain take ports; Electron stays in shell and ipc.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['electron/ipc/serve.ts', 'electron/preload.ts'],
    rules: { 'no-restricted-imports': ['error', electronOnlyIn([])] },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    // A test may start a display or an app of its own.
    files: ['electron/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}'],
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        { zones: zones.map((zone) => ({ ...zone, from: zone.from.filter((folder) => folder !== './e2e') })) },
      ],
    },
  },
  { files: ['*.config.ts'], rules: { 'import-x/no-default-export': 'off' } },
)
