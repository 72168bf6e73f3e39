/** A social risk of the Concept (S2) as the window lists it; its data: `resources/rules/risks`. */
export type Risk = { readonly id: string; readonly nameKk: string; readonly nameRu: string; readonly nameEn: string; /** The day it was recognised. */ readonly from: string };
