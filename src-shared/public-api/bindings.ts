/** All public requests that are commands: the list for TCP, HTTP and the description. */
import type { PublicBinding, PublicCommandName } from './define-public';
import * as operations from './operations';
import * as orders from './orders';
import * as prints from './prints';
import * as tickets from './tickets';
import * as till from './till';

const ALL = { ...orders, ...till, ...tickets, ...prints, ...operations } as const;

type Bound = (typeof ALL)[keyof typeof ALL]['command'];
/** A compile error if a command that is offered to programs has no binding. */
type Complete<T> = [Exclude<PublicCommandName, Bound>] extends [never] ? T : never;

export const BINDINGS: Complete<readonly PublicBinding[]> = Object.values(ALL);
