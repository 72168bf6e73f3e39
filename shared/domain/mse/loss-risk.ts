/** The social risk whose payments rest on what a commission finds: an id of `resources/rules/risks`. */
export const lossRisk = 'loss-of-work-capacity';
