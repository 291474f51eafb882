import { type ComponentType, lazy, Suspense } from 'react';
import { MediaBin } from '../media/bin.tsx';
import { type Panel, setStage, useStage } from '../state/stage.ts';
import { Transcript } from '../transcript/transcript.tsx';
import { say, type WordKey } from '../words.ts';
import { IconButton } from './icon.tsx';

/** Files and words are there at once; the others are loaded when somebody looks at them. */
const PANELS: Readonly<Record<Panel, ComponentType>> = {
  media: MediaBin,
  transcript: Transcript,
  templates: lazy(async () => ({ default: (await import('../templates/panel.tsx')).Templates })),
  properties: lazy(async () => ({ default: (await import('../properties/panel.tsx')).Properties })),
};

const TITLES: Readonly<Record<Panel, WordKey>> = {
  media: 'media.title',
  transcript: 'words.title',
  templates: 'panel.templates',
  properties: 'panel.properties',
};

/** Files, words, templates or properties, beside the preview; on a phone over it. */
export function SidePanel() {
  const panel = useStage((stage) => stage.panel);
  if (panel === null) return null;
  const title = say(TITLES[panel]);
  const Content = PANELS[panel];
  return (
    <aside className="panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <IconButton icon="close" label={say('app.close')} onClick={() => setStage({ panel: null })} />
      </header>
      <Suspense fallback={<p className="nothing dim">{say('app.loading')}</p>}>
        <Content />
      </Suspense>
    </aside>
  );
}
