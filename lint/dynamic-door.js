/** `no-restricted-imports` for `import('package')`, which the rule of ESLint does not see. Options: a list of { regex, message }. */
export const dynamicDoor = {
  meta: { type: 'problem', schema: [{ type: 'array' }] },
  create: (context) => ({
    ImportExpression(node) {
      const ban = context.options[0].find((row) => new RegExp(row.regex).test(node.source.value ?? ''));
      if (ban) context.report({ node, message: ban.message });
    },
  }),
};
