/** Arguments of a mutation that has one input. A type and not an interface: its fields are a record's. */
export type MutationArguments<Input> = {
  readonly input: Input;
  readonly idempotencyKey: string;
};
