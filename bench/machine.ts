/** The machine, and how much of it was ours: on a busy one the table says more of the others than of the bots. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, platform, release, totalmem } from "node:os";

export function describeMachine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = cpus()[0]?.model.trim() ?? "an unknown processor";
  return `${model}, ${availableParallelism()} cores, ${memory} GiB, ${platform()} ${release()}, Node ${process.version}`;
}

/** Begins to count; what it returns says which share of the processors others have taken since, from 0 to 1. */
export function watchOthers(): () => number {
  const before = { all: ticksOfAll(), ours: ticksOfOurs() };
  return () => {
    const all = ticksOfAll();
    const total = all.total - before.all.total;
    return Math.max(0, all.busy - before.all.busy - (ticksOfOurs() - before.ours)) / total;
  };
}

/** proc_stat(5): user, nice, system, idle, iowait, irq, softirq, steal. What the host takes away counts as busy. */
function ticksOfAll(): { total: number; busy: number } {
  const ticks = readFileSync("/proc/stat", "utf8").split("\n", 1)[0]!.split(/\s+/).slice(1, 9).map(Number);
  const total = ticks.reduce((sum, each) => sum + each, 0);
  return { total, busy: total - ticks[3]! - ticks[4]! };
}

/** proc_pid_stat(5): our own user and system time, and that of the children that have ended. */
function ticksOfOurs(): number {
  const fields = readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return fields.slice(11, 15).reduce((sum, each) => sum + Number(each), 0);
}

/** Begins to count the HTTP requests that this process makes; what it returns ends that, and says how many there were. */
export function countRequests(): () => number {
  let requests = 0;
  const count = (): void => {
    requests += 1;
  };
  subscribe("http.client.request.start", count);
  return () => {
    unsubscribe("http.client.request.start", count);
    return requests;
  };
}
