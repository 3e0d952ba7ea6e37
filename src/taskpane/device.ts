/**
 * What is remembered on this device only: small conveniences, never anything about the plan that others need.
 *
 * Storage may be missing or refuse (private windows, blocked third-party storage): then nothing is remembered, and nothing
 * breaks.
 */
export interface Device {
  recall(name: string): string | null;
  remember(name: string, value: string | null): void;
}

/**
 * @param partition Office's partition key where it has one: within Office's frame storage is shared between sites, and the
 *   key keeps ours apart.
 */
export function openDevice(partition: string): Device {
  const key = (name: string) => `${partition}action-plan-update.pane.${name}`;
  return {
    recall(name) {
      try {
        return window.localStorage.getItem(key(name));
      } catch {
        return null;
      }
    },
    remember(name, value) {
      try {
        if (value === null || value === "") window.localStorage.removeItem(key(name));
        else window.localStorage.setItem(key(name), value);
      } catch {
        // Not remembering is the stated behaviour where storage refuses.
      }
    },
  };
}
