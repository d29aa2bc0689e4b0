/** The desktop app brings its screens along: loading the page again would not make them the host's. */
import { useText } from '../ui/ui';
import { DoorFrame } from './frame';
import { useDoorWords } from './words';

export default function OtherVersion() {
  return <DoorFrame title={useText().outdatedTitle} lead={useDoorWords().otherVersion} />;
}
