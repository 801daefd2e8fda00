/**
 * The reactions that the sandbox offers, and what each is called where: in activities (@microsoft/teams.api,
 * MessageReactionType) and in Graph (chatMessageReaction: older ones by a word, all others by their sign).
 */
export type ReactionKind = { name: string; sign: string; title: string; inActivities: string; inGraph: string };

const byWord = (name: string, sign: string, title: string): ReactionKind => ({
  ...{ name, sign, title },
  inActivities: name,
  inGraph: name,
});
const bySign = (name: string, sign: string, title: string, inActivities: string): ReactionKind => ({
  ...{ name, sign, title, inActivities },
  inGraph: sign,
});

export const reactions: readonly ReactionKind[] = [
  byWord("like", "👍", "Like"),
  byWord("heart", "❤️", "Heart"),
  byWord("laugh", "😆", "Laugh"),
  byWord("surprised", "😮", "Surprised"),
  byWord("sad", "😢", "Sad"),
  byWord("angry", "😠", "Angry"),
  bySign("pushpin", "📌", "Pushpin", "1f4cc_pushpin"),
  bySign("eyes", "👀", "Eyes", "1f440_eyes"),
  bySign("check", "✅", "White heavy check mark", "2705_whiteheavycheckmark"),
  bySign("rocket", "🚀", "Launch", "launch"),
];

/** By the sandbox's name, by its sign, or by what activities call it. */
export const findReaction = (words: unknown): ReactionKind | undefined =>
  reactions.find(({ name, sign, inActivities }) => [name, sign, inActivities].includes(String(words)));
