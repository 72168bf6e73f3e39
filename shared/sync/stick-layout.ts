/**
 * What stands where on a stick, below its folder `tirek` (PROTOCOL.md, "Stick"). Names carry no personal data; what is inside is sealed or signed. A name says what a file should be, its content alone counts.
 */
export const stickLayout = {
  root: 'tirek',
  /** `<device>-<first>-<last>-<hash>.envelope`, of any number of laptops. */
  envelopes: 'envelopes',
  /** `<device>/<hash of the envelope>.receipt`. */
  receipts: 'receipts',
  /** `<device>/<running number>.frame`, or `<district>/…` for all laptops of a district; to be taken in the order of their names. */
  frames: 'frames',
  /** `<name>.edition`: the law, for every laptop of the centre. */
  editions: 'editions',
  /** `<district>/<device>-<place>.letter`: what the laptops of an office tell each other; `<district>/office.roster`: who they are, signed by the centre. */
  office: 'office',
} as const;

/** Files of one kind on a stick at most: what lies beyond is another stick's. */
export const mostStickFiles = 20_000;
