/** A page that fails takes no other with it. */
import Button from "@mui/material/Button";
import { Component, type ReactNode } from "react";
import { Icon } from "./Icon";

interface Props {
  /** When this changes, another try is made. */
  place: string;
  children: ReactNode;
}

export class Boundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(before: Props) {
    if (before.place !== this.props.place && this.state.failed) this.setState({ failed: false });
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="state state--failure" role="alert">
        <Icon name="warning" />
        <div>
          <p>
            This page could not be shown. If Enamel was updated a moment ago, load it again;
            otherwise another page may answer, and the fault is ours.
          </p>
          <Button variant="outlined" onClick={() => location.reload()}>
            Load again
          </Button>
        </div>
      </div>
    );
  }
}
