// Domain. One job: which character an X11 keysym stands for (RFC 6143, 7.5.4; the code points of X.org's keysymdef.h).

// Keysyms older than Unicode, as runs of consecutive ones; a blank is a gap.
const RUNS: readonly (readonly [number, string])[] = [
  [0x01a1, 'Ą˘Ł ĽŚ  ŠŞŤŹ ŽŻ ą˛ł ľśˇ šşťź˝žżŔ  Ă ĹĆ Č Ę Ě  ĎĐŃŇ  Ő  ŘŮ Ű  Ţ ŕ  ă ĺć č ę ě  ďđńň  ő  řů ű  ţ˙'],
  [0x02a1, 'Ħ'],
  [0x02a6, 'Ĥ  İ ĞĴ'],
  [0x02b1, 'ħ'],
  [0x02b6, 'ĥ  ı ğĵ'],
  [0x02c5, 'ĊĈ'],
  [0x02d5, 'Ġ  Ĝ'],
  [0x02dd, 'ŬŜ'],
  [0x02e5, 'ċĉ'],
  [0x02f5, 'ġ  ĝ'],
  [0x02fd, 'ŭŝ'],
  [0x03a2, 'ĸŖ ĨĻ   ĒĢŦ'],
  [0x03b3, 'ŗ ĩļ   ēģŧŊ ŋĀ'],
  [0x03c7, 'Į'],
  [0x03cc, 'Ė  Ī ŅŌĶ'],
  [0x03d9, 'Ų   ŨŪ ā'],
  [0x03e7, 'į'],
  [0x03ec, 'ė  ī ņōķ'],
  [0x03f9, 'ų   ũū'],
  [0x047e, '‾'],
  [
    0x04a1,
    '。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜',
  ],
  [0x05ac, '،'],
  [0x05bb, '؛   ؟ ءآأؤإئابةتثجحخدذرزسشصضطظعغ'],
  [0x05e0, 'ـفقكلمنهوىي\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652'],
  [0x06a1, 'ђѓёєѕіїјљњћќґўџ№ЂЃЁЄЅІЇЈЉЊЋЌҐЎЏюабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ'],
  [0x07a1, 'ΆΈΉΊΪ ΌΎΫ Ώ  ΅― άέήίϊΐόύϋΰώ'],
  [0x07c1, 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣ ΤΥΦΧΨΩ'],
  [0x07e1, 'αβγδεζηθικλμνξοπρσςτυφχψω'],
  [0x08a1, '⎷┌─⌠⌡│⎡⎣⎤⎦⎛⎝⎞⎠⎨⎬'],
  [0x08bc, '≤≠≥∫∴∝∞  ∇  ∼≃   ⇔⇒≡'],
  [0x08d6, '√   ⊂⊃∩∪∧∨'],
  [0x08ef, '∂'],
  [0x08f6, 'ƒ'],
  [0x08fb, '←↑→↓'],
  [0x09e0, '◆▒␉␌␍␊  ␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│'],
  [0x0aa1, '\u2003\u2002\u2004\u2005\u2007\u2008\u2009\u200a—– ␣ …‥⅓⅔⅕⅖⅗⅘⅙⅚℅  ‒〈.〉'],
  [0x0ac3, '⅛⅜⅝⅞  ™☓ ◁▷○▯‘’“”℞‰′″ ✝ ▬◀▶●▮◦▫▭△▽☆•▪▲▼☜☞♣♦♥ ✠†‡✓✗♯♭♂♀☎⌕℗‸‚„'],
  [0x0ba3, '<  > ∨∧'],
  [0x0bc0, '¯ ⊤∩⌊ _   ∘ ⎕ ⊥○   ⌈  ∪ ⊃ ⊂ ⊣'],
  [0x0bfc, '⊢'],
  [0x0cdf, '‗אבגדהוזחטיךכלםמןנסעףפץצקרשת'],
  [
    0x0da1,
    'กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮฯะ\u0e31าำ\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a',
  ],
  [0x0ddf, '฿เแโใไๅๆ\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d  ๐๑๒๓๔๕๖๗๘๙'],
  [
    0x0ea1,
    'ㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣᆨᆩᆪᆫᆬᆭᆮᆯᆰᆱᆲᆳᆴᆵᆶᆷᆸᆹᆺᆻᆼᆽᆾᆿᇀᇁᇂㅭㅱㅸㅿㆁㆄㆆㆍㆎᇫᇰᇹ',
  ],
  [0x0eff, '₩'],
  [0x13bc, 'ŒœŸ'],
  [0x20ac, '€'],
]

const LATIN = 0x100
const UNICODE = 0x01000000
const LAST_UNICODE = 0x0110ffff

// Keypad keys that always mean one character: Multiply, Add, Separator, Subtract, Decimal, Divide, 0-9, Equal, Space.
const KEYPAD_FIRST = 0xffaa
const KEYPAD_TEXT = '*+,-./0123456789'
const KEYPAD_EQUAL = 0xffbd
const KEYPAD_SPACE = 0xff80

const legacy = new Map(
  RUNS.flatMap(([first, text]) =>
    Array.from(text).flatMap((char, index): [number, string][] =>
      char === ' ' ? [] : [[first + index, char]],
    ),
  ),
)

/** The character (one code point) this keysym types, '' when it is a key without one (F1, Shift, arrows, dead keys). */
export function characterOf(keysym: number): string {
  if (keysym >= 0x20 && keysym < LATIN)
    return keysym >= 0x7f && keysym < 0xa0 ? '' : String.fromCodePoint(keysym)
  if (keysym >= UNICODE + LATIN && keysym <= LAST_UNICODE) return unicode(keysym - UNICODE)
  if (keysym >= KEYPAD_FIRST && keysym < KEYPAD_FIRST + KEYPAD_TEXT.length) {
    return KEYPAD_TEXT.charAt(keysym - KEYPAD_FIRST)
  }
  if (keysym === KEYPAD_EQUAL) return '='
  if (keysym === KEYPAD_SPACE) return ' '
  return legacy.get(keysym) ?? ''
}

/** The keysym to bind for a character: Latin-1 is its own code, everything else the Unicode range. */
export function keysymOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  return code < LATIN ? code : UNICODE + code
}

/** Half of a surrogate pair is no character. */
function unicode(code: number): string {
  return code >= 0xd800 && code < 0xe000 ? '' : String.fromCodePoint(code)
}
