import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCodec } from './codec.ts'

const codec = makeCodec()
const again = (value: unknown): unknown => codec.decode(codec.encode(value))

const leaf = fc.oneof(
  fc.constantFrom(undefined, null, true, false, -0, NaN, Infinity, 2 ** 31, -(2 ** 31)),
  fc.integer(),
  fc.double(),
  fc.bigInt(),
  fc.string({ unit: 'binary' }),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array(),
  fc.float32Array(),
  fc.bigUint64Array(),
)
const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 5, noNullPrototype: true }),
    fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
    fc.uniqueArray(fc.string(), { maxLength: 4 }).map((items) => new Set(items)),
  ),
}))

describe('values on the wire between page and main', () => {
  it('come out as they went in', () => {
    fc.assert(
      fc.property(anything, (value) => {
        expect(again(value)).toStrictEqual(value)
      }),
    )
  })

  it('keep bytes as a Uint8Array with a buffer of its own', () => {
    const bytes = again(Buffer.from([1, 2, 3])) as Uint8Array
    expect(bytes.constructor).toBe(Uint8Array)
    expect(bytes.buffer.byteLength).toBe(3)
  })

  it('carry an error with name and message', () => {
    const error = again(new RangeError('too far')) as Error
    expect([error instanceof Error, error.name, error.message]).toEqual([true, 'RangeError', 'too far'])
  })

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a function inside', { deep: [() => 1] }],
  ])('refuse %s as Electron does', (_, value) => {
    expect(() => codec.encode(value)).toThrow('could not be cloned')
  })

  it('refuse a cycle, and take the same object twice', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    const shared = { a: 1 }
    expect(() => codec.encode(cycle)).toThrow('could not be cloned')
    expect(again([shared, shared])).toEqual([{ a: 1 }, { a: 1 }])
  })
})
