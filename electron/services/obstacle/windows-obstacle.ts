// Services, native. One job: whether Windows lets our input through to what is in front. SendInput does not say (its
// documentation: neither the return value nor GetLastError tells that UIPI was in the way), so it is looked up.
// Nobody could run the calls on the machine this was written on; what is made of their answers is tested.

import koffi from 'koffi'
import type { Log, Timers } from '../ports.ts'
import type { InputObstacle } from './obstacle.ts'

/** How soon both sides are told. */
export const LOOK_MS = 500

export type WindowsFront = {
  /** False while the input desktop is one we may not open: the secure desktop, the lock screen. */
  desktopIsOurs(): boolean
  /** Undefined: nobody's window is in front. A process whose token we may not read counts as higher than ours. */
  frontIsElevated(): boolean | undefined
  weAreElevated(): boolean
}

export const isBlocked = (front: WindowsFront): boolean =>
  !front.desktopIsOurs() || (front.frontIsElevated() === true && !front.weAreElevated())

/** `load` throws where the libraries cannot be had; then nothing is watched, and the log says so. */
export function createWindowsObstacle(timers: Timers, log: Log, load = loadFront): InputObstacle {
  let front: WindowsFront | undefined
  return {
    watch: (changed) => {
      let before = false
      let cancel: () => void = () => undefined
      const look = (from: WindowsFront) => {
        const now = isBlocked(from)
        if (now !== before) changed(now)
        before = now
        cancel = timers.after(LOOK_MS, () => look(from), 'beside')
      }
      try {
        front ??= load()
        const from = front
        cancel = timers.after(0, () => look(from), 'beside')
      } catch (cause) {
        log('protected windows are not noticed', cause instanceof Error ? cause.message : cause)
      }
      return () => cancel()
    },
  }
}

// winuser.h, winnt.h
const DESKTOP_READOBJECTS = 1
const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000
const TOKEN_QUERY = 8
const TOKEN_ELEVATION = 20

function loadFront(): WindowsFront {
  const [user32, kernel32, advapi32] = ['user32.dll', 'kernel32.dll', 'advapi32.dll'].map((name) =>
    koffi.load(name),
  )
  if (!user32 || !kernel32 || !advapi32) throw new Error('a library is missing')
  const openInputDesktop = user32.func('void *__stdcall OpenInputDesktop(uint32_t, bool, uint32_t)')
  const closeDesktop = user32.func('bool __stdcall CloseDesktop(void *)')
  const foreground = user32.func('void *__stdcall GetForegroundWindow()')
  const processOf = user32.func('uint32_t __stdcall GetWindowThreadProcessId(void *, _Out_ uint32_t *)')
  const openProcess = kernel32.func('void *__stdcall OpenProcess(uint32_t, bool, uint32_t)')
  const ownProcess = kernel32.func('void *__stdcall GetCurrentProcess()')
  const closeHandle = kernel32.func('bool __stdcall CloseHandle(void *)')
  const openToken = advapi32.func('bool __stdcall OpenProcessToken(void *, uint32_t, _Out_ void **)')
  const ask = advapi32.func(
    'bool __stdcall GetTokenInformation(void *, int, _Out_ uint32_t *, uint32_t, _Out_ uint32_t *)',
  )

  const isElevated = (process: unknown): boolean => {
    const token: unknown[] = [null]
    if (!openToken(process, TOKEN_QUERY, token)) return true
    const [elevation, length] = [[0], [0]]
    const told = Boolean(ask(token[0], TOKEN_ELEVATION, elevation, 4, length))
    closeHandle(token[0])
    return !told || elevation[0] !== 0
  }

  return {
    desktopIsOurs: () => {
      const desktop: unknown = openInputDesktop(0, false, DESKTOP_READOBJECTS)
      if (desktop === null) return false
      closeDesktop(desktop)
      return true
    },
    frontIsElevated: () => {
      const window: unknown = foreground()
      if (window === null) return undefined
      const id = [0]
      processOf(window, id)
      const process: unknown = openProcess(PROCESS_QUERY_LIMITED_INFORMATION, false, id[0])
      if (process === null) return true
      const elevated = isElevated(process)
      closeHandle(process)
      return elevated
    },
    weAreElevated: () => isElevated(ownProcess()),
  }
}
