/** What the pages of people and devices say, in both languages. */
import type { InLanguage } from '../../ui/text/words';
import { useText } from '../../ui/ui';

const es = {
  devices: 'Equipos',
  devicesLead: 'Teléfonos, tabletas y pantallas que entran a este servidor.',
  people: 'Personas',
  peopleLead: 'Cada quien entra con su PIN, y lo que hace queda a su nombre.',
  asking: 'Piden entrar',
  letIn: 'Dejar entrar',
  refuse: 'No',
  onlyThis: 'Solo está este equipo',
  onlyThisHint: 'Toque «Sumar un equipo» y escanee el código con el teléfono.',
  invite: 'Sumar un equipo',
  inviteRole: '¿Para qué es?',
  inviteLead: 'Abra este enlace en el equipo nuevo, o escanee el código. Sirve una vez, por cinco minutos.',
  inviteByHand: (origin: string): string => `O escriba ${origin} y el código`,
  lan: 'Red del local',
  lanShut: 'La red del local está cerrada: solo entran equipos desde esta misma máquina.',
  openLan: 'Abrir la red del local',
  lanOpen: 'La red del local está abierta.',
  closeLan: 'Cerrarla',
  addPerson: 'Agregar persona',
  editName: (name: string): string => `Cambiar a ${name}`,
  removeName: (name: string): string => `Quitar a ${name}`,
  removeSure: (name: string): string =>
    `${name} no podrá entrar más en ningún equipo. Lo que hizo queda en los informes y en la auditoría.`,
  name: 'Nombre',
  role: 'Qué hace',
  pin: 'PIN (4 cifras o más; 6 para dueños)',
  newPin: 'PIN nuevo (vacío: queda el de antes)',
  revoke: 'Retirar',
  revokeName: (name: string): string => `Retirar ${name}`,
  revokeSure: (name: string): string => `${name} queda fuera al instante. Para volver a usarlo hay que vincularlo otra vez.`,
  thisOne: 'este equipo',
};

const en: InLanguage<typeof es> = {
  devices: 'Devices',
  devicesLead: 'Phones, tablets and walls that come into this host.',
  people: 'People',
  peopleLead: 'Everyone comes in with a PIN of their own, and what they do is theirs.',
  asking: 'Asking to come in',
  letIn: 'Let in',
  refuse: 'No',
  onlyThis: 'There is only this device',
  onlyThisHint: 'Tap “Add a device” and scan the code with the phone.',
  invite: 'Add a device',
  inviteRole: 'What is it for?',
  inviteLead: 'Open this link on the new device, or scan the code. Good once, for five minutes.',
  inviteByHand: (origin) => `Or type ${origin} and the code`,
  lan: 'Local network',
  lanShut: 'The local network is shut: only devices on this very machine come in.',
  openLan: 'Open the local network',
  lanOpen: 'The local network is open.',
  closeLan: 'Shut it',
  addPerson: 'Add a person',
  editName: (name) => `Change ${name}`,
  removeName: (name) => `Remove ${name}`,
  removeSure: (name) => `${name} will not get in on any device any more. What they did stays in reports and in the audit.`,
  name: 'Name',
  role: 'What they do',
  pin: 'PIN (4 digits or more; 6 for owners)',
  newPin: 'New PIN (empty: as before)',
  revoke: 'Remove',
  revokeName: (name) => `Remove ${name}`,
  revokeSure: (name) => `${name} is out at once. To use it again it has to be paired anew.`,
  thisOne: 'this device',
};

export function useCrewWords(): InLanguage<typeof es> {
  return useText().code === 'en' ? en : es;
}
