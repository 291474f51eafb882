import pc from 'picocolors';

/** Where progress goes: a terminal gets one line that is redrawn, anything else gets a line now and then. */
export type Progress = {
  /** `fraction` 0–1, or null while it is not known how much is left. */
  readonly step: (label: string, fraction: number | null) => void;
  /** Ends the current line; call it before printing anything else. */
  readonly clear: () => void;
};

const WIDTH = 28;

/** A bar on a terminal: `Rendering ███████░░░░░ 58%`, redrawn at most 12 times a second. */
export function terminalProgress(out: NodeJS.WriteStream): Progress {
  let drawnAt = 0;
  let last = '';
  return {
    step: (label, fraction) => {
      const now = performance.now();
      const text = fraction === null ? `${label} …` : `${label} ${bar(fraction)} ${percent(fraction)}`;
      if (text === last || (now - drawnAt < 80 && fraction !== 1 && last.startsWith(label))) return;
      drawnAt = now;
      last = text;
      out.write(`\r\u001b[2K${text}`);
    },
    clear: () => {
      if (last !== '') out.write('\r\u001b[2K');
      last = '';
    },
  };
}

/** Plain lines for pipes and logs: one when a step begins, then one each quarter of the way. */
export function lineProgress(out: NodeJS.WritableStream): Progress {
  let last = '';
  let quarter = 0;
  return {
    step: (label, fraction) => {
      const now = fraction === null ? 0 : Math.floor(fraction * 4 + 1e-9);
      if (label === last && now <= quarter) return;
      quarter = now;
      last = label;
      out.write(fraction === null || now === 0 ? `${label} …\n` : `${label} ${percent(fraction)}\n`);
    },
    clear: () => undefined,
  };
}

export const silentProgress: Progress = { step: () => undefined, clear: () => undefined };

/** The right one for a stream: a redrawn bar only where somebody can see it. */
export function progressFor(out: NodeJS.WriteStream): Progress {
  return out.isTTY && process.env['CI'] === undefined ? terminalProgress(out) : lineProgress(out);
}

function bar(fraction: number): string {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * WIDTH);
  return pc.green('█'.repeat(full)) + pc.dim('░'.repeat(WIDTH - full));
}

const percent = (fraction: number): string => `${Math.floor(Math.min(1, fraction) * 100)}%`;
