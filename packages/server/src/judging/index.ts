export { type Judge, type Judged, type JudgeOptions, openJudge, type SchemaDifference } from './judge.js';
