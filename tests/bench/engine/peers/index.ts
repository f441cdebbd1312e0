import { handWritten } from './hand-written.ts';
import { jsonLogicEngineCompiled } from './json-logic-engine.ts';
import { jsonLogicJs, jsonLogicJsPlain } from './json-logic-js.ts';
import { jsonRulesEngine } from './json-rules-engine.ts';
import type { MakePeer } from './peer.ts';

/** Everything that the engine is measured beside. */
export const PEERS: readonly MakePeer[] = [handWritten, jsonLogicEngineCompiled, jsonLogicJs, jsonLogicJsPlain, jsonRulesEngine];
