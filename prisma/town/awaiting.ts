/** Procedures that the catalogue names and nobody has written yet: their items are not imported before they can be applied for. */
export const awaiting: readonly string[] = [];
