/** What we use of the package, which comes without types. */
declare module 'smpte-timecode' {
  export default class Timecode {
    /** A count of frames or `hh:mm:ss:ff`; the rate as a whole number or as [numerator, denominator]. Throws `Error`. */
    constructor(timecode: number | string, rate: number | [number, number], dropFrame: boolean);
    readonly frameCount: number;
    toString(): string;
  }
}
