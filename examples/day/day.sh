#!/usr/bin/env bash
# A day at the practice, in requests: a patient arrives, their record is read, an entry is written, a follow-up booked, a mistake deleted.
#
#     examples/day/day.sh
#
# Against the running environment that `npx s1kit` finds; S1KIT_DATA or S1KIT_HTTP_PORT name another one.
set -euo pipefail

# A device may send one request of each function in a second. An environment that runs with --throttle off needs no pause: PAUSE=0.
send() {
  sleep "${PAUSE:-1}"
  npx s1kit send "$@"
}

# The text of the first element of that name.
first() {
  sed -n "/<$1>/{s:.*<$1>\(.*\)</$1>.*:\1:p;q;}"
}

diary=$(send GetDiary Appointments)
patient=$(first NHSNumber <<<"$diary")
appointment=$(first AppointmentUID <<<"$diary")
echo "Next in the diary: $patient, at $(first DateTimeStart <<<"$diary")"

# Arrive: an appointment that is named by its UID is changed.
send UpdatePatientRecord Identity.NHSNumber="$patient" \
  NonClinical.Appointment.AppointmentUID="$appointment" NonClinical.Appointment.Status=Arrived >/dev/null
echo 'Arrived.'

# Read: demographics and medication; without a filter it would be the whole record.
record=$(send GetPatientRecord Identity.NHSNumber="$patient" Filter.Demographics Filter.Medication)
echo "Read: born $(first DateOfBirth <<<"$record"), $(grep -c '<Drug ' <<<"$record" || true) entries of medication"

# Write: one event with a line of text and a code with its value. The reply names what was made.
written=$(send UpdatePatientRecord Identity.NHSNumber="$patient" \
  Clinical.Event.Narrative.Line='Feels well. Weight checked.' \
  Clinical.Event.ClinicalCode.Code.Scheme=CTV3 Clinical.Event.ClinicalCode.Code.Code=22A.. \
  Clinical.Event.ClinicalCode.Value=71.5 Clinical.Event.ClinicalCode.Units=Kg)
echo "Written: event $(first EventUID <<<"$written")"

# Book: a slot has no identifier; a booking repeats what names it.
slots=$(send GetAppointmentSlots)
slot=()
for name in UserName SiteName ClinicType; do slot+=("NonClinical.Appointment.Clinic.$name=$(first "$name" <<<"$slots")"); done
for name in SlotType DateTimeStart Duration; do slot+=("NonClinical.Appointment.Clinic.Slot.$name=$(first "$name" <<<"$slots")"); done
booked=$(send UpdatePatientRecord Identity.NHSNumber="$patient" "${slot[@]}" NonClinical.Appointment.Comments='Weight again')
echo "Booked: appointment $(first AppointmentUID <<<"$booked"), at $(first DateTimeStart <<<"$slots")"

# Nobody gets that slot a second time: the reply is an error, and the exit code 1.
if refused=$(send UpdatePatientRecord Identity.NHSNumber="$patient" "${slot[@]}"); then echo 'One slot was booked twice.' >&2 && exit 1; fi
echo "The same slot again: $(grep -o 'Code="[A-Za-z]*"' <<<"$refused")"

# Delete: only what this application wrote, with a reason, and all that is named or nothing.
written=$(send UpdatePatientRecord Identity.NHSNumber="$patient" Clinical.Event.Narrative.Line='For somebody else.')
mistake=$(first EventUID <<<"$written")
send DeleteFromPatientRecord Identity.NHSNumber="$patient" Reason='Entered for the wrong patient' EventUID="$mistake" >/dev/null
echo "Deleted: event $mistake"
