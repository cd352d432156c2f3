/** What is wrong with the source: every fault of a step at once, as `file:line: what and what to do`. */
export class BuildError extends Error {
  constructor(faults) {
    super(faults.join('\n'))
    this.name = 'BuildError'
  }
}

/** Throw the faults, if there are any. */
export function refuse(faults) {
  if (faults.length) throw new BuildError(faults)
}
