/** Troubleshooting guides on a card. Teams shows no headings, tables or code in a TextBlock, so they are taken apart. */
import type { Runbook } from "../domain/runbook/runbook.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { type Block, readBlocks } from "./runbook-blocks.ts";
import { counted } from "./phrase.ts";
import { brief } from "./text.ts";

const listedMax = 25;
/** Teams shows six buttons in a row; of more, people see only a menu. */
const buttonsMax = 5;
/** 20 KB as Teams counts them. */
const charactersMax = 10_000;
const blocksMax = 120;

export function runbooksView(list: readonly Pick<Runbook, "name" | "title" | "summary">[]): CardMessage {
  const more = list.length - listedMax;
  return cardMessage("runbooks", `${counted(list.length, "runbook")}`, {
    none: list.length === 0,
    more: more > 0 ? `${more} more are not shown; name one to read it.` : "",
    buttons: list.slice(0, buttonsMax).map(({ name }) => ({
      title: inert(`Show ${brief(name, 40)}`),
      say: inert(`runbook ${brief(name, 80)}`),
    })),
    rows: list.slice(0, listedMax).map(({ name, title, summary }) => ({
      title: inert(brief(title)),
      summary: inert(brief(summary, 160)),
      hasSummary: summary.trim() !== "",
      say: inert(`runbook ${brief(name, 80)}`),
    })),
  });
}

export function runbookView(runbook: Pick<Runbook, "name" | "title" | "text">): CardMessage {
  const blocks = readBlocks(runbook.text.slice(0, charactersMax));
  const shown = blocks.slice(0, blocksMax);
  const cut = runbook.text.length > charactersMax || blocks.length > blocksMax;
  const title = brief(runbook.title);
  return cardMessage("runbook", `Runbook: ${title}`, {
    title: inert(title),
    blocks: shown.map((block, index) => ({ ...block, gap: gapOf(block, shown[index - 1]) })),
    rest: cut ? inert(`It goes on: read the rest in the file “${brief(runbook.name, 80)}” among the runbooks.`) : "",
  });
}

function gapOf(block: Block, above: Block | undefined): "None" | "Small" | "Medium" {
  if (block.kind === "heading") return "Medium";
  return block.kind === "code" && above?.kind === "code" ? "None" : "Small";
}
