// Domain. From the name a stranger gave a file to one that is safe in a folder of this computer (SES-3): names are data.

/**
 * Bytes of UTF-8. File systems end at 255 of them (some encrypted ones at 143); a number behind a name that is taken
 * and the stream that marks the file on Windows must still fit.
 */
const LONGEST = 140
/** A longer one is no extension, just a dot in a name. */
const LONGEST_EXTENSION = 20
const NAMELESS = 'file'

/** Windows gives these to devices whatever extension follows; the digits may be superscript. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?=$|[ .])/iu
/** Files that change what a folder does as soon as they lie in it. */
const folderSetting = /^(?:desktop\.ini|autorun\.inf|folder\.htt|thumbs\.db)$/iu
// Controls, everything invisible that could turn around or hide the rest (joiners stay: Persian and Indic names need
// them), halves of characters, and what is set aside for private or no use.
const unwanted = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u115f\u1160\u3164\uffa0\u034f]/gu
const reserved = /[<>:"|?*]/gu

const utf8 = (text: string): number => {
  let bytes = 0
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** Whole characters from the front, at most `most` bytes. */
function cut(text: string, most: number): string {
  let bytes = 0
  let kept = ''
  for (const sign of text) {
    bytes += utf8(sign)
    if (bytes > most) break
    kept += sign
  }
  return kept
}

/** Stem and extension with its dot, which is '' where there is none. */
export function splitName(name: string): readonly [stem: string, extension: string] {
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 ? name.slice(dot) : ''
  return extension.length > 1 && utf8(extension) <= LONGEST_EXTENSION + 1 && !extension.includes(' ')
    ? [name.slice(0, dot), extension]
    : [name, '']
}

/** Windows drops dots and blanks at the end; a dot in front hides a file, and makes some of them part of the system. */
const trimmed = (name: string): string => name.replace(/^[. ]+/u, '').replace(/[. ]+$/u, '')

/**
 * A name of at most 140 bytes for every system: no path, no device, nothing invisible, never empty, the extension kept.
 * What is safe already stays as it is (in composed Unicode), so the same name twice is the same name.
 */
export function safeFileName(raw: string): string {
  // SECURITY: of a path only its last part; '..' and '.' have none.
  const last =
    raw
      .split(/[/\\]/u)
      .filter((part) => trimmed(part.replace(unwanted, '')) !== '')
      .at(-1) ?? ''
  const plain = last.replace(/\s+/gu, ' ').replace(unwanted, '').replace(reserved, '_').normalize('NFC')
  const name = trimmed(plain.replace(/ +/gu, ' '))
  if (/^[\u200c\u200d]*$/u.test(name)) return NAMELESS
  // SECURITY: judged as it will lie in the folder: what is cut out of a long name may leave one of these.
  const short = shortened(name)
  return device.test(short) || folderSetting.test(short) ? shortened(`_${short}`) : short
}

function shortened(name: string): string {
  if (utf8(name) <= LONGEST) return name
  const [stem, extension] = splitName(name)
  return trimmed(cut(stem, LONGEST - utf8(extension))) + extension
}

/** `report.pdf`, `report (2).pdf`, `report (3).pdf`, … */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name
  const [stem, extension] = splitName(name)
  return `${stem} (${number})${extension}`
}

/** Kinds of files that run, install or change something when they are opened, on any of the three systems. */
const risky = new Set(
  [
    'exe com scr pif bat cmd ps1 psm1 vbs vbe js jse mjs ws wsf wsh hta msi msp mst msix appx msixbundle appxbundle',
    'appinstaller application gadget cpl dll ocx sys drv jar jnlp reg inf ins isp scf sct shb url lnk website library-ms',
    'search-ms settingcontent-ms diagcab diagpkg chm hlp msc xll xlam docm dotm xlsm xltm xlsb pptm potm ppam ppsm',
    'accde mde iso img vhd vhdx one rdp theme themepack',
    'app pkg mpkg dmg command tool terminal workflow action scpt scptd applescript prefpane kext webloc mobileconfig',
    'sh bash zsh csh fish run bin elf so deb rpm snap appimage flatpak flatpakref flatpakrepo desktop service py pyw pl rb',
    'php html htm xhtml mht svg',
  ].flatMap((line) => line.split(' ')),
)

/** Whether the receiver is warned. What has no extension runs nowhere by itself: a received file is never executable. */
export const isRisky = (name: string): boolean => risky.has(splitName(name)[1].slice(1).toLowerCase())
