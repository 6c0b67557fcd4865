// Both processes. Pixels and rectangles of a screen.

/** In pixels of the framebuffer; x and y from the top left corner. */
export type Rect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
