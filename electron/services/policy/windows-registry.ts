// Services, native. One job: HKEY_LOCAL_MACHINE through advapi32. Nobody could run it on the machine it was written on: what
// reads it and what decodes it is tested (windows-policy.test.ts), the calls are checked against Microsoft's documentation.
// https://learn.microsoft.com/windows/win32/api/winreg/

import koffi from 'koffi'
import { err, ok } from '../../../shared/result.ts'
import { ERROR_SUCCESS } from './registry-value.ts'
import type { Registry, RegistryKey } from './windows-policy.ts'

/** ((HKEY)(ULONG_PTR)((LONG)0x80000002)): the sign is carried into the upper half. */
const HKEY_LOCAL_MACHINE = -0x7ffffffen
const KEY_READ = 0x20019
/** The view that group policy writes, whatever this program was compiled for. */
const KEY_WOW64_64KEY = 0x0100
/** Of a value's name, in characters: 16,383 is Windows' own limit. */
const NAME_LIMIT = 16_384
/** Of its data. A number or a helper's name is far shorter; a longer one fails with ERROR_MORE_DATA. */
const DATA_LIMIT = 16_384
const DWORD_BYTES = 4
const POINTER_BYTES = 8

/** Loads the library at the first use. Throws where it cannot be had. */
export function windowsRegistry(): Registry {
  let library: Advapi32 | undefined
  return {
    openKey: (path) => {
      const api = (library ??= loadAdvapi32())
      const handle = Buffer.alloc(POINTER_BYTES)
      const code = api.open(HKEY_LOCAL_MACHINE, wide(path), 0, KEY_READ | KEY_WOW64_64KEY, handle)
      return code === ERROR_SUCCESS ? ok(keyOf(api, handle.readBigInt64LE())) : err(code)
    },
  }
}

function keyOf(api: Advapi32, handle: bigint): RegistryKey {
  const type = Buffer.alloc(DWORD_BYTES)
  const size = Buffer.alloc(DWORD_BYTES)
  const data = Buffer.alloc(DATA_LIMIT)
  const found = (code: number) =>
    code === ERROR_SUCCESS
      ? ok({ type: type.readUInt32LE(), data: Uint8Array.from(data.subarray(0, size.readUInt32LE())) })
      : err(code)
  return {
    value: (name) => {
      size.writeUInt32LE(DATA_LIMIT)
      return found(api.query(handle, wide(name), null, type, data, size))
    },
    valueAt: (index) => {
      const name = Buffer.alloc(NAME_LIMIT * 2)
      const nameLength = Buffer.alloc(DWORD_BYTES)
      nameLength.writeUInt32LE(NAME_LIMIT)
      size.writeUInt32LE(DATA_LIMIT)
      return found(api.enumerate(handle, index, name, nameLength, null, type, data, size))
    },
    close: () => {
      api.close(handle)
    },
  }
}

const wide = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le')

type Advapi32 = {
  readonly open: (key: bigint, path: Buffer, options: number, access: number, result: Buffer) => number
  readonly query: (
    key: bigint,
    name: Buffer,
    reserved: null,
    type: Buffer,
    data: Buffer,
    size: Buffer,
  ) => number
  readonly enumerate: (
    key: bigint,
    index: number,
    name: Buffer,
    nameLength: Buffer,
    reserved: null,
    type: Buffer,
    data: Buffer,
    size: Buffer,
  ) => number
  readonly close: (key: bigint) => number
}

/** LSTATUS is a long, 32 bits on Windows; an HKEY is a pointer, here the number it is. */
function loadAdvapi32(): Advapi32 {
  const advapi32 = koffi.load('advapi32.dll')
  const define = (name: string, parameters: readonly string[]) =>
    advapi32.func('__stdcall', name, 'int32_t', [...parameters])
  return {
    open: define('RegOpenKeyExW', ['intptr_t', 'void *', 'uint32_t', 'uint32_t', 'void *']),
    query: define('RegQueryValueExW', ['intptr_t', 'void *', 'void *', 'void *', 'void *', 'void *']),
    enumerate: define('RegEnumValueW', [
      'intptr_t',
      'uint32_t',
      'void *',
      'void *',
      'void *',
      'void *',
      'void *',
      'void *',
    ]),
    close: define('RegCloseKey', ['intptr_t']),
  }
}
