import { Component } from 'react';
import type { ErrorInfo, ReactNode } from 'react';
import { CrashNotice } from './CrashNotice.tsx';
import { incidentIdOf } from './incident-id.ts';

type State = { readonly incidentId: string | null };

/** A bug in one screen leaves the rest of the window alive, and gets a number by which it can be asked about. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { incidentId: null };

  static getDerivedStateFromError(error: unknown): State {
    return { incidentId: incidentIdOf(error) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // Name and place only: a message may carry what was typed.
    console.error(`incident ${this.state.incidentId ?? incidentIdOf(error)} ${error.name}`, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.incidentId === null ? this.props.children : <CrashNotice incidentId={this.state.incidentId} onRetry={() => this.setState({ incidentId: null })} />;
  }
}
