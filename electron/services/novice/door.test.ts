import { describe, expect, it } from 'vitest'
import { createDoor } from './door.ts'

function stage() {
  let port: number | undefined
  let enabled = true
  let refuses = false
  let allowed = true
  const door = createDoor({
    listener: {
      open: (wished) => Promise.resolve({ ok: true, value: { port: (port = wished) } }),
      close: () => {
        port = undefined
        return Promise.resolve()
      },
      port: () => port,
    },
    store: {
      account: () => ({ enabled, logonRight: true, since: 0 }),
      record: () => {
        if (refuses) throw new Error('the disk is full')
      },
    },
    log: () => undefined,
    isAllowed: () => allowed,
    wishedPort: () => 3389,
    changed: () => undefined,
  })
  return {
    door,
    setEnabled: (now: boolean) => (enabled = now),
    setAllowed: (now: boolean) => (allowed = now),
    setRefuses: (now: boolean) => (refuses = now),
  }
}

describe('the door', () => {
  it('[POL-1] is shut while no help is allowed, and open again afterwards', async () => {
    const { door, setAllowed } = stage()
    setAllowed(false)
    expect(await door.follow()).toEqual({ port: undefined, code: '' })
    setAllowed(true)
    expect(await door.follow()).toEqual({ port: 3389, code: '' })
    setAllowed(false)
    await door.follow()
    expect(door.port()).toBeUndefined()
  })

  it('[ACC-4] is open while the account is enabled and at no other time', async () => {
    const { door, setEnabled } = stage()
    expect(await door.follow()).toEqual({ port: 3389, code: '' })
    setEnabled(false)
    expect(await door.follow()).toEqual({ port: undefined, code: '' })
    expect(door.port()).toBeUndefined()
  })

  it('[ACC-4] a full disk while it opens does not keep it from closing later', async () => {
    const { door, setEnabled, setRefuses } = stage()
    setRefuses(true)
    await expect(door.follow()).rejects.toThrow('the disk is full')
    setRefuses(false)
    setEnabled(false)
    await door.follow()
    expect(door.port()).toBeUndefined()
  })
})
