import fc from "fast-check";

/** Property tests draw the same cases every time. `FC_SEED=7 npm test` looks at others. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_122) });
