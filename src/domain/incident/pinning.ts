import type { Live } from "./incident.ts";

const pinsMax = 200;

/** Why this message cannot be pinned, for whoever pins it; undefined where it can. */
export function whyNotPinned({ known: { pins } }: Live, message: string): string | undefined {
  if (pins.some(({ id }) => id === message)) return "That message is in the timeline already.";
  return pins.length >= pinsMax ? `${pinsMax} messages are pinned; that is the most.` : undefined;
}
