import { err, type Result } from '@guicheng/kernel';
import { DistrictClosed } from '@guicheng/persistence';

/** What `work` gives; `refusal` where it was to enter a district that was closed. For doors through which somebody comes in from outside. */
export const unlessClosed = async <T, P>(work: () => Promise<Result<T, P>>, refusal: P): Promise<Result<T, P>> => {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof DistrictClosed) return err(refusal);
    throw cause;
  }
};
