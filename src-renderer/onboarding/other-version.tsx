/**
 * The page for a desktop app of another version. Its screens are built in, so a reload does not
 * help.
 */
import { useText } from '../ui/i18n/ui-context';
import { PageFrame } from './page-frame';
import { useDoorWords } from './texts';

export default function OtherVersion() {
  return <PageFrame title={useText().outdatedTitle} lead={useDoorWords().otherVersion} />;
}
