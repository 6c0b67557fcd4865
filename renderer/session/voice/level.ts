// Renderer, session. How loud a sound is, for a meter.

/** Calls `tell` some ten times a second with 0 (silence) to 1; the returned function ends it. */
export function measureLevel(stream: MediaStream, tell: (level: number) => void): () => void {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const look = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    tell(levelOf(samples))
  }, LOOK_MS)
  return () => {
    clearInterval(look)
    void context.close()
  }
}

const LOOK_MS = 100
/** What a quiet room has, and what somebody who shouts has, in decibels below the loudest. */
const QUIETEST_DB = -60
const LOUDEST_DB = -10

/** 0 to 1, even steps for the ear: decibels of the root mean square. */
export function levelOf(samples: Float32Array): number {
  const square = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length)
  if (square === 0) return 0
  const level = (10 * Math.log10(square) - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB)
  return Math.min(1, Math.max(0, level))
}
