import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openApp } from './state/project.ts';
import { applyTheme } from './ui/preferences.ts';
import { LANG } from './words.ts';
import './style/tokens.css';
import './style/page.css';
import './style/chat.css';
import './style/stage.css';
import './style/settings.css';
import './style/timeline.css';
import './style/panel.css';
import './style/touch.css';

document.documentElement.lang = LANG === 'zh' ? 'zh-CN' : 'en';
applyTheme();
const root = document.querySelector('#app');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
void openApp();
