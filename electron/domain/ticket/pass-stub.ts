// Domain. The PassStub attribute of a file we write: 14 random ASCII characters as Windows writes them, "" without a
// password. Windows proved the password against it; our own logon does not use it.

export const PASS_STUB_LENGTH = 14

// 64 characters, so that six bits of a random byte pick one without bias, and none that XML must escape.
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*^'

/** `random`: at least 14 random bytes; more are not used. Throws when there are fewer. */
export function passStub(random: Uint8Array): string {
  if (random.length < PASS_STUB_LENGTH) throw new Error('a PassStub needs 14 random bytes')
  return Array.from(random.subarray(0, PASS_STUB_LENGTH), (byte) => alphabet.charAt(byte & 63)).join('')
}
