/** What doors say, in both languages. */
import type { InLanguage } from '../ui/text/words';
import { many } from '../ui/text/words';
import { useText } from '../ui/ui';

const es = {
  welcomeOwner: 'Hola',
  ownerLead: (restaurant: string): string => `El sistema de ${restaurant} ya funciona. Elija un PIN y empiece.`,
  yourName: 'Su nombre',
  ownerDefault: 'Dueño',
  choosePin: 'Su PIN',
  choosePinHint: 'Con él entra en cualquier equipo. No sirven cifras iguales ni seguidas. Se ve solo ahora.',
  begin: 'Empezar',
  anotherOwner: (name: string): string => `Sí, agregar a ${name} como dueño`,
  pairLead: 'Pida un código en la caja: Más opciones, Administración, Equipos.',
  pairCode: 'Código',
  pairName: 'Cómo se llama este equipo',
  pairAsk: 'Pedir entrar',
  pairWaiting: 'Esperando que lo aprueben en la caja',
  pairWaitingHint: (name: string): string => `En la caja aparece «${name}». Deje esta pantalla abierta.`,
  pairNoOwner: 'Este servidor todavía no tiene dueño. Abra el enlace que mostró al iniciar, en el equipo donde está instalado.',
  pairStranger: 'En esta dirección contesta otro servidor, no el del enlace. No se envió nada. Pida un enlace nuevo en la caja.',
  deviceWords: { phone: 'Teléfono', tablet: 'Tableta', screen: 'Pantalla' },
  alreadyPaired: 'Este equipo ya está vinculado.',
  keepAsIs: 'Seguir como está',
  pairAgain: 'Vincularlo de nuevo',
  whoAreYou: '¿Quién es?',
  noPeople: 'Todavía no hay personas. El dueño las agrega en Administración, Personas.',
  pinOf: (name: string): string => `PIN de ${name}`,
  pinEnter: 'Entrar',
  pinErase: 'Borrar',
  pinChosen: 'Su PIN',
  pinEmpty: (least: number): string => `${least} cifras o más`,
  pinDigits: (count: number): string => many(count, 'cifra escrita', 'cifras escritas'),
  otherPerson: 'Otra persona',
  owedByOthers: (count: number): string =>
    `En este equipo hay ${many(count, 'envío', 'envíos')} de otra persona: sale cuando ella entre.`,
};

const en: InLanguage<typeof es> = {
  welcomeOwner: 'Welcome',
  ownerLead: (restaurant) => `${restaurant}’s system is running. Choose a PIN and begin.`,
  yourName: 'Your name',
  ownerDefault: 'Owner',
  choosePin: 'Your PIN',
  choosePinHint: 'It lets you in on any device. Not all the same digits, nor in a row. It is shown only now.',
  begin: 'Begin',
  anotherOwner: (name) => `Yes, add ${name} as an owner`,
  pairLead: 'Ask for a code at the counter: More options, Administration, Devices.',
  pairCode: 'Code',
  pairName: 'What this device is called',
  pairAsk: 'Request access',
  pairWaiting: 'Waiting for the counter to approve',
  pairWaitingHint: (name) => `At the counter it shows as “${name}”. Leave this screen open.`,
  pairNoOwner: 'This host has no owner yet. Open the link that it showed when it started, on the machine where it is installed.',
  pairStranger: 'Another host answers at this address, not the link’s. Nothing was sent. Ask for a new link at the counter.',
  deviceWords: { phone: 'Phone', tablet: 'Tablet', screen: 'Screen' },
  alreadyPaired: 'This device is paired already.',
  keepAsIs: 'Go on as it is',
  pairAgain: 'Pair it again',
  whoAreYou: 'Who is it?',
  noPeople: 'Nobody works here yet. The owner adds people in Administration, People.',
  pinOf: (name) => `${name}’s PIN`,
  pinEnter: 'Enter',
  pinErase: 'Erase',
  pinChosen: 'Your PIN',
  pinEmpty: (least) => `${least} digits or more`,
  pinDigits: (count) => many(count, 'digit typed', 'digits typed'),
  otherPerson: 'Somebody else',
  owedByOthers: (count) =>
    `This device holds ${many(count, 'send', 'sends')} of somebody else: they go out when that person logs in.`,
};

export type DoorWords = InLanguage<typeof es>;

export function useDoorWords(): DoorWords {
  return useText().code === 'en' ? en : es;
}
