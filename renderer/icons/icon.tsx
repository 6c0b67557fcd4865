// Renderer. Our own drawings by name. They decorate: the words beside them say the same.

import back from './back.svg'
import chat from './chat.svg'
import connect from './connect.svg'
import control from './control.svg'
import disconnect from './disconnect.svg'
import error from './error.svg'
import forward from './forward.svg'
import fullScreen from './full-screen.svg'
import home from './home.svg'
import info from './info.svg'
import invitation from './invitation.svg'
import invite from './invite.svg'
import lamp from './lamp.svg'
import mark from './mark.svg'
import mute from './mute.svg'
import open from './open.svg'
import pause from './pause.svg'
import question from './question.svg'
import resume from './resume.svg'
import screen from './screen.svg'
import status from './status.svg'
import stop from './stop.svg'
import success from './success.svg'
import talk from './talk.svg'
import tools from './tools.svg'
import warning from './warning.svg'

const drawings = {
  back,
  chat,
  connect,
  control,
  disconnect,
  error,
  forward,
  fullScreen,
  home,
  info,
  invitation,
  invite,
  lamp,
  mark,
  mute,
  open,
  pause,
  question,
  resume,
  screen,
  status,
  stop,
  success,
  talk,
  tools,
  warning,
} as const

export type IconName = keyof typeof drawings

export const Icon = ({ name, size }: { readonly name: IconName; readonly size: number }) => (
  <img className="icon" src={drawings[name]} width={size} height={size} alt="" draggable={false} />
)
