import { ENGINE_VERSION } from '@guicheng/application';

/** `Query.engineVersion`. */
export const rootResolvers = () => ({ Query: { engineVersion: () => ENGINE_VERSION } });
