// Both processes. What an invitation file can be wrong about, and who wrote it.

/** One sentence each (INV-8); `field` names the attribute as the file format spells it. */
export type InvitationProblem =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'not-a-file' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'declares-entities' }
  | { readonly kind: 'not-xml' }
  | { readonly kind: 'not-an-invitation' }
  | { readonly kind: 'missing-field'; readonly field: string }
  | { readonly kind: 'bad-field'; readonly field: string }
  | { readonly kind: 'no-addresses' }
  /** A later version of this program wrote it. */
  | { readonly kind: 'newer-version' }

/** Which generation of which program wrote the file (INV-7). */
export type InvitationWriter = 'help-and-support' | 'windows-xp' | 'windows-vista-to-8.1' | 'windows-10-or-11'

/** Limits of TKT-9: 1 to 99 minutes, hours or days, and never above the policy's maximum. */
export type LifetimeUnit = 'minutes' | 'hours' | 'days'
export const minutesPer: Readonly<Record<LifetimeUnit, number>> = { minutes: 1, hours: 60, days: 1440 }

/** XP's dialog cuts the name here (INV-3). */
export const NAME_LIMIT = 20
