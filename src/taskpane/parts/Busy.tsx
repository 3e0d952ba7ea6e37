/** What is being done, with Cancel. It takes the focus while it stands, and gives it back. */
import { Button, Spinner } from "@fluentui/react-components";
import { useEffect, useRef } from "react";

import { usePane } from "../usePane";
import { useStyles } from "./styles";

export function Busy() {
  const styles = useStyles();
  const { state, cancel } = usePane();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    button.current?.focus();
    return () => {
      // After the content can be focused again, and only if nothing else (a new screen's heading) has taken the focus.
      setTimeout(() => {
        const free = document.activeElement === null || document.activeElement === document.body;
        if (!free) return;
        if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus();
        else document.querySelector<HTMLElement>("h1")?.focus();
      });
    };
  }, []);
  return (
    <div className={styles.busy}>
      <Spinner size="tiny" aria-hidden="true" />
      <span className={styles.grow}>{state.doing}…</span>
      <Button ref={button} onClick={cancel}>
        Cancel
      </Button>
    </div>
  );
}
