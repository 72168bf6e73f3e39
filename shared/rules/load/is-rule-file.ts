/** Whether a file below `resources/rules` is part of what this engine applies; kept editions and the data of other engines lie in folders of their own. */
export const isRuleFile = (path: string): boolean => /^(parameters|programmes|risks)\/|^(contributions|facts|organisations|sources)\.json$/.test(path) && path.endsWith('.json');
