/** What somebody chose in this browser. A browser that keeps nothing has the system's own choice each time. */
export type Preferences = {
  /** Null: the browser's language. */
  readonly lang: 'en' | 'zh' | null;
  /** Null: as the system has it. */
  readonly theme: 'light' | 'dark' | null;
};

const KEY = 'tellcut.preferences';
const NONE: Preferences = { lang: null, theme: null };

/** What was chosen; what is broken or refused counts as nothing. */
export function preferences(): Preferences {
  try {
    const { lang, theme } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<string, unknown>>;
    return {
      lang: lang === 'en' || lang === 'zh' ? lang : null,
      theme: theme === 'light' || theme === 'dark' ? theme : null,
    };
  } catch {
    return NONE;
  }
}

/** Keeps a choice. False: this browser keeps nothing. */
export function prefer(choice: Partial<Preferences>): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...preferences(), ...choice }));
    return true;
  } catch {
    return false;
  }
}

/** Shows the page in the theme that was chosen. */
export function applyTheme({ theme }: Preferences = preferences()): void {
  document.documentElement.style.colorScheme = theme ?? '';
}
