// Development. Two photographs that are the same to the last byte: one of them shows nothing of its own, or not what it is named after.

import { createHash } from 'node:crypto'

export type Photograph = { readonly folder: string; readonly name: string; readonly bytes: Uint8Array }

/** Complaints: pictures of one folder that are equal, and `beginnings` that do not look as `home` does. */
export function twins(
  taken: readonly Photograph[],
  home: string,
  beginnings: readonly string[],
): readonly string[] {
  const complaints: string[] = []
  const first = new Map<string, string>()
  const homes = new Map(
    taken.filter(({ name }) => name === home).map((one) => [one.folder, fingerprint(one)]),
  )
  for (const one of taken) {
    const [print, picture] = [fingerprint(one), `${one.folder}/${one.name}`]
    if (beginnings.includes(one.name)) {
      const like = homes.get(one.folder)
      if (like !== undefined && like !== print) complaints.push(`${picture}: no longer looks as ${home} does`)
      continue
    }
    const twin = first.get(`${one.folder} ${print}`)
    if (twin === undefined) first.set(`${one.folder} ${print}`, picture)
    else complaints.push(`${picture}: the same picture as ${twin}`)
  }
  return complaints
}

const fingerprint = ({ bytes }: Photograph): string => createHash('sha256').update(bytes).digest('hex')
