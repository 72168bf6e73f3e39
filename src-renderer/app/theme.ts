import { createTheme, type CSSVariablesResolver } from '@mantine/core';

/** The brief's look: Inter at 13.5 px, one brand green, quiet corners. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  primaryColor: 'tirek',
  primaryShade: { light: 7, dark: 7 },
  colors: { tirek: ['#e8f4f1', '#d0e7e2', '#a3d0c7', '#73b8ab', '#4ca494', '#329685', '#1f8272', '#0b6b5d', '#095a4e', '#06483f'] },
  defaultRadius: 6,
  fontSizes: { xs: '12px', sm: '13.5px', md: '13.5px', lg: '15px', xl: '18px' },
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif" },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // The page itself never scrolls, and the scroll lock would write a style sheet that the content policy forbids.
    Modal: { defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 0 }, attributes: { header: { role: 'presentation' } }, styles: { content: { background: 'var(--panel)' }, header: { background: 'var(--panel)' }, title: { fontWeight: 680, fontSize: 16 } } } },
    Button: { defaultProps: { size: 'sm', h: 34, px: 14 } },
    TextInput: { defaultProps: { size: 'sm' } },
    // Its list opens inside the main landmark, so that all of the page is in one.
    Select: { defaultProps: { size: 'sm', comboboxProps: { transitionProps: { duration: 0 }, portalProps: { target: 'main' } } } },
  },
});

/** Mantine's own greys, reds and placeholders, darkened or lightened to pass WCAG AA on the grounds used here; the borders of fields (gray-4, dark-4) too. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f6f5f2', '--mantine-color-text': '#1d2327', '--mantine-color-dimmed': '#59636a', '--mantine-color-placeholder': '#646d73',
    '--mantine-color-error': '#a51d1d', '--mantine-color-gray-4': '#8f8d86', '--mantine-color-disabled-color': '#59636a', '--mantine-color-default-border': '#d3d0c8', '--mantine-color-anchor': '#0b6b5d',
  },
  dark: {
    '--mantine-color-body': '#15191a', '--mantine-color-text': '#e8eaea', '--mantine-color-dimmed': '#a9b3b6', '--mantine-color-placeholder': '#98a3a6',
    '--mantine-color-error': '#ff9c94', '--mantine-color-dark-4': '#6d777a', '--mantine-color-dark-6': '#171c1d', '--mantine-color-disabled-color': '#a9b3b6', '--mantine-color-default-border': '#424b4e', '--mantine-color-default': '#1d2324', '--mantine-color-anchor': '#5cc9b5',
  },
});
