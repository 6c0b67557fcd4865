import { sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { generatorOf, generatorString, lvCat, multiplyStrictly, startCpace } from './cpace.ts'
import type { CpaceInput } from './cpace.ts'

const hex = hexToBytes
const prs = hex('50617373776f7264')
const ci = hex('0b415f696e69746961746f720b425f726573706f6e646572')
const sid = hex('7e4b4791d6a8ef019b936c79fb7f2c57')
const ya = hex('da3d23700a9e5699258aef94dc060dfda5ebb61f02a5ea77fad53f4ff0976d08')
const yb = hex('d2316b454718c35362d83d69df6320f38578ed5984651435e2949762d900b80d')
const [adA, adB] = [hex('414461'), hex('414462')]
const shareA = 'd6bac480f2c386c394efc7c47adb9925dcd2630b64f240c50f8d0eec482b9157'
const shareB = '3ea7e0b19560d7c0b0f5734f63b955286dfa8232b5ebe63324e2d9e7433f7258'
const product = '80b69a8a76457ab6a4d7f887a4bf6b55a2f80ac19c333f917a05fc9887c8b40f'
const isk =
  'b69effbf61b51d56401c0f65601abe428de8206feaaf0e32198896dcae7b35cd2b38950a39dfd5d4a79164614c2984f7daa460b588c1e80c3fa2068af7900447'

const initiator: CpaceInput = { role: 'initiator', prs, ci, sid, ad: adA, peerAd: adB, seed: ya }
const responder: CpaceInput = { role: 'responder', prs, ci, sid, ad: adB, peerAd: adA, seed: yb }

function run(a: CpaceInput, b: CpaceInput) {
  const [first, second] = [startCpace(a), startCpace(b)]
  const [keysA, keysB] = [first.finish(second.share), second.finish(first.share)]
  if (!keysA.ok || !keysB.ok) throw new Error('a good point was refused')
  return [keysA.value, keysB.value] as const
}

describe('[ADM-3] CPace, vectors of draft-irtf-cfrg-cpace-21', () => {
  it('pads and hashes the generator string', () => {
    const text = generatorString(prs, ci, sid)
    expect(text).toHaveLength(170)
    // lv(DSI) 18, lv(PRS) 9, then the padding behind its own length byte.
    expect(text[27]).toBe(100)
    expect(bytesToHex(sha512(text))).toBe(
      'da6d3ddc8802fca9058755ffd3ebde08a9c2c74945901a258482a288b6663af06bf645c93cd1c51512307199c80e84908916d983b34af77205f90851a657ee27',
    )
  })

  it('maps it to the generator', () => {
    expect(bytesToHex(generatorOf(generatorString(prs, ci, sid)))).toBe(
      '222b6b195fe84b1652badb6f6a3ae3d24341e7306967f0b8115b40d5698c7e56',
    )
  })

  it('makes both shares, the common point and the session key', () => {
    expect(bytesToHex(startCpace(initiator).share)).toBe(shareA)
    expect(bytesToHex(startCpace(responder).share)).toBe(shareB)
    expect(multiplyStrictly(ya, hex(shareB))).toEqual({ ok: true, value: hex(product) })
    expect(multiplyStrictly(yb, hex(shareA))).toEqual({ ok: true, value: hex(product) })
    const [keysA, keysB] = run(initiator, responder)
    expect(bytesToHex(keysA.isk)).toBe(isk)
    expect(bytesToHex(keysB.isk)).toBe(isk)
  })

  it('multiplies a valid point', () => {
    const s = hex('7cd0e075fa7955ba52c02759a6c90dbbfc10e6d40aea8d283e407d88cf538a05')
    const x = hex('2c3c6b8c4f3800e7aef6864025b4ed79bd599117e427c41bd47d93d654b4a51c')
    const expected = hex('7c13645fe790a468f62c39beb7388e541d8405d1ade69d1778c5fe3e7f6b600e')
    expect(multiplyStrictly(s, x)).toEqual({ ok: true, value: expected })
  })

  it.each([
    ['a bad encoding', '2b3c6b8c4f3800e7aef6864025b4ed79bd599117e427c41bd47d93d654b4a51c'],
    ['the identity', '00'.repeat(32)],
    ['a short one', '00'.repeat(31)],
    ['a long one', shareA + '00'],
    ['a value not reduced', 'ff'.repeat(32)],
  ])('aborts on %s', (_name, share) => {
    expect(startCpace(initiator).finish(hex(share))).toEqual({ ok: false, error: 'bad-point' })
  })
})

describe('[ADM-3] what CPace binds', () => {
  it('confirms both ways, and not by reflection', () => {
    const [keysA, keysB] = run(initiator, responder)
    expect(keysA.accepts(keysB.tag)).toBe(true)
    expect(keysB.accepts(keysA.tag)).toBe(true)
    expect(keysA.accepts(keysA.tag)).toBe(false)
    expect(keysB.accepts(keysA.tag.subarray(1))).toBe(false)
    expect(keysB.accepts(new Uint8Array(64))).toBe(false)
  })

  it.each<[string, Partial<CpaceInput>]>([
    ['the password', { prs: hex('50617373776f7265') }],
    ['the channel identifier', { ci: hex('00') }],
    ['the session id', { sid: hex('00') }],
    ['the own data', { ad: hex('00') }],
    ['the peer’s data', { peerAd: hex('00') }],
  ])('refuses a difference in %s', (_name, difference) => {
    const [keysA, keysB] = run(initiator, { ...responder, ...difference })
    expect(keysB.accepts(keysA.tag)).toBe(false)
    expect(keysA.accepts(keysB.tag)).toBe(false)
  })

  it('writes lengths above 127 as LEB128', () => {
    expect([...lvCat(new Uint8Array(300)).subarray(0, 3)]).toEqual([0xac, 0x02, 0])
    expect([...lvCat(new Uint8Array(128)).subarray(0, 3)]).toEqual([0x80, 0x01, 0])
  })
})
