/**
 * The desktop app brings its screens along: loading the page again would not make them the host's.
 */
import { useText } from '../ui/i18n/ui-context';
import { PageFrame } from './page-frame';
import { useDoorWords } from './texts';

export default function OtherVersion() {
  return <PageFrame title={useText().outdatedTitle} lead={useDoorWords().otherVersion} />;
}
