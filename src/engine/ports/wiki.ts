/** A wiki, as Muster needs one; see ports.ts. */

/** A page for people to read and to change. `path` like "/Incident reviews/INC-42", 200 characters at most. */
export type WikiPage = {
  path: string;
  markdown: string;
  /** What a page that has to stand beside it has behind its name in brackets, like "draft of 2026-12-01". */
  beside: string;
  /** The marks of every text that was, or may have been, written there before. */
  own: readonly string[];
};

export interface Wiki {
  /** Names a text, whatever the wiki does to the ends of its lines. */
  markOf(markdown: string): Promise<string>;
  /**
   * Writes a page, and pages above it where there are none. It replaces only a page that still says what has one of the
   * `own` marks: any other is somebody's work, and stays. Then the text goes to a page beside it, whose name is returned
   * as `beside`. The same again changes nothing. Throws Outage.
   */
  publish(page: WikiPage): Promise<{ url: string; beside?: string }>;
}
