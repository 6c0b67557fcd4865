import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRisky, numberedName, safeFileName, splitName } from './file-name.ts'

const bytes = (text: string) => Buffer.byteLength(text)

describe('[SES-3] a name that a stranger chose', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['../x', 'x'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\x.exe', 'x.exe'],
    ['C:\\Windows\\x', 'x'],
    ['C:x', 'C_x'],
    ['\\\\server\\share\\x', 'x'],
    ['/etc/', 'etc'],
    ['a/..', 'a'],
    ['x.txt:Zone.Identifier', 'x.txt_Zone.Identifier'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['nul.tar.gz', '_nul.tar.gz'],
    ['NUL .txt', '_NUL .txt'],
    ['COM1', '_COM1'],
    ['com\u00b9.log', '_com\u00b9.log'],
    ['LPT9.', '_LPT9'],
    ['CONIN$', '_CONIN$'],
    ['console.log', 'console.log'],
    ['desktop.ini', '_desktop.ini'],
    ['Autorun.inf', '_Autorun.inf'],
    [`desktop${'.'.repeat(300)}ini`, '_desktop.ini'],
    [`autorun.${' '.repeat(3)}${'.'.repeat(300)}inf`, '_autorun.inf'],
    ['.bashrc', 'bashrc'],
    ['. . .profile', 'profile'],
    ['name. . .', 'name'],
    ['name   ', 'name'],
    ['a\u0000b.txt', 'ab.txt'],
    ['a\nb\tc.txt', 'a b c.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['a\u200b\u2066b\ufeff.txt', 'ab .txt'],
    ['x.txt                       .exe', 'x.txt .exe'],
    ['x.txt\u00a0\u2003.exe', 'x.txt .exe'],
    ['what?<is>|"this"*.txt', 'what__is___this__.txt'],
    ['', 'file'],
    ['.', 'file'],
    ['..', 'file'],
    ['///', 'file'],
    ['\u202e', 'file'],
    ['\ud800', 'file'],
    ['e\u0301.txt', '\u00e9.txt'],
    ['日本語 – ελληνικά – العربية.txt', '日本語 – ελληνικά – العربية.txt'],
  ])('%j becomes %j', (raw, safe) => {
    expect(safeFileName(raw)).toBe(safe)
  })

  it('of 300 characters is cut and keeps its extension', () => {
    const safe = safeFileName(`${'a'.repeat(296)}.pdf`)
    expect(safe).toMatch(/^a+\.pdf$/u)
    expect(bytes(safe)).toBe(140)
    expect(safeFileName('🙂'.repeat(300))).toBe('🙂'.repeat(35))
    expect(safeFileName(`a.${'b'.repeat(300)}`)).toMatch(/^a\.b+$/u)
  })

  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({
      unit: fc.constantFrom('.', ' ', '/', '\\', ':', 'a', 'con', 'nul', '\u202e', '\u0301', '🙂', '\0'),
      maxLength: 60,
    }),
  )

  it('never leaves the folder, is no device, hides nothing, fits, and stays what it is', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const safe = safeFileName(raw)
        expect(safe).not.toBe('')
        expect(safe).not.toMatch(/[/\\:*?"<>|]/u)
        expect(safe).not.toMatch(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(safe).not.toMatch(/^[. ]|[. ]$/u)
        expect(safe).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:$|[ .])/iu)
        expect(bytes(safe)).toBeLessThanOrEqual(140)
        expect(bytes(numberedName(safe, 9999))).toBeLessThanOrEqual(150)
        expect(safeFileName(safe)).toBe(safe)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a name that is taken', () => {
  it.each([
    ['a.txt', 1, 'a.txt'],
    ['a.txt', 2, 'a (2).txt'],
    ['a', 3, 'a (3)'],
    ['a.tar.gz', 2, 'a.tar (2).gz'],
    ['a. b', 2, 'a. b (2)'],
  ])('%j number %i is %j', (name, number, expected) => {
    expect(numberedName(name, number)).toBe(expected)
  })
  it('is split so that both parts make it up', () => {
    fc.assert(fc.property(fc.string(), (name) => splitName(name).join('') === name))
  })
})

it('[SES-3] warns of programs of all three systems, not of pictures', () => {
  for (const name of ['a.EXE', 'a.pdf.scr', 'b.Docm', 'c.command', 'd.desktop', 'e.lnk'])
    expect(isRisky(name)).toBe(true)
  for (const name of ['a.jpg', 'exe', 'a.exe.txt', 'README', 'x.pdf']) expect(isRisky(name)).toBe(false)
})
