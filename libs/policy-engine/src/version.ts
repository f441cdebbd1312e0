/**
 * Version of the engine's semantics, recorded in every receipt: the last of `ENGINE_RELEASES`. MAJOR rises when a decision could come out differently, MINOR when the
 * language gains something, PATCH otherwise.
 */
export const ENGINE_VERSION = '1.0.0';
