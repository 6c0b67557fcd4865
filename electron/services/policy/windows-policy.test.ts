import { describe, expect, it } from 'vitest'
import { err, ok } from '../../../shared/result.ts'
import { decodeValue, REG_DWORD, REG_SZ } from './registry-value.ts'
import type { RegistryValue } from './registry-value.ts'
import { windowsPolicy } from './windows-policy.ts'
import type { Registry } from './windows-policy.ts'

const KEY = 'SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services'
const HELPERS = `${KEY}\\RAUnsolicit`
const NOT_FOUND = 2
const ACCESS_DENIED = 5
const MORE_DATA = 234
const NO_MORE = 259

const dword = (value: number): RegistryValue => {
  const data = Buffer.alloc(4)
  data.writeUInt32LE(value)
  return { type: REG_DWORD, data }
}
const text = (value: string): RegistryValue => ({ type: REG_SZ, data: Buffer.from(`${value}\0`, 'utf16le') })

type Keys = Readonly<Record<string, Readonly<Record<string, RegistryValue>> | number>>

/** Names match without case, as Windows matches them. */
function registry(keys: Keys, opened: string[] = [], closed: string[] = []): Registry {
  return {
    openKey: (path) => {
      const key = keys[path] ?? NOT_FOUND
      if (typeof key === 'number') return err(key)
      opened.push(path)
      const values = Object.entries(key)
      return ok({
        value: (name) => {
          const found = values.find(([known]) => known.toLowerCase() === name.toLowerCase())
          return found ? ok(found[1]) : err(NOT_FOUND)
        },
        valueAt: (index) => {
          const found = values[index]
          return found ? ok(found[1]) : err(NO_MORE)
        },
        close: () => {
          closed.push(path)
        },
      })
    },
  }
}

const read = (keys: Keys) => windowsPolicy(registry(keys)).read()

describe('[POL-1] the policy in Windows’ registry', () => {
  it('is not set where there is no key, or only values of Remote Desktop', () => {
    expect(read({})).toEqual({ source: `HKEY_LOCAL_MACHINE\\${KEY}`, kind: 'not-set' })
    expect(read({ [KEY]: { fDenyTSConnections: dword(1), Shadow: text('x') } })).toMatchObject({
      kind: 'not-set',
    })
  })

  it('is what group policy writes, names in any case, beside what belongs to Remote Desktop', () => {
    const keys = {
      [KEY]: {
        fDenyTSConnections: dword(1),
        fallowtogethelp: dword(1),
        fAllowFullControl: dword(0),
        MaxTicketExpiry: dword(8),
        MaxTicketExpiryUnits: dword(1),
        fUseMailto: dword(0),
        fAllowUnsolicited: dword(1),
        fAllowUnsolicitedFullControl: dword(0),
        LoggingEnabled: dword(1),
      },
      [HELPERS]: { 'EXAMPLE\\Helpdesk': text('EXAMPLE\\Helpdesk'), 'EXAMPLE\\anna': text('EXAMPLE\\anna') },
    }
    expect(read(keys)).toMatchObject({
      kind: 'in-force',
      values: {
        allowToGetHelp: true,
        allowFullControl: false,
        maximum: { count: 8, unit: 'hours' },
        useMailto: false,
        allowUnsolicited: true,
        allowUnsolicitedFullControl: false,
        unsolicitedHelpers: ['EXAMPLE\\Helpdesk', 'EXAMPLE\\anna'],
        logging: true,
      },
    })
  })

  it.each([
    ['a text for a number', { fAllowToGetHelp: text('1') }, 'fAllowToGetHelp'],
    ['a number out of range', { fAllowFullControl: dword(0xffffffff) }, 'fAllowFullControl'],
    ['half a number', { fAllowToGetHelp: { type: REG_DWORD, data: Uint8Array.of(1, 0) } }, 'fAllowToGetHelp'],
    ['no data at all', { fAllowToGetHelp: { type: REG_DWORD, data: new Uint8Array() } }, 'fAllowToGetHelp'],
  ])('is broken with %s', (_, values, name) => {
    expect(read({ [KEY]: values })).toMatchObject({ kind: 'broken', problem: { kind: 'bad-value', name } })
  })

  it('is broken when a helper is no text, or half of the maximum is missing', () => {
    expect(read({ [KEY]: {}, [HELPERS]: { a: dword(1) } })).toMatchObject({
      problem: { kind: 'bad-value', name: 'RAUnsolicit' },
    })
    expect(read({ [KEY]: { MaxTicketExpiry: dword(1) } })).toMatchObject({ problem: { kind: 'half' } })
  })

  it('is broken, not absent, when Windows does not let it be read', () => {
    const denied = { kind: 'broken', problem: { kind: 'unreadable', code: 'Windows 5' } }
    expect(read({ [KEY]: ACCESS_DENIED })).toMatchObject(denied)
    expect(read({ [KEY]: { fAllowToGetHelp: dword(1) }, [HELPERS]: ACCESS_DENIED })).toMatchObject(denied)
    const long: Registry = {
      openKey: () => ok({ value: () => err(MORE_DATA), valueAt: () => err(NO_MORE), close: () => undefined }),
    }
    expect(windowsPolicy(long).read()).toMatchObject({ problem: { kind: 'unreadable', code: 'Windows 234' } })
    const without: Registry = {
      openKey: () => {
        throw new Error('no advapi32.dll')
      },
    }
    expect(windowsPolicy(without).read()).toMatchObject({
      kind: 'broken',
      problem: { kind: 'unreadable', code: 'no advapi32.dll' },
    })
  })

  it('ends with a list that does not end', () => {
    const endless: Registry = {
      openKey: () =>
        ok({ value: () => err(NOT_FOUND), valueAt: () => ok(text('a')), close: () => undefined }),
    }
    expect(windowsPolicy(endless).read()).toMatchObject({ problem: { kind: 'too-large' } })
  })

  it('closes every key that it opened', () => {
    const opened: string[] = []
    const closed: string[] = []
    windowsPolicy(registry({ [KEY]: {}, [HELPERS]: { a: dword(1) } }, opened, closed)).read()
    expect(opened).toEqual([KEY, HELPERS])
    expect(closed.toSorted()).toEqual(opened)
  })
})

describe('a value of the registry', () => {
  it('is a number in the order of Intel, without a sign', () => {
    expect(decodeValue({ type: REG_DWORD, data: Uint8Array.of(0x78, 0x56, 0x34, 0x92) })).toBe(0x92345678)
  })

  it.each([
    ['with its NUL', 'Ann\0', 'Ann'],
    ['without one', 'Ann', 'Ann'],
    ['empty', '', ''],
    ['with a NUL in the middle', 'A\0nn\0', undefined],
  ])('is a text %s', (_, written, expected) => {
    expect(decodeValue({ type: REG_SZ, data: Buffer.from(written, 'utf16le') })).toBe(expected)
  })

  it('is nothing in any other type, and with half a character', () => {
    expect(decodeValue({ type: 3, data: Uint8Array.of(1, 0, 0, 0) })).toBeUndefined()
    expect(decodeValue({ type: REG_SZ, data: Uint8Array.of(65, 0, 66) })).toBeUndefined()
  })

  it('is read from its own place in a larger buffer', () => {
    const all = Uint8Array.of(9, 9, 7, 0, 0, 0, 9)
    expect(decodeValue({ type: REG_DWORD, data: all.subarray(2, 6) })).toBe(7)
  })
})
