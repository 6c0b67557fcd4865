// Test host, before everything: makes `electron` resolve to the stand-in, for import and require alike.
// Used as: node --import ./e2e/host/register.mjs out/main/main.js [arguments]
import { registerHooks } from 'node:module'

const NAMES = new Set(['electron', 'electron/main', 'electron/common', 'electron/renderer'])
const standIn = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (!NAMES.has(specifier)) return nextResolve(specifier, context)
    return { url: standIn, format: 'module-typescript', shortCircuit: true }
  },
})
