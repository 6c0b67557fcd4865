import { describe, expect, it } from 'vitest'
import { draft } from '../ticket-store/testing/fixtures.ts'
import type { MappingNeed } from '../port-mapping/port-mapper.ts'
import { createEntrance } from './entrance.ts'

function stage({ mayAskRouters = true } = {}) {
  const minutes: number[] = [60, 10]
  const needs: (MappingNeed | undefined)[] = []
  const answers: (() => void)[] = []
  const timers: (() => void)[] = []
  let voicePortFound: (port: number) => void = () => undefined
  const entrance = createEntrance({
    door: {
      follow: () => Promise.resolve({ port: minutes.length > 0 ? 3389 : undefined, code: '' }),
      port: () => (minutes.length > 0 ? 3389 : undefined),
    },
    mapper: {
      follow: (need) => {
        needs.push(need)
        return Promise.resolve()
      },
      again: () => new Promise((answered) => void answers.push(answered)),
    },
    store: {
      list: () =>
        minutes.map((minute) => ({
          ...draft(`t${minute}`, { minutes: minute }),
          state: { kind: 'open' },
          deadline: 0,
          wrongProofs: 0,
        })),
    },
    timers: {
      after: (ms, fire) => {
        expect(ms).toBe(3000)
        timers.push(fire)
        return () => undefined
      },
    },
    mayAskRouters: () => mayAskRouters,
    findVoicePort: () =>
      new Promise((found) => {
        voicePortFound = found
      }),
  })
  return { entrance, minutes, needs, answers, timers, findPort: (port: number) => voicePortFound(port) }
}

const settled = () => new Promise((turn) => setImmediate(turn))

describe('the entrance', () => {
  it('[NET-3] asks routers for as long as the last ticket lasts', async () => {
    const { entrance, needs, findPort } = stage()
    const opened = entrance.follow()
    await settled()
    findPort(46_243)
    expect(await opened).toEqual({ port: 3389, code: '' })
    expect(needs).toEqual([{ tcpPort: 3389, udpPorts: [46_243], until: 60 * 60_000 }])
  })

  it('[ACC-3] a ticket that ends while a port is looked for leaves no mapping behind', async () => {
    const { entrance, minutes, needs, findPort } = stage()
    const first = entrance.follow()
    await settled()
    minutes.length = 0
    const second = entrance.follow()
    findPort(46_243)
    await Promise.all([first, second])
    expect(needs.at(-1)).toBeUndefined()
    expect(needs.every((need) => need === undefined)).toBe(true)
  })

  it('[NET-2] asks nobody where the settings say so', async () => {
    const { entrance, needs } = stage({ mayAskRouters: false })
    await entrance.follow()
    expect(needs).toEqual([undefined])
  })

  it.each(['answer', 'time'])('[NET-4] an invitation waits for the routers until their %s', async (end) => {
    const { entrance, answers, timers } = stage({ mayAskRouters: false })
    let ready = false
    const opened = entrance.ready().then(() => {
      ready = true
    })
    await settled()
    expect(ready).toBe(false)
    for (const fire of end === 'answer' ? answers : timers) fire()
    await opened
  })
})
