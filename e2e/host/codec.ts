// Test host, both sides of the wire: values as structured clone carries them, in compact binary.
// [Note: page functions] `makeCodec` also runs in the page, from its source text, so it uses nothing outside itself.

export type Codec = {
  /** Throws as Electron does when a value cannot be cloned (functions, symbols, cycles). */
  encode(value: unknown): Uint8Array
  decode(bytes: Uint8Array): unknown
}

/** One byte of tag, then the value; lengths are 32-bit big-endian, byte arrays are copied in one piece. */
export function makeCodec(): Codec {
  const VIEWS = [
    Uint8Array,
    Int8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  ] as const
  const T = {
    undefined: 0,
    null: 1,
    true: 2,
    false: 3,
    int: 4,
    number: 5,
    bigint: 6,
    string: 7,
    array: 8,
    object: 9,
    date: 10,
    map: 11,
    set: 12,
    buffer: 13,
    view: 14,
    error: 15,
  } as const
  const toText = new TextDecoder()
  const toBytes = new TextEncoder()

  const encode = (root: unknown): Uint8Array => {
    let out = new Uint8Array(512)
    let view = new DataView(out.buffer)
    let at = 0
    const open: unknown[] = []
    const room = (more: number): void => {
      if (at + more <= out.length) return
      const wider = new Uint8Array(Math.max(out.length * 2, at + more))
      wider.set(out.subarray(0, at))
      out = wider
      view = new DataView(out.buffer)
    }
    const tag = (value: number): void => {
      room(13)
      out[at++] = value
    }
    const size = (value: number): void => {
      room(4)
      view.setUint32(at, value)
      at += 4
    }
    const raw = (bytes: Uint8Array): void => {
      size(bytes.length)
      room(bytes.length)
      out.set(bytes, at)
      at += bytes.length
    }
    const text = (value: string): void => {
      room(4 + value.length * 3)
      const { written } = toBytes.encodeInto(value, out.subarray(at + 4))
      view.setUint32(at, written)
      at += 4 + written
    }
    const number = (value: number): void => {
      if (Number.isInteger(value) && Math.abs(value) < 2 ** 31 && !Object.is(value, -0)) {
        tag(T.int)
        view.setInt32(at, value)
        at += 4
        return
      }
      tag(T.number)
      view.setFloat64(at, value)
      at += 8
    }
    const binary = (value: ArrayBufferView): void => {
      const kind = VIEWS.findIndex((constructor) => value instanceof constructor)
      tag(T.view)
      out[at++] = kind < 0 ? 0 : kind
      raw(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
    }
    const compound = (value: object): void => {
      if (ArrayBuffer.isView(value)) {
        binary(value)
        return
      }
      if (value instanceof ArrayBuffer) {
        tag(T.buffer)
        raw(new Uint8Array(value))
        return
      }
      if (value instanceof Date) {
        tag(T.date)
        view.setFloat64(at, value.getTime())
        at += 8
        return
      }
      if (value instanceof Error) {
        tag(T.error)
        text(value.name)
        text(value.message)
        return
      }
      if (open.includes(value)) throw new Error('An object could not be cloned.')
      open.push(value)
      if (Array.isArray(value)) {
        tag(T.array)
        size(value.length)
        for (const item of value) write(item)
      } else if (value instanceof Map) {
        tag(T.map)
        size(value.size)
        for (const [key, item] of value) {
          write(key)
          write(item)
        }
      } else if (value instanceof Set) {
        tag(T.set)
        size(value.size)
        for (const item of value) write(item)
      } else {
        const entries = Object.entries(value)
        tag(T.object)
        size(entries.length)
        for (const [key, item] of entries) {
          text(key)
          write(item)
        }
      }
      open.pop()
    }
    const write = (value: unknown): void => {
      if (value === undefined) tag(T.undefined)
      else if (value === null) tag(T.null)
      else if (value === true) tag(T.true)
      else if (value === false) tag(T.false)
      else if (typeof value === 'number') number(value)
      else if (typeof value === 'string') {
        tag(T.string)
        text(value)
      } else if (typeof value === 'bigint') {
        tag(T.bigint)
        text(value.toString())
      } else if (typeof value === 'object') compound(value)
      else throw new Error('An object could not be cloned.')
    }
    write(root)
    return out.subarray(0, at)
  }

  const decode = (bytes: Uint8Array): unknown => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let at = 0
    const size = (): number => {
      at += 4
      return view.getUint32(at - 4)
    }
    const raw = (): Uint8Array<ArrayBuffer> => {
      const length = size()
      at += length
      // A copy with a buffer of its own: receivers may transfer it. Buffer.slice would share, hence the constructor.
      return new Uint8Array(bytes.subarray(at - length, at))
    }
    const text = (): string => {
      const length = size()
      at += length
      return toText.decode(bytes.subarray(at - length, at))
    }
    const times = <V>(read: () => V): V[] => Array.from({ length: size() }, read)
    const typed = (): ArrayBufferView => {
      const kind = VIEWS[view.getUint8(at++)] ?? Uint8Array
      const copy = raw()
      return kind === Uint8Array ? copy : (Reflect.construct(kind, [copy.buffer]) as ArrayBufferView)
    }
    const error = (): Error => {
      const name = text()
      return Object.assign(new Error(text()), { name })
    }
    const read = (): unknown => {
      const tag = view.getUint8(at++)
      if (tag === T.undefined) return undefined
      if (tag === T.null) return null
      if (tag === T.true) return true
      if (tag === T.false) return false
      if (tag === T.int) {
        at += 4
        return view.getInt32(at - 4)
      }
      if (tag === T.number || tag === T.date) {
        at += 8
        const value = view.getFloat64(at - 8)
        return tag === T.date ? new Date(value) : value
      }
      if (tag === T.bigint) return BigInt(text())
      if (tag === T.string) return text()
      if (tag === T.array) return times(read)
      if (tag === T.map) return new Map(times(() => [read(), read()] as const))
      if (tag === T.set) return new Set(times(read))
      if (tag === T.buffer) return raw().buffer
      if (tag === T.view) return typed()
      if (tag === T.error) return error()
      if (tag === T.object) return Object.fromEntries(times(() => [text(), read()] as const))
      throw new Error(`unknown tag ${tag}`)
    }
    return read()
  }

  return { encode, decode }
}
