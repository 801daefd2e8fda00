/** Loaded into a child process before its own program: ends it when the process that started it is gone, however that died. */
const started = process.ppid;
const lookMs = 200;

setInterval(() => {
  if (process.ppid !== started) process.kill(process.pid, "SIGTERM");
}, lookMs).unref();
