import type { ToldReset } from '@guicheng/application';
import { formatInstant } from '@guicheng/kernel';

/** `SecondFactorResetNotice` of the schema. */
export const resetNotice = (told: ToldReset | null) => (told === null ? null : { at: formatInstant(told.at), by: told.by });
