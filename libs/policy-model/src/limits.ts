/**
 * How large anything may be that a tenant writes or an asker states. Each is ten times and more what the held packs use, and low enough that whatever passes is done
 * with in moments. Beyond one the answer is a refusal with a code of its own: `policy-engine/README.md`, "Safety".
 */
export const LIMITS = {
  /** Bytes of one file of a pack. */
  bytesOfFile: 4 * 1024 * 1024,
  /** Levels of the JSON of a file. */
  levelsOfFile: 200,
  /** Members of any one list or object in a file. */
  membersOfPart: 5_000,
  /** Values in a file, those inside others counted too. */
  valuesOfFile: 200_000,
  /** Rules of a pack, all questions together. */
  rulesOfPack: 5_000,
  /** Definitions of a pack. */
  definitionsOfPack: 2_000,
  /** Problems that are told of at once. */
  problemsTold: 1_000,
  /** Levels of an expression as it is written. */
  levelsOfExpression: 32,
  /** Nodes of an expression as it is written, members of its lists included. */
  nodesOfExpression: 1_000,
  /** Characters (UTF-16 units) of all texts in an expression. */
  charactersOfExpression: 20_000,
  /** Definitions that refer to each other in a chain. */
  levelsOfChain: 32,
  /** Nodes of an expression with its definitions written out, as often as they are used. */
  nodesExpanded: 20_000,
  /** Steps of a rule at most: its group's condition, its own, its results and its contested readings. */
  stepsOfRule: 1_000_000,
  /** Steps of a question at most: all its rules and the contradictions it looks for. */
  stepsOfQuestion: 5_000_000,
  /** Steps spent in search of the smallest set of missing facts before settling for a set that suffices. */
  stepsOfSearch: 50_000_000,
  /** Facts stated in one request. */
  factsOfRequest: 500,
  /** Members of a list that is stated, or that an operator makes of two numbers. */
  membersOfList: 1_000,
  /** Characters (UTF-16 units) of a text that is stated. */
  charactersOfText: 10_000,
} as const;
