// The number that a patient is told apart by.
import { NhsNumber } from './NhsNumber.js';

export function PatientNumber({ value }: { readonly value: string }) {
  if (!/^\d{10}$/.test(value)) return <>Pseudo-number {value}</>;
  return (
    <>
      NHS No. <NhsNumber value={value} />
    </>
  );
}
