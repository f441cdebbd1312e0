import type { ValueType } from '@guicheng/policy-model';

/** GraphQL value -> word of the contract, for the enums that are written by hand. */
export const CONTRACT_ENUMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Mode: { IN_FORCE: 'in-force', SIMULATE: 'simulate' },
  DecisionStatus: {
    DETERMINED: 'determined',
    NEEDS_FACTS: 'needs-facts',
    NEEDS_JUDGEMENT: 'needs-judgement',
    NOT_REGULATED: 'not-regulated',
    NO_POLICY: 'no-policy',
    CONTRADICTORY_FACTS: 'contradictory-facts',
  },
  PolicyStatus: {
    IN_FORCE: 'in-force',
    NOT_YET_IN_FORCE: 'not-yet-in-force',
    EXPIRED: 'expired',
    REPEALED: 'repealed',
    CONSULTATION_DRAFT: 'consultation-draft',
    GUIDANCE: 'guidance',
  },
  Strength: { MANDATORY: 'mandatory', IN_PRINCIPLE: 'in-principle', REFERENCE: 'reference' },
  PolicyNature: { REGULATION: 'regulation', CONSULTATION_DRAFT: 'consultation-draft', GUIDANCE: 'guidance' },
  ValueType: {
    BOOLEAN: 'boolean',
    INTEGER: 'integer',
    DECIMAL: 'decimal',
    PERCENT: 'percent',
    MONEY: 'money',
    DATE: 'date',
    MONTH: 'month',
    INSTANT: 'instant',
    CODE: 'code',
    TEXT: 'text',
    OBJECT: 'object',
    LIST_OF_CODE: 'list-of-code',
    LIST_OF_INTEGER: 'list-of-integer',
    LIST_OF_MONEY: 'list-of-money',
    LIST_OF_OBJECT: 'list-of-object',
  } satisfies Record<string, ValueType>,
  OperandSource: { FACT: 'fact', DEFINITION: 'definition', CONTEXT: 'context' },
  RuleGroupKind: { CHOOSE: 'choose', COLLECT: 'collect' },
  RuleStatus: { DETERMINED: 'determined', NEEDS_JUDGEMENT: 'needs-judgement', NOT_REGULATED: 'not-regulated' },
};
