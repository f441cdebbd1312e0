import type { PersonParticulars } from '@guicheng/persistence';
import type { Reading } from '../reading.ts';

/** A person's name and contact, as given. */
export interface GivenParticulars {
  readonly nameZh: string;
  readonly phone?: string | null;
  readonly email?: string | null;
}

/** Reads them. */
export const readParticulars = (reading: Reading, { nameZh, phone, email }: GivenParticulars): PersonParticulars => ({
  nameZh: reading.text('nameZh', nameZh, 50),
  phone: reading.phone(phone),
  email: reading.email(email),
});
