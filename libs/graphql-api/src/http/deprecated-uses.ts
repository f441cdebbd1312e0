import { isEnumType, isInputObjectType, isObjectType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { DocumentNode, GraphQLArgument, GraphQLSchema } from 'graphql';

type Reason = string | null | undefined;

/** Whether anything in a schema is deprecated. */
export const hasDeprecations = (schema: GraphQLSchema): boolean =>
  Object.values(schema.getTypeMap()).some((type) => {
    if (type.name.startsWith('__')) return false;
    if (isEnumType(type)) return type.getValues().some(({ deprecationReason }) => typeof deprecationReason === 'string');
    if (!isObjectType(type) && !isInputObjectType(type)) return false;
    return Object.values(type.getFields()).some(
      (field) =>
        typeof field.deprecationReason === 'string' ||
        ('args' in field &&
          (field.args as readonly GraphQLArgument[]).some(({ deprecationReason }) => typeof deprecationReason === 'string')),
    );
  });

/** The reasons of every deprecated field, argument, input field and enum value that a document names; what variables hold is not looked at. */
export const deprecatedUses = (schema: GraphQLSchema, document: DocumentNode): readonly string[] => {
  const info = new TypeInfo(schema);
  const reasons = new Set<string>();
  const note = (reason: Reason): void => {
    if (typeof reason === 'string') reasons.add(reason);
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: () => note(info.getFieldDef()?.deprecationReason),
      Argument: () => note(info.getArgument()?.deprecationReason),
      EnumValue: () => note(info.getEnumValue()?.deprecationReason),
      ObjectField: ({ name }) => {
        const parent = info.getParentInputType();
        if (isInputObjectType(parent)) note(parent.getFields()[name.value]?.deprecationReason);
      },
    }),
  );
  return [...reasons];
};
