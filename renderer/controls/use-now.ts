// Renderer. The wall clock as state, for what counts down before the reader's eyes.

import { useEffect, useState } from 'react'

/** Epoch milliseconds, refreshed every `every` milliseconds. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
