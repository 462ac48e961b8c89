/**
 * What a build is good for. A debug build can be stopped in mid-turn, and then the PWM goes on driving what it drove
 * until the dead-man acts: it inflates only where the bench flag was set, which says that no limb is in the cuff.
 */
export class BuildMode {
  readonly isDebugBuild: boolean;
  /** May inflate although it is a debug build. */
  readonly isBenchBuild: boolean;

  /** @param bench what the build's configuration says: `true` from the manifest, "true" from mcconfig's command line */
  constructor(isDebugBuild: boolean, bench: unknown) {
    this.isDebugBuild = isDebugBuild;
    this.isBenchBuild = isDebugBuild && (bench === true || bench === "true");
  }

  /** May not inflate. */
  get isDebugOnly(): boolean {
    return this.isDebugBuild && !this.isBenchBuild;
  }
}
