import { type RefObject, useRef } from 'react';
import { set } from '../state/store.ts';
import { TIMELINE_ENDINGS } from '../state/timeline-files.ts';
import { addFiles } from '../state/uploads.ts';
import { Menu, type MenuItem } from '../ui/menu.tsx';
import { say } from '../words.ts';

type AddProps = { readonly picker: RefObject<HTMLInputElement | null>; readonly isDisabled: boolean };

/** Whether a camera is likely at hand: a phone or a tablet. */
const hasCamera = matchMedia('(pointer: coarse)').matches;

/** Every way in for a file but dropping and pasting, which work anywhere on the page. */
export function AddMenu({ picker, isDisabled }: AddProps) {
  const folder = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const items: MenuItem[] = [
    { icon: 'plus', label: say('add.files'), act: () => picker.current?.click() },
    { icon: 'folder', label: say('add.folder'), act: () => folder.current?.click() },
    ...(hasCamera
      ? [{ icon: 'camera', label: say('add.camera'), act: () => camera.current?.click() } as const satisfies MenuItem]
      : []),
    { icon: 'link', label: say('add.link'), act: () => set({ dialog: 'link' }) },
  ];
  return (
    <>
      <Menu icon="plus" label={say('upload.add')} items={items} isDisabled={isDisabled} />
      <FileInput
        element={picker}
        label={say('add.files')}
        accept={`video/*,image/*,audio/*,.mkv,.srt,.vtt,.ass,.ssa,.cube,.txt,${TIMELINE_ENDINGS.join()}`}
      />
      <FileInput element={folder} label={say('add.folder')} isFolder />
      <FileInput element={camera} label={say('add.camera')} accept="video/*" capture="environment" />
    </>
  );
}

type InputProps = {
  readonly element: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly accept?: string;
  readonly capture?: 'environment';
  readonly isFolder?: boolean;
};

function FileInput({ element, label, accept, capture, isFolder = false }: InputProps) {
  return (
    <input
      ref={element}
      type="file"
      multiple={capture === undefined}
      hidden
      aria-label={label}
      {...(accept === undefined ? {} : { accept })}
      {...(capture === undefined ? {} : { capture })}
      {...(isFolder ? { webkitdirectory: '' } : {})}
      onChange={({ target }) => {
        const files = [...(target.files ?? [])];
        addFiles(isFolder ? files.toSorted((a, b) => a.webkitRelativePath.localeCompare(b.webkitRelativePath)) : files);
        target.value = '';
      }}
    />
  );
}
