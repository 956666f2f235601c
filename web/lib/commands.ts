// Owns what can be done on the screen in sight by key or by name: one list serves the shortcuts, their help and the palette.
import { useEffect, useRef } from 'react';

export interface Command {
  readonly title: string;
  /** As `KeyboardEvent.key` says it, small; `ctrl+k` stands for the command key of a Mac too. */
  readonly key?: string;
  readonly run: () => void;
  /** Whether it can be done now; where it cannot, its key does nothing. */
  readonly able?: boolean;
}
const screens: { current: readonly Command[] }[] = [];

/** The commands of a screen, as long as it is shown. `meanwhile`: those that stand in for others which are not there yet. */
export function useCommands(commands: readonly Command[], place: 'own' | 'meanwhile' = 'own'): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const own = latest;
    if (place === 'own') screens.push(own);
    else screens.unshift(own);
    return () => void screens.splice(screens.indexOf(own), 1);
  }, [place]);
}

/** What could be done at this moment, the innermost screen first. */
export function commandsNow(): readonly Command[] {
  return screens.toReversed().flatMap(({ current }) => current);
}

/** Hears keys until the returned function is called. */
export function hearKeys(): () => void {
  const pressed = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const chord = event.ctrlKey || event.metaKey;
    const key = `${chord ? 'ctrl+' : ''}${event.key.toLowerCase()}`;
    // A letter typed into a field is a letter, and within a dialog the dialog has the word.
    if (!chord && (isTaken(event.target) || (event.shiftKey && event.key !== '?'))) return;
    const command = commandsNow().find((each) => each.key === key && each.able !== false);
    if (!command) return;
    event.preventDefault();
    command.run();
  };
  window.addEventListener('keydown', pressed);
  return () => window.removeEventListener('keydown', pressed);
}

const TYPED_INTO = 'textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])';
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches(TYPED_INTO) ||
    target.closest('[role=dialog], [role=menu], [role=listbox], [role=combobox]') !== null
  );
}
