// Fuzzing. Counts the bytes of typed arrays that are asked for, whether or not they are kept: a number of the peer's that
// becomes memory shows here, and in every run the same.

const counted = [
  'Uint8Array',
  'Uint8ClampedArray',
  'Uint16Array',
  'Uint32Array',
  'Int32Array',
  'ArrayBuffer',
] as const

export type Allocations = { bytes(): number; stop(): void }

/** From here on, in this thread. */
export function countAllocations(): Allocations {
  let bytes = 0
  const originals = counted.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const)
  for (const [name, descriptor] of originals) {
    const original: unknown = descriptor?.value
    if (typeof original !== 'function') continue
    const value = new Proxy(original, {
      construct: (type, given: unknown[], newTarget) => {
        const made: unknown = Reflect.construct(type, given, newTarget)
        if (typeof given[0] === 'number' && hasSize(made)) bytes += made.byteLength
        return made as object
      },
    })
    Object.defineProperty(globalThis, name, { ...descriptor, value })
  }
  const { alloc, allocUnsafe } = Buffer
  Buffer.alloc = (size, ...more) => {
    bytes += size
    return alloc(size, ...more)
  }
  Buffer.allocUnsafe = (size) => {
    bytes += size
    return allocUnsafe(size)
  }
  return {
    bytes: () => bytes,
    stop: () => {
      for (const [name, descriptor] of originals)
        if (descriptor) Object.defineProperty(globalThis, name, descriptor)
      Buffer.alloc = alloc
      Buffer.allocUnsafe = allocUnsafe
    },
  }
}

const hasSize = (value: unknown): value is { readonly byteLength: number } =>
  typeof value === 'object' && value !== null && 'byteLength' in value && typeof value.byteLength === 'number'
