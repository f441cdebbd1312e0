import { createHmac, hkdfSync } from 'node:crypto';
import type { PassOf } from '@guicheng/persistence';

/** The passes of districts under the deployment's key (32 bytes): what its servers show the database to enter a district. */
export const tenantPasses = (secretKey: Uint8Array): PassOf => {
  const key = Buffer.from(hkdfSync('sha256', secretKey, Buffer.alloc(0), 'guicheng tenant', 32));
  return (district) => createHmac('sha256', key).update(district).digest('hex');
};
