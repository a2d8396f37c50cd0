// What the parts of entries are called on the screens, by their names in messages.
const names: Readonly<Record<string, string>> = {
  AlternateTelephone: 'Other telephone',
  CareStartDate: 'In care here since',
  ClinicType: 'Clinic',
  Content: 'What is to be done',
  DateSentReceived: 'Sent or received on',
  DateTime: 'Date and time',
  DateTimeStart: 'Start',
  DocumentPath: 'File',
  DoneAt: 'Done at',
  DoneBy: 'Done by',
  Drug: 'Medication',
  Code: 'Code',
  EmailAddress: 'E-mail address',
  EnglishSpeaker: 'Speaks English',
  FileName: 'File',
  FileSize: 'Size',
  Flag: 'Flags',
  FreeText: 'Notes',
  GroupNameAssigned: 'For the group',
  InstructionText: 'Step',
  LinkedProblemUID: 'Belongs to',
  LinkedReferralUID: 'Belongs to',
  Line: 'Text',
  Mobile: 'Mobile telephone',
  ProblemEndDate: 'Problem ended on',
  ProblemSeverity: 'Problem',
  RepeatIssue: 'Issue of a repeat',
  SMSConsent: 'May be sent text messages',
  TaskType: 'Type of task',
  URL: 'Web address',
  UserName: 'Clinician',
  UserNameAssigned: 'For',
  UsualGPUserName: 'Usual GP',
};

/** @example fieldName('MobileTelephone') // 'Mobile telephone' */
export function fieldName(name: string): string {
  const plain = name.replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ').toLowerCase();
  return names[name] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}
