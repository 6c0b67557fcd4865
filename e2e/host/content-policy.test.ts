import { describe, expect, it } from 'vitest'
import { withSocketAllowed } from './content-policy.ts'

const socket = 'ws://127.0.0.1:4000'

describe("the page's policy", () => {
  it.each([
    "default-src 'self'",
    "default-src 'none'; connect-src 'self'",
    "script-src 'self'",
    "default-src 'none'; connect-src ws:",
  ])('stays as it is where it leaves room for the socket: %s', (policy) => {
    expect(withSocketAllowed(policy, socket)).toBe(policy)
  })

  it.each([
    ["default-src 'none'; script-src 'self'", `default-src 'none'; script-src 'self'; connect-src ${socket}`],
    ["default-src 'none'; connect-src 'none'", `default-src 'none'; connect-src ${socket}`],
    [
      'connect-src https://a.example; img-src data:',
      `img-src data:; connect-src https://a.example ${socket}`,
    ],
  ])('lets through exactly the socket where it does not: %s', (policy, widened) => {
    expect(withSocketAllowed(policy, socket)).toBe(widened)
  })
})
