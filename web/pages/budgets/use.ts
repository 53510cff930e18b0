/** From this share on a budget warns. */
const nearlyUsed = 0.85;

/** The colour of a budget's bar by the share that is used. */
export function barColor(share: number): string {
  if (share > 1) return 'red.7';
  return share >= nearlyUsed ? 'orange.7' : 'brand.6';
}
