import { type ReactNode, useEffect, useRef } from 'react';
import { closeSettings } from '../state/people.ts';
import { type Dialog, set, useApp } from '../state/store.ts';
import { say } from '../words.ts';
import { IconButton } from './icon.tsx';

type SheetProps = {
  readonly name: Dialog;
  readonly title: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
};

/** A dialog of the page: the browser keeps the focus in it, closes it by Escape and gives the focus back. */
export function Sheet({ name, title, isWide = false, children }: SheetProps) {
  const isOpen = useApp(({ dialog }) => dialog === name);
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen && element.current?.open === false) element.current.showModal();
    if (!isOpen && element.current?.open === true) element.current.close();
  }, [isOpen]);
  const close = (): void => {
    if (name === 'settings') closeSettings();
    set({ dialog: null });
  };
  return (
    <dialog ref={element} className={isWide ? 'sheet wide' : 'sheet'} aria-labelledby={`${name}-title`} onClose={close}>
      {isOpen && (
        <>
          <header>
            <h2 id={`${name}-title`}>{title}</h2>
            <IconButton icon="close" label={say('app.close')} onClick={close} />
          </header>
          {children}
        </>
      )}
    </dialog>
  );
}
