// What is worked out from a declaration is worked out once.

/** A function that remembers its results as long as their subject lives. Only for what depends on the subject alone. */
export function oncePer<S extends object, T>(work: (subject: S) => T): (subject: S) => T {
  const known = new WeakMap<S, T>();
  return (subject) => {
    const found = known.get(subject);
    if (found !== undefined) return found;
    const made = work(subject);
    known.set(subject, made);
    return made;
  };
}
