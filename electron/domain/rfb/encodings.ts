// Domain. The numbers of RFC 6143 and of the registered extensions (IANA "rfb" registry, rfbproto) that we speak.

export const encodings = {
  raw: 0,
  copyRect: 1,
  tight: 7,
  h264: 50,
  qualityLevel9: -23,
  qualityLevel0: -32,
  desktopSize: -223,
  cursor: -239,
  compressLevel9: -247,
  compressLevel0: -256,
  extendedKeys: -258,
  extendedDesktopSize: -308,
  fence: -312,
  continuousUpdates: -313,
  cursorWithAlpha: -314,
  extendedMouseButtons: -316,
  vmwareCursor: 0x574d5664,
} as const

export const clientTypes = {
  setPixelFormat: 0,
  setEncodings: 2,
  updateRequest: 3,
  key: 4,
  pointer: 5,
  cutText: 6,
  continuousUpdates: 150,
  fence: 248,
  setDesktopSize: 251,
  qemu: 255,
} as const

export const serverTypes = { update: 0, endOfContinuousUpdates: 150, fence: 248 } as const

export const securityNone = 1

/** Fence flags: block before, block after, sync next; the top bit marks a request. */
export const fenceFlags = { blockBefore: 1, known: 7, request: 0x80000000 } as const
export const FENCE_PAYLOAD_MAX = 64
