/** Shows a system notification, for a person who has another program in front. */
import { Notification } from 'electron';

export function showNotice(body: string): void {
  if (Notification.isSupported()) new Notification({ title: 'Comanda', body }).show();
}
