// Domain. The numbers of a file transfer (architecture: Session protocol, channel 2). All sizes are bytes.

/** Most that may be under way and not yet on the receiver's disk: the receiver grants no more ahead. */
export const CREDIT_AHEAD = 256 * 1024
/**
 * Largest piece of a file in one frame: a tile or a key waits behind one at most. With all headers it fits into one record of
 * TLS (16 KiB, RFC 8446, 5.1), so the receiver gets it in one piece; collecting pieces made so much garbage that pauses to
 * clear it away, of 10 to 40 ms, came six times a second.
 */
export const LARGEST_CHUNK = 16 * 1024 - 64
/**
 * Smallest piece, but for the last one of a file, and smallest step of a credit, but for the last one.
 * SECURITY: what a peer makes this computer do is in proportion to the bytes it sends; single bytes would cost a frame each.
 */
export const SMALLEST_CHUNK = 8 * 1024
/** A piece is written only while no more than this waits in front of the socket: picture, keys and orders go first. */
export const MOST_QUEUED = 16 * 1024
/** Sizes and offsets are numbers; above this they would lose their last digit. */
export const LARGEST_FILE = Number.MAX_SAFE_INTEGER - CREDIT_AHEAD
/** Offers that may wait for their question at the receiver. */
export const MOST_OFFERS = 20
/** Files of one side that are not over yet. */
export const MOST_OPEN = 500
/** Longer names are against the protocol; no file system has them. */
export const LONGEST_NAME = 1024
