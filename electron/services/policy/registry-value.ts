// Services. A value of Windows' registry from its bytes (winnt.h, winerror.h). No DLL is touched here.
// https://learn.microsoft.com/windows/win32/sysinfo/registry-value-types

export const ERROR_SUCCESS = 0
export const ERROR_FILE_NOT_FOUND = 2
export const ERROR_NO_MORE_ITEMS = 259

export const REG_SZ = 1
export const REG_DWORD = 4

const DWORD_BYTES = 4

export type RegistryValue = { readonly type: number; readonly data: Uint8Array }

/** A number for REG_DWORD, a text for REG_SZ; undefined for what is neither, or not whole: the caller's schema refuses it. */
export function decodeValue({ type, data }: RegistryValue): number | string | undefined {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  if (type === REG_DWORD) return bytes.length === DWORD_BYTES ? bytes.readUInt32LE() : undefined
  if (type !== REG_SZ || bytes.length % 2 !== 0) return undefined
  const text = bytes.toString('utf16le')
  // Written with or without the NUL that ends it; another one in the middle is no text that a person has typed.
  const whole = text.endsWith('\0') ? text.slice(0, -1) : text
  return whole.includes('\0') ? undefined : whole
}
