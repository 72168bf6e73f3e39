/** How a person's number stands in the columns: not at all, as a training number's serial, or as text. */
export const iinKinds = { none: 0, training: 1, other: 2 } as const;

/** How a home stands in the columns: the same as that of the person before, with a household, or without one. */
export const placeKinds = { sameHome: 0, household: 1, alone: 2 } as const;
