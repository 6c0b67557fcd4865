// Renderer. Our own drawings by name. They decorate: the words beside them say the same.

import back from './back.svg'
import chat from './chat.svg'
import connect from './connect.svg'
import control from './control.svg'
import disconnect from './disconnect.svg'
import error from './error.svg'
import favorites from './favorites.svg'
import file from './file.svg'
import forward from './forward.svg'
import fullScreen from './full-screen.svg'
import go from './go.svg'
import help from './help.svg'
import history from './history.svg'
import home from './home.svg'
import index from './index.svg'
import info from './info.svg'
import invitation from './invitation.svg'
import invite from './invite.svg'
import lamp from './lamp.svg'
import mark from './mark.svg'
import mute from './mute.svg'
import open from './open.svg'
import options from './options.svg'
import pause from './pause.svg'
import question from './question.svg'
import resume from './resume.svg'
import screen from './screen.svg'
import search from './search.svg'
import star from './star.svg'
import starEmpty from './star-empty.svg'
import status from './status.svg'
import stop from './stop.svg'
import success from './success.svg'
import support from './support.svg'
import talk from './talk.svg'
import tools from './tools.svg'
import topic from './topic.svg'
import warning from './warning.svg'

const drawings = {
  back,
  chat,
  connect,
  control,
  disconnect,
  error,
  favorites,
  file,
  forward,
  fullScreen,
  go,
  help,
  history,
  home,
  index,
  info,
  invitation,
  invite,
  lamp,
  mark,
  mute,
  open,
  options,
  pause,
  question,
  resume,
  screen,
  search,
  star,
  'star-empty': starEmpty,
  status,
  stop,
  success,
  support,
  talk,
  tools,
  topic,
  warning,
} as const

export type IconName = keyof typeof drawings

// Decoded with the page: a page that is returned to does not stand without its drawings for a moment.
export const Icon = ({ name, size }: { readonly name: IconName; readonly size: number }) => (
  <img
    className="icon"
    src={drawings[name]}
    width={size}
    height={size}
    alt=""
    draggable={false}
    decoding="sync"
  />
)
