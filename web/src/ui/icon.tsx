/** Line icons on a grid of 24, drawn in the text's colour. They say nothing by themselves: buttons carry names. */
const PATHS = {
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M8 5v14M16 5v14',
  back: 'M14 6l-6 6 6 6',
  forward: 'M10 6l6 6-6 6',
  undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 010 12h-3',
  redo: 'M15 14l5-5-5-5M20 9H10a6 6 0 000 12h3',
  plus: 'M12 5v14M5 12h14',
  send: 'M12 19V5M6 11l6-6 6 6',
  stop: 'M7 7h10v10H7z',
  close: 'M6 6l12 12M18 6L6 18',
  full: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  volume: 'M4 10v4h4l5 4V6l-5 4zM17 9a4 4 0 010 6',
  guides: 'M4 4h16v16H4zM8 8h8v8H8z',
  split: 'M12 3v18M8 8l-4 4 4 4M16 8l4 4-4 4',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  left: 'M19 12H5M11 6l-6 6 6 6',
  right: 'M5 12h14M13 6l6 6-6 6',
  mute: 'M4 10v4h4l5 4V6l-5 4zM17 10l4 4M21 10l-4 4',
  folder: 'M3 7h6l2 2h10v10H3z',
  clock: 'M12 7v5l3 3M12 3a9 9 0 100 18 9 9 0 000-18z',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  camera: 'M4 7h4l2-2h4l2 2h4v12H4zM12 10a3.5 3.5 0 100 7 3.5 3.5 0 000-7z',
  link: 'M10 14a4 4 0 006 0l3-3a4 4 0 00-6-6l-1 1M14 10a4 4 0 00-6 0l-3 3a4 4 0 006 6l1-1',
  sliders: 'M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4',
  trimStart: 'M6 4v16M10 12h9M14 8l-4 4 4 4',
  trimEnd: 'M18 4v16M5 12h9M10 8l4 4-4 4',
  files: 'M4 5h16v14H4zM4 15l4-4 4 4 3-3 5 5M15 9h.01',
  words: 'M4 6h16M4 10h10M4 14h16M4 18h8',
  magnet: 'M6 4v8a6 6 0 0012 0V4h-4v8a2 2 0 01-4 0V4zM6 8h4M14 8h4',
  fit: 'M4 5v14M20 5v14M8 12h8M10 9l-3 3 3 3M14 9l3 3-3 3',
  insert: 'M12 4v10M8 10l4 4 4-4M4 20h6M14 20h6',
  compare: 'M12 4v16M4 6h5v12H4zM15 6h5v12h-5z',
  search: 'M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM15.5 15.5L20 20',
  templates: 'M4 4h7v9H4zM15 4h5v5h-5zM15 13h5v7h-5zM4 17h7v3H4z',
  tune: 'M5 4v8M5 16v4M12 4v3M12 11v9M19 4v10M19 18v2M3 14h4M10 9h4M17 16h4',
  diamond: 'M12 4l8 8-8 8-8-8z',
  diamonds: 'M12 7l5 5-5 5-5-5zM3 12h1M20 12h1',
  music: 'M9 18V6l10-2v12M9 18a2.5 2.5 0 11-5 0 2.5 2.5 0 015 0zM19 16a2.5 2.5 0 11-5 0 2.5 2.5 0 015 0z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

type ButtonProps = {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly isDisabled?: boolean;
  readonly isPressed?: boolean;
};

/** A button that shows an icon and is called by its label. */
export function IconButton({ icon, label, onClick, isDisabled = false, isPressed }: ButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      onClick={onClick}
      disabled={isDisabled}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
    >
      <Icon name={icon} />
    </button>
  );
}
