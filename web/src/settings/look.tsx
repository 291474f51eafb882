import { useState } from 'react';
import { allowNotifications, notifications } from '../ui/attention.ts';
import { applyTheme, type Preferences, prefer, preferences } from '../ui/preferences.ts';
import { say } from '../words.ts';

/** Language, theme, notifications: of this browser. */
export function Look() {
  const [chosen, setChosen] = useState(preferences);
  const [permission, setPermission] = useState(notifications);
  const choose = (choice: Partial<Preferences>): void => {
    prefer(choice);
    const next = { ...chosen, ...choice };
    setChosen(next);
    applyTheme(next);
    // Texts are read once; the page begins anew in the other language, where it was.
    if (choice.lang !== undefined) location.reload();
  };
  return (
    <>
      <label>
        {say('settings.lang')}
        <select
          value={chosen.lang ?? ''}
          onChange={({ target: { value } }) => choose({ lang: value === 'en' || value === 'zh' ? value : null })}
        >
          <option value="">{say('settings.system')}</option>
          <option value="en" lang="en">
            English
          </option>
          <option value="zh" lang="zh-CN">
            中文
          </option>
        </select>
      </label>
      <label>
        {say('settings.theme')}
        <select
          value={chosen.theme ?? ''}
          onChange={({ target: { value } }) => choose({ theme: value === 'light' || value === 'dark' ? value : null })}
        >
          <option value="">{say('settings.system')}</option>
          <option value="light">{say('settings.light')}</option>
          <option value="dark">{say('settings.dark')}</option>
        </select>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={permission === 'granted'}
          disabled={permission !== 'default'}
          onChange={() => void allowNotifications().then(setPermission)}
        />
        {say('settings.notify')}
      </label>
      {permission === 'denied' && <p className="dim">{say('settings.notifyOff')}</p>}
    </>
  );
}
