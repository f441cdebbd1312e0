import type { FieldDefinition } from '@guicheng/policy-model';
import type { Value } from '../value.ts';

/** The field that a literal names among those an object declares itself; undefined: none, or no name is written. */
export const declaredField = (
  fields: Readonly<Record<string, FieldDefinition>> = {},
  name: Value | undefined,
): FieldDefinition | undefined => (typeof name === 'string' && Object.hasOwn(fields, name) ? fields[name] : undefined);
