/** A word by the system, for whoever has another program in front. */
import { Notification } from 'electron';

export function showNotice(body: string): void {
  if (Notification.isSupported()) new Notification({ title: 'Comanda', body }).show();
}
