// Where people are sent to.


/** Where nothing more fitting is known. */
export const referrals = [
  'Referral to cardiology service',
  'Referral to gynaecology service',
  'Referral to ophthalmology service',
  'Referral to mental health team',
  'Referral to psychologist',
  'Referral to audiology clinic',
  'Referral to social prescribing service',
  'Referral to pain management service',
  'Referral to smoking cessation advisor',
  'Emergency hospital admission',
];

/** By the story that people tell. */
export const referralsOfStory: Readonly<Record<string, readonly string[]>> = {
  heart: ['Referral to cardiology service', 'Electrocardiographic procedure', 'Echocardiography'],
  chest: ['Plain X-ray of chest', 'Spirometry', 'Fast track referral for suspected lung cancer'],
  women: ['Referral to gynaecology service'],
  eye: ['Referral to ophthalmology service'],
  ear: ['Referral to audiology clinic'],
  mind: ['Referral to mental health team', 'Referral to psychologist', 'Referral to social prescribing service'],
  stomach: ['Colonoscopy', 'Quantitative faecal immunochemical test', 'Fast track referral for suspected colorectal cancer'],
  skin: ['Fast track referral for suspected skin cancer', 'Wound care'],
  joints: ['Intra-articular injection', 'Referral to pain management service'],
  kidney: ['Urine dipstick test', 'Urine culture', 'Urine protein test negative', 'Urine protein test = +'],
};
