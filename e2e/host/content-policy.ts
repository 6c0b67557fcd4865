// Test host: the one liberty taken with a page's Content-Security-Policy. In Electron IPC is no network connection; here it
// is a socket, so where the policy leaves no room for it, exactly that socket is let through and nothing else.

/** `policy`: the header as the app wrote it. `socket`: e.g. ws://127.0.0.1:40000. Unchanged when 'self' covers it. */
export function withSocketAllowed(policy: string, socket: string): string {
  const directives = policy
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '')
  const words = (name: string): string[] | undefined =>
    directives.map((directive) => directive.split(/\s+/)).find(([first]) => first?.toLowerCase() === name)
  const connect = words('connect-src')
  const effective = connect ?? words('default-src')
  if (
    effective === undefined ||
    effective.some((word) => ["'self'", '*', 'ws:'].includes(word.toLowerCase()))
  )
    return policy
  const sources = effective.slice(1).filter((word) => word.toLowerCase() !== "'none'")
  const allowed = ['connect-src', ...sources, socket].join(' ')
  const rest = directives.filter((directive) => !/^connect-src(\s|$)/i.test(directive))
  return [...rest, allowed].join('; ')
}
