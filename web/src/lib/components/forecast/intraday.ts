/** The intraday screen's form: what its address holds and the question it makes. */
import type { IntradayQuestion } from "$lib/api/forecast";
import {
  formOf as staffingForm,
  questionOf as staffingQuestion,
  type StaffingForm,
} from "$lib/components/planning/staffing";

export interface IntradayForm {
  staffing: StaffingForm;
  /** Time of the day it is seen at, `HH:MM`; empty: the newest event. */
  at: string;
}

export function formOf(params: URLSearchParams, today: string): IntradayForm {
  const at = params.get("at") ?? "";
  return {
    staffing: { ...staffingForm(params, today), days: 1 },
    at: /^([01]\d|2[0-3]):[0-5]\d$/.test(at) ? at : "",
  };
}

export function addressOf({ staffing, at }: IntradayForm): string {
  const params = new URLSearchParams({
    queue: staffing.queue,
    from: staffing.from,
    sl: String(staffing.serviceLevel),
    in: String(staffing.thresholdS),
  });
  if (at) params.set("at", at);
  return `/intraday?${params}`;
}

/** The question of a form; the wall clock of `zone` makes an instant of day and time. */
export function questionOf({ staffing, at }: IntradayForm, zone: string): IntradayQuestion {
  return { staffing: staffingQuestion(staffing, 1), at: at ? instantOf(staffing.from, at, zone) : null };
}

/** The instant at which the clock of a zone shows a day and a time. */
export function instantOf(day: string, time: string, zone: string): string {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
    hour12: false,
  });
  const shown = (instant: number) => {
    const [date, clock] = format.format(new Date(instant)).split(", ");
    return Date.parse(`${date}T${(clock ?? "").replace(/^24/, "00")}Z`);
  };
  let instant = wanted;
  // Twice, as the first guess may lie on the other side of a change of the clock.
  for (let turn = 0; turn < 2; turn++) instant += wanted - shown(instant);
  return new Date(instant).toISOString();
}
