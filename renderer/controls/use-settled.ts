// Renderer. Who clicks twice means one thing: a button that has become another one waits for a moment.

import { useEffect, useState } from 'react'

/** Longer than anybody takes to click twice (Windows' slowest double click is 900 ms). */
const SETTLING = 1000

/** False for a second after `value` has changed. What is there from the start is settled. */
export function useSettled(value: string): boolean {
  const [settled, setSettled] = useState<string | undefined>(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLING)
    return () => {
      clearTimeout(timer)
      // Also when it comes back before it had settled.
      setSettled(undefined)
    }
  }, [value])
  return settled === value
}
