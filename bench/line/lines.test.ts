import { describe, expect, it } from 'vitest'
import { LINES, queueArguments } from './lines.ts'

const words = (name: keyof typeof LINES) => queueArguments(LINES[name]).join(' ')

describe('what makes the kernel keep to a line', () => {
  it('is nothing on the clean one', () => expect(words('clean')).toBe(''))

  it('is a token bucket with a short queue at 10 Mbit/s', () =>
    expect(words('10mbit')).toBe('tbf rate 10mbit burst 3100 latency 50ms'))

  it('is half the round trip and the loss, each way', () =>
    expect(words('lossy')).toBe('netem limit 4000 delay 25ms loss 2%'))

  it('is netem alone when a rate comes with a delay', () =>
    expect(queueArguments({ title: '', megabitsPerSecond: 2, delayMs: 5 }).join(' ')).toBe(
      'netem limit 4000 delay 5ms rate 2mbit',
    ))
})
