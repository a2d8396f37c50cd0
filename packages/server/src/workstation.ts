// A workstation as the server knows it while its desktop is connected.
import type { DesktopDoor } from '@s1kit/link';
import type { Place } from './place.js';

export interface Workstation {
  readonly place: Place;
  readonly name: string;
  readonly desktop: DesktopDoor;
}
