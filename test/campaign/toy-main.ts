import { join } from "node:path";
import { start } from "../../campaign/runner/start";

start({ table: join(__dirname, "toy.ts"), root: process.env.TOY_ROOT ?? "" });
