import { writeSync } from "node:fs";

// Loaded before a command that a bench runs: says on its last line what the process took, as the system counted it.
process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(2, `\n${JSON.stringify({ maxRSS, cpuMs: (userCPUTime + systemCPUTime) / 1000 })}\n`);
});
