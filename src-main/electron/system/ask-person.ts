/** Asks the person in a system dialog. Enter and Escape choose the answer that changes nothing. */
import { dialog } from 'electron';

export async function askPerson(
  message: string,
  detail: string,
  yes: string,
  no: string,
): Promise<boolean> {
  const buttons = [yes, no];
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message,
    detail,
    buttons,
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}
