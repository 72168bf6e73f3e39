import './app/jitless.ts';
import { MantineProvider } from '@mantine/core';
import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import { createRoot } from 'react-dom/client';
import './app/global.css';
import { App } from './app/App.tsx';
import { readClock } from './app/clock.ts';
import { ErrorBoundary } from './app/ErrorBoundary.tsx';
import { cssVariablesResolver, theme } from './app/theme.ts';
import { ClockContext } from './components/clock-context.ts';
import { Toasts } from './components/toasts/Toasts.tsx';
import { flushAllDrafts } from './features/case/draft-store.ts';
import { startI18n } from './i18n/start-i18n.ts';

startI18n();
window.addEventListener('pagehide', () => void flushAllDrafts());

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
const root = document.getElementById('root');
if (!root) throw new Error('no #root in the page');

createRoot(root).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto" getStyleNonce={() => nonce}>
    <ClockContext value={readClock}>
      <ErrorBoundary><App /></ErrorBoundary>
    </ClockContext>
    <Toasts />
  </MantineProvider>,
);
