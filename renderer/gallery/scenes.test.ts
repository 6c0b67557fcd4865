// Renderer, gallery (development only). A scene shows what main could say.

import { describe, expect, it } from 'vitest'
import { scenes } from './scenes.ts'

describe('scenes', () => {
  it('[SES-4] no file is on its way when the session is over', () => {
    const running = Object.entries(scenes).flatMap(([name, { view }]) =>
      'files' in view && view.status === 'ended'
        ? view.files.transfers
            .filter(({ status }) => ['offered', 'waiting', 'moving', 'checking'].includes(status.kind))
            .map((transfer) => `${name}: ${transfer.name}`)
        : [],
    )
    expect(running).toEqual([])
  })
})
