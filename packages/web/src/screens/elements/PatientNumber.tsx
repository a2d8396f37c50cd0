// The number that a patient is told apart by.
import { isNhsNumber, NhsNumber } from './NhsNumber.js';

export function PatientNumber({ value }: { readonly value: string }) {
  if (!isNhsNumber(value)) return <>Pseudo-number {value}</>;
  return (
    <>
      NHS No. <NhsNumber value={value} />
    </>
  );
}
