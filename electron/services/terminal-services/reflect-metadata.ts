// Services. The three functions of the reflect-metadata proposal that @peculiar/x509's container asks for on loading.
// A package exists for it, but these are all that is ever called.

type Metadata = Map<unknown, unknown>
type WithMetadata = {
  getMetadata?: (key: unknown, target: object) => unknown
  getOwnMetadata?: (key: unknown, target: object) => unknown
  defineMetadata?: (key: unknown, value: unknown, target: object) => void
}

/** Adds what is missing; a complete implementation that is already there stays. */
export function provideReflectMetadata(): void {
  const reflect: typeof Reflect & WithMetadata = Reflect
  if (reflect.getMetadata !== undefined) return
  const known = new WeakMap<object, Metadata>()
  const own = (key: unknown, target: object) => known.get(target)?.get(key)
  reflect.getOwnMetadata = own
  reflect.getMetadata = (key, target) => {
    for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at) as object | null) {
      if (known.get(at)?.has(key) === true) return own(key, at)
    }
    return undefined
  }
  reflect.defineMetadata = (key, value, target) => {
    const metadata = known.get(target) ?? new Map<unknown, unknown>()
    known.set(target, metadata.set(key, value))
  }
}
