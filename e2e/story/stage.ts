// End to end. A lighter cast: only the people a specification needs, each with a display, a profile and the app of their own.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDisplay } from '../displays/xvfb.ts'
import { launchApp } from '../fixtures/app.ts'
import type { Network } from '../fixtures/app.ts'
import type { Person } from './cast.ts'
import { photograph } from './eyes.ts'

export type Entrance = {
  /** What the profile's settings.json says when the app starts. */
  readonly settings?: Readonly<Record<string, unknown>>
  readonly args?: readonly string[]
  readonly network?: Network
}

export type Actor = Person & {
  readonly name: string
  /** The folder of this person's profile. */
  readonly profile: string
  /** Starts the app again on the same display, with the same profile; the one before must be gone. */
  comeBack(args?: readonly string[]): Promise<void>
}

export type Stage = {
  /** An empty folder: everybody's home, and the place for invitations. */
  readonly folder: string
  enter(name: string, entrance?: Entrance): Promise<Actor>
  /** A picture of every display, in test-output/SPECIFICATION. */
  look(what: string): Promise<void>
  /** Where a picture of one window belongs. */
  picture(what: string): string
  close(): Promise<void>
}

const FIRST_DISPLAY = 120
const output = join(import.meta.dirname, '..', '..', 'test-output')

/** `specification`: the folder for its pictures. */
export function openStage(specification: string): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'help-and-support-'))
  const pictures = join(output, specification)
  mkdirSync(pictures, { recursive: true })
  const actors: Actor[] = []

  async function enter(name: string, { settings = {}, args = [], network }: Entrance = {}): Promise<Actor> {
    const profile = join(folder, '.config', 'help-and-support', name)
    mkdirSync(profile, { recursive: true })
    writeFileSync(join(profile, 'settings.json'), JSON.stringify(settings))
    const display = await startDisplay({
      width: 1280,
      height: 800,
      windowManager: true,
      firstNumber: FIRST_DISPLAY,
    })
    const start = (more: readonly string[]) =>
      launchApp({
        display: display.display,
        profile: name,
        home: folder,
        args: more,
        ...(network && { network }),
      })
    let app = await start(args)
    const actor: Actor = {
      name,
      profile,
      display,
      get app() {
        return app
      },
      comeBack: async (more = []) => {
        app = await start(more)
      },
    }
    actors.push(actor)
    return actor
  }

  return {
    folder,
    enter,
    look: async (what) => {
      for (const { name, display } of actors) {
        await photograph(display, join(pictures, `${what}-${name.toLowerCase()}.png`))
      }
    },
    picture: (what) => join(pictures, `${what}.png`),
    close: async () => {
      await Promise.all(actors.map(({ app }) => app.quit()))
      await Promise.all(actors.map(({ display }) => display.stop()))
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
