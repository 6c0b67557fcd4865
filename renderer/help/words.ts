// Renderer. Words for searching: how a text falls into them, and what an inflected one has in common with its relatives. Pure.

/** Endings that a word may lose, the longest first; accents are gone by then. */
const endings: Readonly<Record<string, readonly string[]>> = {
  en: [
    'ations',
    'ation',
    'ings',
    'ions',
    'ing',
    'ion',
    'edly',
    'ies',
    'ers',
    'er',
    'ed',
    'es',
    'ly',
    's',
    'e',
    'y',
  ],
  fr: [
    ...[
      'ations',
      'ation',
      'ements',
      'ement',
      'ions',
      'ion',
      'eurs',
      'eur',
      'ees',
      'ent',
      'ant',
      'ait',
      'ons',
    ],
    ...['era', 'er', 'ez', 'ee', 'es', 'ir', 'is', 'it', 'e', 's'],
  ],
  it: [
    ...[
      'azioni',
      'azione',
      'amenti',
      'amento',
      'izione',
      'ando',
      'endo',
      'are',
      'ere',
      'ire',
      'ato',
      'ata',
      'ati',
    ],
    ...['ate', 'ito', 'ita', 'iti', 'ite', 'uto', 'uta', 'ano', 'ono', 'i', 'e', 'o', 'a'],
  ],
  de: [
    'ungen',
    'ung',
    'enden',
    'ende',
    'end',
    'ern',
    'em',
    'en',
    'er',
    'es',
    'et',
    'te',
    'st',
    'e',
    'n',
    's',
    't',
  ],
  nl: ['ingen', 'ing', 'enden', 'ende', 'en', 'er', 'de', 'te', 'je', 'e', 's', 't', 'd', 'n'],
}

/** Words that say nothing about what is looked for, without accents. */
const fillers: Readonly<Record<string, string>> = {
  en: 'a an and are as at be but by can could do does for from get has have how i if in is it its me my not of on or so that the there this to was what when where which who why will with you your',
  fr: 'a au aux avec ce ces cette comment dans de des du elle en est et il je la le les leur ma mais me mes mon ne nous ou par pas pour que quel quelle qui sa se ses son sur un une vos votre vous y d l j m n s t c qu',
  it: 'a ad ai al alla anche che chi come con da dal dei del della di dove e ed gli ho i il in io la le lo ma mi mia mio nel nella non o per perche piu posso puo quale quando se si sono su sul sulla ti un una uno vi l d',
  de: 'aber als am an auf aus bei bin das dass dem den der des die du ein eine einem einen einer er es fur hat ich ihr im in ist kann man mein meine mit nach nicht oder sie sind so um und von vor wann warum was wenn wer wie wir wird wo zu zum zur',
  nl: 'aan als bij dan dat de deze die dit een en er het hij hoe ik in is kan met mij mijn naar niet nu of om onder ook op over te uit van voor waar waarom wanneer wat we wie wij worden wordt ze zijn zo zou',
}

const LEAST_STEM = 4

/** Case, accents and ligatures do not matter to somebody who searches. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/gu, 'ss')
    .replace(/œ/gu, 'oe')
    .replace(/æ/gu, 'ae')

/** The words of a text in order, as they are written. */
export const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/** What a word is known by: itself, and its stem where it has one. */
export function formsOf(word: string, language: string): readonly string[] {
  const plain = folded(word)
  const ending = (endings[language] ?? []).find(
    (tail) => plain.endsWith(tail) && plain.length - tail.length >= LEAST_STEM,
  )
  if (ending === undefined) return [plain]
  // "stopped" is a form of "stop", "controlling" of "control", but "calling" is not one of "cal".
  const stem = plain
    .slice(0, plain.length - ending.length)
    .replace(/([bdgmnprt])\1$/u, '$1')
    .replace(/(?<=.{5}l)l$/u, '')
  return [plain, stem]
}

/** The words of a question that are worth looking for; all of them when none is. */
export function meantBy(query: string, language: string): readonly string[] {
  const all = [...new Set(wordsOf(query).map(folded))]
  const empty = new Set((fillers[language] ?? '').split(' '))
  const meant = all.filter((word) => !empty.has(word))
  return meant.length > 0 ? meant : all
}
