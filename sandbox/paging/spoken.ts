/** What Call Automation reads out, as the words somebody hears. */
import { z } from "zod";

export const sourceShape = z.object({
  kind: z.enum(["text", "ssml", "file"]),
  // At most 400 characters of text (call-automation/play-action.md).
  text: z.object({ text: z.string().min(1).max(400) }).optional(),
  ssml: z.object({ ssmlText: z.string().min(1).max(20_000) }).optional(),
  file: z.object({ uri: z.url() }).optional(),
});

export const wordsOf = (sources: readonly z.infer<typeof sourceShape>[]): string =>
  sources.map(({ text, ssml, file }) => text?.text ?? withoutTags(ssml?.ssmlText) ?? file?.uri ?? "").join("\n");

/** About how long it takes to say that. */
export const promptMs = (words: string): number => Math.ceil(words.length / charactersASecond) * 1_000;
const charactersASecond = 15;

function withoutTags(ssml: string | undefined): string | undefined {
  const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" };
  return ssml
    ?.replace(/<[^>]*>/g, " ")
    .replace(/&(lt|gt|quot|apos|amp);/g, (entity) => entities[entity]!)
    .replace(/\s+/g, " ")
    .trim();
}
