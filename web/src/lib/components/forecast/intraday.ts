/** The intraday screen's form: what its address holds and the question it makes. */
import type { IntradayQuestion } from "$lib/api/forecast";
import {
  formOf as staffingForm,
  questionOf as staffingQuestion,
  type StaffingForm,
} from "$lib/components/planning/staffing";
import { instantOf } from "$lib/format/time";

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
