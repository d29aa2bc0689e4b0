/** Onboarding pages, loaded on demand. A paired device never downloads them. */
import { lazy } from '../ui/controls/lazy';

export const OwnerPage = lazy(() => import('./owner-link'));
export const JoinPage = lazy(() => import('./join'));
export const PinPage = lazy(() => import('./pin'));
export const MachinePage = lazy(() => import('./choose-machine'));
export const AwayPage = lazy(() => import('./host-away'));
export const OtherVersion = lazy(() => import('./other-version'));
export const RevokedPage = lazy(() => import('./revoked'));
