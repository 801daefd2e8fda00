/**
 * adaptivecards-templating's types reach into the TypeScript sources of adaptivecards, which do not compile here;
 * tsconfig.json puts this one type, all that is used of them, in their place.
 */
export type IAdaptiveCard = { type: "AdaptiveCard"; version: string };
