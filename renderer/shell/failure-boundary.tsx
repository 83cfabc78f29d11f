import { Component, type ReactNode } from "react";
import { FaultNote } from "../parts/note.tsx";
import { faultOf } from "./client.ts";

interface BoundaryProps {
  /** Another place starts afresh. */
  readonly place: string;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly thrown: unknown;
  readonly place: string;
}

/** A screen that breaks says so in its own place; the rest of the window goes on. */
export class FailureBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { thrown: null, place: this.props.place };

  static getDerivedStateFromError(thrown: unknown): Partial<BoundaryState> {
    return { thrown };
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: BoundaryState) {
    return props.place === state.place ? null : { thrown: null, place: props.place };
  }

  override render(): ReactNode {
    if (this.state.thrown === null) return this.props.children;
    return (
      <div className="body pad">
        <FaultNote
          fault={faultOf(this.state.thrown)}
          onRetry={() => this.setState({ thrown: null })}
        />
      </div>
    );
  }
}
