// Server, desktops and clients in one process, on a simulated clock, network and disk, driven by a seed; the rules are checked after each step.
import { join } from 'node:path';
import type { Campaign, Trial } from '../campaign.js';
import { openTestDisk, type TestDisk } from '../disk/test-disk.js';
import { goesOn } from '../going-on.js';
import { makeInstalled } from '../instance/data.js';
import { type EpisodeCounts, playEpisode } from './episode.js';

export const simulation: Campaign = {
  name: 'simulation',
  purpose:
    'Clients, users, faults and power cuts on a simulated clock, network and disk: nothing answered lost, nothing half done, the audit one to one with the wire.',
  run: async (trial) => {
    const disk = openTestDisk();
    try {
      return await playAll(trial, disk);
    } finally {
      disk.remove();
    }
  },
};

const stepsOfEpisode = 1_500;

async function playAll(trial: Trial, disk: TestDisk) {
  const template = await makeInstalled(join(trial.folder, 'template'), { organisations: 2, patients: 20 });
  const seen: EpisodeCounts = { entries: 0, successes: 0, replies: 0, restarts: 0, powerCuts: 0, crashes: 0, cutsAtStart: 0 };
  const findings: string[] = [];
  let episodes = 0;
  let steps = 0;
  let firstTrace = 0;
  const began = performance.now();
  for (let number = trial.firstCase; goesOn(trial, episodes, 1) && findings.length < 3; number++) {
    const episode = await playEpisode({ trial, disk, template, number, steps: stepsOfEpisode }, seen);
    if (episodes === 0) firstTrace = episode.trace;
    episodes++;
    steps += episode.steps;
    if (episode.finding === undefined) continue;
    findings.push(`${episode.finding} (step ${episode.steps} of seed ${trial.seed}, --case ${number})`);
    for (const line of episode.lastSteps) trial.say(line);
  }
  const stepsAnHour = Math.round((steps / (performance.now() - began)) * 3_600_000);
  // Of the first episode: the same for the same seed and case, however long the run is.
  return { counts: { episodes, steps, stepsAnHour, firstTrace, ...seen }, findings };
}
