/** The tab's title, and how somebody who looks elsewhere hears that something is ready. */

let name = 'tellcut';
let badge = '';

const show = (): void => {
  document.title = badge + name;
};

/** Names the tab after a project. */
export function titled(project: string): void {
  name = project === '' ? 'tellcut' : `${project} · tellcut`;
  show();
}

/** Shows how far something is while nobody looks; null: nothing is on its way. Percent. */
export function progressInTitle(percent: number | null): void {
  badge = percent === null || document.visibilityState === 'visible' ? '' : `${Math.round(percent)}% `;
  show();
}

/** Tells somebody who looks elsewhere: by a notification where the browser may, and in the title in any case. */
export function callBack(text: string): void {
  if (document.visibilityState === 'visible') return;
  badge = '✓ ';
  show();
  try {
    if ('Notification' in window && Notification.permission === 'granted') new Notification('tellcut', { body: text });
  } catch {
    // Phones allow notifications to service workers only: the title says it.
  }
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') return;
  badge = '';
  show();
});

/** Whether the browser may notify: yes, not asked yet, or no. */
export const notifications = (): NotificationPermission =>
  'Notification' in window ? Notification.permission : 'denied';

/** Asks for it, where that was not done yet. */
export async function allowNotifications(): Promise<NotificationPermission> {
  if (notifications() !== 'default') return notifications();
  return Notification.requestPermission();
}
