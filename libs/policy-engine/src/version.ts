/** Version of the engine's semantics, recorded in every receipt. Raised whenever a decision could come out differently. */
export const ENGINE_VERSION = '1.0.0';
