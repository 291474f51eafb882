import { MediaBin } from '../media/bin.tsx';
import { setStage, useStage } from '../state/stage.ts';
import { Transcript } from '../transcript/transcript.tsx';
import { say } from '../words.ts';
import { IconButton } from './icon.tsx';

/** Files or words, beside the preview; on a phone over it. */
export function SidePanel() {
  const panel = useStage((stage) => stage.panel);
  if (panel === null) return null;
  const title = say(panel === 'media' ? 'media.title' : 'words.title');
  return (
    <aside className="panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <IconButton icon="close" label={say('app.close')} onClick={() => setStage({ panel: null })} />
      </header>
      {panel === 'media' ? <MediaBin /> : <Transcript />}
    </aside>
  );
}
