/** The pattern of each series of a chart, in a square of 8 units: lines as an SVG path, drawn over a ground. The first is plain; none is told from another by its colour alone. */
export const chartPatterns = [
  { id: 'plain', path: '' },
  { id: 'rising', path: 'M0 8L8 0M-2 2L2 -2M6 10L10 6' },
  { id: 'dots', path: 'M2 1.2v1.6M6 5.2v1.6' },
  { id: 'grid', path: 'M0 4H8M4 0V8' },
] as const;
