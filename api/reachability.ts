/** A dependency that takes longer to say that it is there counts as away. */
const answerWithin_ms = 2_000;

/** True when the check says so in time; never throws. */
export async function isUp(check: () => Promise<boolean>, within_ms = answerWithin_ms): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, within_ms, false);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
