// Bench. What is measured is what is in the folder now.

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

export function buildApp(): void {
  const vite = join(root, 'node_modules', '.bin', 'electron-vite')
  execFileSync(vite, ['build', '--logLevel', 'error'], { stdio: 'inherit', cwd: root })
}
