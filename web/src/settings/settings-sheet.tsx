import { type ComponentType, lazy, Suspense } from 'react';
import { openSettings } from '../state/people.ts';
import { type Section, useApp } from '../state/store.ts';
import { Sheet } from '../ui/sheet.tsx';
import { say, type WordKey } from '../words.ts';

/** Loaded when somebody looks at them: the editor does without. */
const PAGES: Readonly<Record<Section, ComponentType>> = {
  look: lazy(async () => ({ default: (await import('./look.tsx')).Look })),
  brand: lazy(async () => ({ default: (await import('../brand/brand.tsx')).Brand })),
  models: lazy(async () => ({ default: (await import('./models.tsx')).Models })),
  storage: lazy(async () => ({ default: (await import('./storage.tsx')).Storage })),
  account: lazy(async () => ({ default: (await import('./account.tsx')).Account })),
  tokens: lazy(async () => ({ default: (await import('./tokens.tsx')).Tokens })),
  credits: lazy(async () => ({ default: (await import('./credits.tsx')).Credits })),
  keys: lazy(async () => ({ default: (await import('./keys.tsx')).Keys })),
};

const TITLES: Readonly<Record<Section, WordKey>> = {
  look: 'settings.look',
  brand: 'brand.title',
  models: 'settings.models',
  storage: 'settings.storage',
  account: 'account.title',
  tokens: 'tokens.title',
  credits: 'credits.title',
  keys: 'settings.keys',
};

/** What somebody may see: models and storage are the owner's, credits are where they count, a claim link has no account. */
function useSections(): readonly Section[] {
  const me = useApp((app) => app.me);
  if (me === null) return ['look', 'keys'];
  const isOwner = me.kind === 'owner';
  return (Object.keys(TITLES) as Section[]).filter((section) => {
    if (section === 'models' || section === 'storage') return isOwner;
    if (section === 'credits') return me.credits !== null && me.project_id === null;
    if (section === 'tokens' || section === 'brand') return me.project_id === null;
    return section !== 'account' || !isOwner;
  });
}

/** Everything that is set up once: by whoever sits here, or whoever runs the server. */
export function SettingsSheet() {
  const sections = useSections();
  const asked = useApp((app) => app.section);
  const section = sections.includes(asked) ? asked : 'look';
  const Page = PAGES[section];
  return (
    <Sheet name="settings" title={say('app.settings')} isWide>
      <div className="settings">
        <nav aria-label={say('app.settings')}>
          {sections.map((each) => (
            <button
              key={each}
              type="button"
              aria-current={each === section ? 'page' : undefined}
              onClick={() => openSettings(each)}
            >
              {say(TITLES[each])}
            </button>
          ))}
        </nav>
        <section className="form" aria-labelledby="section-title">
          <h3 id="section-title">{say(TITLES[section])}</h3>
          <Suspense fallback={<p className="dim">{say('app.loading')}</p>}>
            <Page />
          </Suspense>
        </section>
      </div>
    </Sheet>
  );
}
