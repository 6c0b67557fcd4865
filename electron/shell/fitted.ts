// Shell. How large a window starts: as the user left it, never larger than the screen it starts on. Pure.

type Size = { readonly width: number; readonly height: number }

type Shape = {
  readonly width?: number
  readonly height?: number
  readonly minWidth?: number
  readonly minHeight?: number
}

/** Room for the window's own frame, and for a piece of what lies behind it. */
const MARGIN = { width: 40, height: 60 }

/** `left`: the size it was left with; `screen`: the part of the screen that windows may use. */
export function fittedSize(shape: Shape, left: Size | undefined, screen: Size): Size {
  const wide = Math.max(left?.width ?? shape.width ?? screen.width, shape.minWidth ?? 0)
  const high = Math.max(left?.height ?? shape.height ?? screen.height, shape.minHeight ?? 0)
  return {
    width: Math.min(wide, screen.width - MARGIN.width),
    height: Math.min(high, screen.height - MARGIN.height),
  }
}
