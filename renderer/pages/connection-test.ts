// Renderer. The way to "Test my connection" from another page: whoever follows it wants the test, not a button for it.

import { tell } from '../store/command.ts'
import type { Navigate } from './navigation.ts'

export function testConnection(navigate: Navigate): void {
  navigate({ kind: 'go', page: { kind: 'connection-test' } })
  tell('testConnection', undefined)
}
