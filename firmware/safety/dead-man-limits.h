/*
 * The dead-man's numbers, ms. Their place and their sources are in limits.ts; C cannot read that file, so a test holds
 * these copies to it.
 */
#ifndef DEAD_MAN_LIMITS_H
#define DEAD_MAN_LIMITS_H

/* deadManLimits.heartbeat */
#define DEAD_MAN_HEARTBEAT_MS 200u
/* deadManLimits.clearAfter */
#define DEAD_MAN_CLEAR_AFTER_MS 60000u
/* timeLimits.absoluteArm */
#define DEAD_MAN_ABSOLUTE_ARM_MS 900000u
/* timeLimits.absoluteLeg */
#define DEAD_MAN_ABSOLUTE_LEG_MS 1200000u

#endif
