// Shell. How often a page is painted: as soon as something in it has changed. Chromium's own limit makes a change of the
// novice's screen, or a letter the expert has typed, wait up to a sixtieth of a second for the next frame. What bounds it
// instead stands where the changes are made (renderer/session/screen-view-frames.ts), and no page of ours has an animation
// that goes on without end.

import { app } from 'electron/main'

/** Call before `ready`. https://chromium.googlesource.com/chromium/src/+/main/components/viz/common/switches.cc */
export const paintAtOnce = (): void => app.commandLine.appendSwitch('disable-frame-rate-limit')
