/**
 * Ed25519 for browsers without their own: older ones, and all of them on plain http. Loaded only
 * there.
 */
import { hashes, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';

hashes.sha512 = sha512;

export { verify };
