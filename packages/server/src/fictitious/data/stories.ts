// What consultations say: history, examination and plan, by the kind of story. `{d}` is how long, `{t}` the complaint.

export interface Story {
  readonly history: readonly string[];
  readonly examination: readonly string[];
  readonly plan: readonly string[];
}

export const durations = ['2 days', '3 days', 'about a week', '10 days', '2 weeks', '3 weeks', 'a month', '6 weeks', 'several months'];

export const stories: Readonly<Record<string, Story>> = {
  chest: {
    history: ['{t} for {d}, worse at night. No blood.', 'Came with {t} for {d}. Sleep is broken, eating and drinking normally.', '{t}, on and off for {d}; a bit short of breath on the stairs.', 'Off work with {t} for {d}. Family had the same.', 'Worried about {t} that has gone on for {d}. No chest pain, no weight loss.'],
    examination: ['Comfortable, speaks in full sentences. Air entry good both sides.', 'Scattered wheeze, no crackles. Oxygen saturation 97 % on air.', 'A few crackles at the right base. Apyrexial.', 'Looks well. Throat a little red, chest clear, no glands.', 'Telephone call: speaking easily, no cough heard.'],
    plan: ['Explained that it should settle by itself. Fluids and rest; come back if worse.', 'Treatment as below. Safety-netted: breathlessness, confusion, blood.', 'Inhaler technique checked. Review in two weeks if no better.', 'Advice given. Ring 111 or us if breathing gets harder.', 'Chest X-ray if still there in three weeks.'],
  },
  heart: {
    history: ['Came about {t}. Noticed over {d}, no pain at rest.', 'Home readings on average a little above target over {d}.', 'Feels well. Takes tablets regularly, no side effects.', '{t} for {d}; comes on with effort and settles within minutes.', 'A bit light-headed on standing, {d}. No black-outs.'],
    examination: ['Pulse regular, heart sounds normal, no murmur.', 'Ankles slightly swollen on both sides. Chest clear.', 'Pulse irregular. No signs of failure.', 'Well perfused. Blood pressure as recorded.', 'No calf tenderness. Foot pulses felt.'],
    plan: ['Continue tablets. Bloods and blood pressure in three months.', 'Dose changed as below; kidney function in two weeks.', 'ECG requested. 999 if pain lasts longer than 15 minutes.', 'Salt, weight and exercise talked through.', 'Home readings twice a day for a week, then call.'],
  },
  metabolic: {
    history: ['Came for the results. Feels well otherwise.', 'Has been trying to eat less sugar for {d}. Walks most days.', 'Thirsty and up at night for {d}.', 'No hypos. Testing as agreed.', 'Tired and putting on weight over {d}.'],
    examination: ['Weight and blood pressure as recorded. Feet: pulses and feeling normal.', 'Thyroid not enlarged. No tremor.', 'Injection sites healthy.', 'Not examined, telephone review.'],
    plan: ['Targets agreed. Repeat bloods in three months.', 'Dose changed as below. Sick-day rules explained.', 'Diet sheet sent by text message. Programme offered.', 'Continue as before, next review in a year.'],
  },
  kidney: {
    history: ['{t} for {d}. No fever, no loin pain.', 'Up two or three times at night for {d}.', 'Second time this year: {t} for {d}.', 'Stinging on passing water for {d}, some frequency.', 'Came to talk about kidney results. No new tablets over the counter.'],
    examination: ['Abdomen soft, no loin tenderness.', 'Dipstick: leucocytes and nitrites positive.', 'Dipstick clear. Bladder not felt.', 'Not examined, telephone call.'],
    plan: ['Treatment as below. Sample to the laboratory.', 'Drink plenty. Come back if fever or back pain.', 'Avoid anti-inflammatories. Repeat blood test in three months.', 'Bladder diary for three days, then review.'],
  },
  mind: {
    history: ['Low and tearful for {d}. Sleep poor, appetite less. No thoughts of self-harm.', 'Things are a little better over {d}. Back at work part of the time.', 'Anxious, racing thoughts for {d}; avoids crowds.', 'Came with a relative. {t} for {d}; day-to-day things take longer.', 'Trouble at home and at work, sleeping badly for {d}.', 'Settled on the current dose. Wants to stay on it for now.'],
    examination: ['Good eye contact, speech normal. Mood low, no psychotic features.', 'Well kempt, some tearfulness. Insight good.', 'Oriented. Looked to relative for answers at times.', 'Telephone call: voice calm, forward-looking.'],
    plan: ['Talked through options. Self-referral to talking therapy.', 'Continue tablets, review in four weeks. Crisis line given.', 'Start as below, warned of the first two weeks.', 'Certificate as below. Sleep advice, less caffeine.', 'Memory bloods, then referral if they are normal.'],
  },
  nerves: {
    history: ['{t} for {d}. No weakness, no change of vision.', 'Another episode of {t}, {d} ago, lasted under an hour.', '{t} on most days for {d}; stress makes it worse.', 'No fits since the last review. Takes tablets as prescribed.', 'Room spins on turning in bed, {d}.'],
    examination: ['Cranial nerves, power and reflexes normal. Gait normal.', 'Fundi normal. Neck supple.', 'Positional test positive to the right.', 'No focal signs.'],
    plan: ['Headache diary. Avoid painkillers on more than ten days a month.', 'Treatment as below, review in four weeks.', 'Red flags explained. Bloods requested.', 'Driving talked through.'],
  },
  joints: {
    history: ['{t} for {d}, after lifting. No numbness, bladder and bowels normal.', '{t} for {d}, worse with walking, stiff for ten minutes in the morning.', 'Paracetamol helps a little. {t} for {d}.', 'Flare of {t} over {d}; hands stiff in the mornings.', 'Fell at home {d} ago, {t} since.'],
    examination: ['Range of movement reduced by pain. No swelling, no redness.', 'Tender over the muscles beside the spine. Straight leg raise normal.', 'Small effusion, ligaments stable.', 'Walks with a stick. Crepitus on movement.', 'Telephone call: able to bear weight.'],
    plan: ['Keep moving. Exercise sheet given, painkillers as below.', 'Physiotherapy self-referral. Review in six weeks.', 'X-ray requested. Injection talked through.', 'Topical treatment first. Come back if it wakes you at night.'],
  },
  skin: {
    history: ['{t} for {d}, itchy. New washing powder.', '{t} for {d}. Has tried cream from the chemist.', 'Photograph sent in: {t} for {d}.', 'Spreading redness over {d}, warm and sore.', 'A mole that has changed over {d}.'],
    examination: ['Red scaly patches, no blistering.', 'Warm, red, well demarcated area. Marked with pen.', 'Several small raised spots. No fever.', 'Symmetrical, even colour, 5 mm.', 'Photograph: not infected.'],
    plan: ['Cream as below, moisturiser several times a day.', 'Antibiotics as below. Come back if it spreads past the line.', 'Advice given, no treatment needed.', 'Watch and review in three months; referral if it changes.'],
  },
  stomach: {
    history: ['{t} for {d}. No blood, weight steady.', '{t}, worse after meals, for {d}.', 'Loose stools up to six times a day, {d}. Others in the family ill too.', 'Comes and goes with stress; {t} for {d}.', '{t} for {d}; takes ibuprofen for the back.'],
    examination: ['Abdomen soft, mild tenderness in the upper part. No masses.', 'Abdomen soft, bowel sounds normal. Well hydrated.', 'Rectal examination normal.', 'Not examined, telephone call.'],
    plan: ['Try treatment as below for four weeks.', 'Fluids, small meals. Back to work 48 hours after the last episode.', 'Stool test and bloods requested.', 'Fibre and fluids. Red flags explained.'],
  },
  women: {
    history: ['{t} for {d}. Periods regular.', 'Flushes and poor sleep for {d}; wants to talk about treatment.', '{t} for {d}, changing pads every two hours.', 'Came for contraception. No migraine, non-smoker.', 'Itch and discharge for {d}.'],
    examination: ['Abdomen soft, no masses.', 'Speculum examination normal, swab taken. Chaperone present.', 'Blood pressure and weight as recorded.', 'Not examined, telephone call.'],
    plan: ['Treatment as below, review in three months.', 'Blood tests and scan requested.', 'Risks and benefits explained, leaflet sent.', 'Smear is up to date.'],
  },
  ear: {
    history: ['{t} for {d}, worse on swallowing. No fever now.', '{t} on one side for {d}, hearing dull.', 'Blocked nose and {t} for {d}.', 'Sneezing and itchy eyes each spring; {t} for {d}.'],
    examination: ['Tonsils red, some exudate, neck glands tender.', 'Ear canal inflamed, drum seen and intact.', 'Wax in both ears.', 'Sinuses tender on the left. Nose congested.'],
    plan: ['Painkillers and fluids; antibiotics only if no better in three days.', 'Drops for a week. Keep dry.', 'Olive oil for two weeks, then review.', 'Spray as below, use it regularly.'],
  },
  eye: {
    history: ['{t} for {d}, sticky in the mornings. Vision normal.', '{t} for {d}, gritty feeling.', 'Optician wrote about {t}. Glare when driving at night.'],
    examination: ['Pupils equal. No photophobia. Acuity 6/9 both eyes.', 'Lids crusted, eye white.', 'Lens opacity on the right.'],
    plan: ['Bathe with cooled boiled water. Drops as below.', 'Lid hygiene twice a day.', 'Referred as below. Go to eye casualty if pain or loss of vision.'],
  },
  cancer: {
    history: ['Came after hospital clinic. Treatment is going to plan.', 'Tired since treatment, {d}. Eating a little better.', 'Five-year check done at the hospital, discharged to us.', 'Worried about pains over {d}; wants them looked at.'],
    examination: ['Scar healed. No new lumps.', 'Looks well, weight steady.', 'Not examined, telephone review.'],
    plan: ['Support offered, benefits advice. Review in three months.', 'Continue tablets. Hospital letter filed.', 'Symptoms to watch for talked through.'],
  },
  child: {
    history: ['Brought by mother. {t} for {d}. Drinking, wet nappies as usual.', 'Brought by father. {t} for {d}, off food, playing in between.', 'Nursery asked for a check: {t} for {d}.', 'Hot for {d}, came down with paracetamol.'],
    examination: ['Alert, smiling, well hydrated. Chest clear, ears normal.', 'Temperature 38.1, no rash that stays under a glass.', 'Red ear drum on the right. Throat clear.', 'Happy child. Abdomen soft.'],
    plan: ['Parent reassured. Fluids, paracetamol. Safety net leaflet given.', 'Treatment as below; come back in 48 hours if no better.', 'Back to nursery when well. 999 if drowsy or struggling to breathe.'],
  },
  general: {
    history: ['{t} for {d}. Sleeps well, mood fine.', 'Several things today; main worry {t}, {d}.', 'Family report that things have become harder over {d}.', 'Came to go through results.'],
    examination: ['Looks well. No pallor, no glands.', 'Pulse and blood pressure as recorded.', 'Frail, moves slowly, safe at home with help.', 'Not examined, telephone call.'],
    plan: ['Bloods requested, review with results.', 'Plan talked through with the family.', 'No change. Come back if worse.', 'Medicines reviewed, one stopped.'],
  },
};
