import { resolve } from "node:path";
import { start } from "./runner/start";

start({ table: resolve(__dirname, "campaigns.ts"), root: resolve(__dirname, "..") });
