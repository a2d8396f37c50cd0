// Readings of blood pressure from patients' homes, kept until they stand in the record.
import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openOutbox } from '@s1kit/sdk';

/**
 * A reading. `takenAt` is UK wall-clock time, `yyyy-MM-ddTHH:mm:ss`; pressures are in mmHg.
 * @typedef {{ readonly nhsNumber: string, readonly surname: string, readonly dateOfBirth: string, readonly takenAt: string,
 *   readonly systolic: number, readonly diastolic: number }} Reading
 */

/** O/E - systolic and O/E - diastolic blood pressure reading. */
const systolicCode = '2469.';
const diastolicCode = '246A.';

/**
 * Opens the uploader on a folder of its own.
 * @param {{ readonly folder: string, readonly connect: () => Promise<import('@s1kit/sdk').SystmOne>,
 *   readonly onEvent?: (event: import('@s1kit/sdk').OutboxEvent) => void, readonly clock?: import('@s1kit/sdk').Clock }} options
 */
export async function openUploader({ folder, connect, onEvent, clock }) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const outbox = await openOutbox({
    path: join(folder, 'readings.outbox'),
    key: await keyIn(join(folder, 'readings.key')),
    connect,
    ...(onEvent === undefined ? {} : { onEvent }),
    ...(clock === undefined ? {} : { clock }),
  });
  return {
    /**
     * Takes a reading. When it resolves, the reading is on the disk, encrypted, and will reach the record once or be handed back.
     * @param {unknown} given a `Reading`
     * @returns {Promise<string>} its identifier
     * @throws {RangeError} where it is no reading; an error of the SDK with code `RequestInvalid`
     */
    keep: async (given) => {
      const { nhsNumber, surname, dateOfBirth, takenAt, systolic, diastolic } = readingOf(given);
      /** @param {string} Code @param {number} value */
      const numeric = (Code, value) => /** @type {const} */ ({ Code: { Scheme: 'CTV3', Code }, Value: String(value), Units: 'mmHg' });
      const ClinicalCode = [numeric(systolicCode, systolic), numeric(diastolicCode, diastolic)];
      return await outbox.update(
        { Identity: { NHSNumber: nhsNumber }, Clinical: { Event: { DateTime: takenAt, ClinicalCode } } },
        { save: 'now', expect: { surname, dateOfBirth } },
      );
    },
    /** How many are on their way. */
    waiting: () => outbox.waiting(),
    /**
     * Hands back what could not be delivered, into a file for the people who look after it: written there first, and only then taken from the outbox.
     * @returns {Promise<readonly string[]>} why, for each: `WriteUnknown` may stand in the record, so somebody has to look
     */
    handBack: async () => {
      /** @type {string[]} */
      const codes = [];
      for (const undelivered of outbox.undelivered()) {
        await appendFile(join(folder, 'undelivered.jsonl'), `${JSON.stringify(undelivered)}\n`, { mode: 0o600, flush: true });
        await outbox.take(undelivered.id);
        codes.push(undelivered.code);
      }
      return codes;
    },
    settled: () => outbox.settled(),
    close: () => outbox.close(),
  };
}

/** Keeps a slip of the finger or of a device out of the record. @param {unknown} given @returns {Reading} */
function readingOf(given) {
  const reading = /** @type {Partial<Record<keyof Reading, unknown>>} */ (typeof given === 'object' && given !== null ? given : {});
  const { systolic, diastolic } = reading;
  const texts = [reading.nhsNumber, reading.surname, reading.dateOfBirth, reading.takenAt].every((text) => typeof text === 'string' && text !== '');
  const plausible = typeof systolic === 'number' && typeof diastolic === 'number' && systolic <= 300 && diastolic >= 20 && diastolic < systolic;
  if (!texts || !plausible) throw new RangeError('This is no reading.');
  return /** @type {Reading} */ (reading); // Each of its fields has been looked at.
}

/** An application of your own keeps its key where the system keeps secrets, such as Electron's safeStorage. @param {string} file */
async function keyIn(file) {
  try {
    await writeFile(file, randomBytes(32), { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return await readFile(file);
}
