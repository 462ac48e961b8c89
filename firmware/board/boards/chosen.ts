/** On a host the first board. In a build `manifest.json` puts the platform's board file in the place of this one. */
export { board } from "./devkitc";
