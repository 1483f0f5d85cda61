#!/usr/bin/env python3
"""Writes the invented rows beside the mappings: `python3 samples/make.py`. The seed is fixed, so the files never change.

Names, ids and figures are invented; only the layouts are those of the sources the mappings are for.
"""

import csv
import random
from datetime import datetime, timedelta
from pathlib import Path

SEED = 20
ROWS = 200
HERE = Path(__file__).parent


def write(name, header, rows, delimiter=",", quoting=csv.QUOTE_MINIMAL):
    with open(HERE / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def clock(seconds):
    seconds %= 86_400
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def bank(rng):
    header = ("vru+line call_id customer_id priority type date vru_entry vru_exit vru_time q_start q_exit q_time "
              "outcome ser_start ser_exit ser_time server").split()
    agents = ["NOGA", "AMIR", "TALIA", "EYAL", "RUTH", "OREN"]
    rows = []
    for number in range(ROWS):
        day = f"99{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
        entry = rng.choice([rng.randint(25_200, 79_200)] * 9 + [86_390])
        in_vru = rng.randint(5, 30) if rng.random() > 0.02 else -rng.randint(8, 190)
        left = entry + in_vru
        outcome = rng.choices(["AGENT", "HANG", "PHANTOM"], [82, 16, 2])[0]
        waited = int(rng.expovariate(1 / 60)) if rng.random() < 0.55 else 0
        queue = [clock(left), clock(left + waited), waited] if waited else ["0:00:00", "0:00:00", 0]
        service, server = ["0:00:00", "0:00:00", 0], "NO_SERVER"
        if outcome == "AGENT":
            begin, lasted = left + waited, int(rng.lognormvariate(4.8, 0.8))
            service, server = [clock(begin), clock(begin + lasted), lasted], rng.choice(agents)
        customer = rng.choices([0, rng.randint(10_000_000, 99_999_999), "4.41702E+11"], [58, 40, 2])[0]
        rows.append([f"AA01{rng.randint(1, 12):02}", 40_000 + number, customer, 2 if customer else 0,
                     rng.choice(["PS"] * 6 + ["NW", "NW", "NE", "TT", "IN"]), day, clock(entry), clock(left), in_vru,
                     *queue, outcome, *service, server])
    write("bank/sample.tsv", header, rows, delimiter="\t", quoting=csv.QUOTE_NONE)


def pwc(rng):
    header = ["Call Id", "Agent", "Date", "Time", "Topic", "Answered (Y/N)", "Resolved", "Speed of answer in seconds",
              "AvgTalkDuration", "Satisfaction rating"]
    rows, at = [], datetime(2024, 3, 4, 9, 0)
    for number in range(ROWS):
        at += timedelta(seconds=rng.randint(60, 3_000))
        if at.hour >= 18:
            at = at.replace(hour=9, minute=0) + timedelta(days=1)
        answered = rng.random() < 0.82
        tail = ["", "", ""]
        if answered:
            talk = rng.randint(30, 420)
            tail = [rng.randint(10, 125), f"00:{talk // 60:02}:{talk % 60:02}", rng.choices(range(1, 6), [1, 1, 3, 3, 2])[0]]
        rows.append([f"ID{number + 1:04}", rng.choice(["Ana", "Ben", "Chen", "Dor", "Eva"]), at.date(), at.time(),
                     rng.choice(["Billing", "Contract", "Delivery", "Technical"]), "Y" if answered else "N",
                     "Y" if answered and rng.random() < 0.9 else "N", *tail])
    write("pwc/sample.csv", header, rows)


def servicenow(rng):
    header = ("number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,opened_by,opened_at,"
              "sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,location,category,category,u_symptom,"
              "cmdb_ci,impact,urgency,priority,assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,"
              "problem_id,rfc,vendor,caused_by,closed_code,resolved_by,resolved_at,closed_at").split(",")
    written = lambda at: f"{at.day}/{at.month}/{at.year} {at:%H:%M}"
    rows, number = [], 0
    while len(rows) < ROWS:
        number += 1
        opened = datetime(2024, 1, 8) + timedelta(minutes=rng.randint(0, 60_000))
        states = ["New"] + rng.choice([[], ["Active"], ["Active", "Awaiting User Info"]]) + ["Resolved", "Closed"]
        times = [opened + timedelta(minutes=7)]
        for _ in states[1:]:
            times.append(times[-1] + timedelta(minutes=rng.randint(10, 3_000)))
        met, priority, group = rng.random() < 0.7, rng.choice([2, 3, 3, 3, 4]), rng.randint(10, 20)
        caller, by = rng.randint(100, 999), rng.randint(1, 40)
        for count, (state, at) in enumerate(zip(states, times)):
            rows.append([f"{number:07}", state, str(state != "Closed").lower(), int(count > 1), 0, count, str(met).lower(), caller, by,
                         written(opened), by, written(times[0]), rng.randint(1, 40), written(at), rng.choice(["Phone"] * 9 + ["Email"]),
                         rng.randint(1, 60), rng.randint(1, 30), rng.randint(1, 200), "?", "?", 2, 2, priority, group,
                         rng.randint(1, 40) if count else "?", "false", "false", "Do Not Notify", "?", "?", "?", "?", 5,
                         rng.randint(1, 40), written(times[-2]), written(times[-1])])
    write("servicenow/sample.csv", header, rows[:ROWS])


def telemarketing(rng):
    header = ("age;job;marital;education;default;housing;loan;contact;month;day_of_week;duration;campaign;pdays;previous;poutcome;"
              "emp.var.rate;cons.price.idx;cons.conf.idx;euribor3m;nr.employed;y").split(";")
    yes = lambda share: "yes" if rng.random() < share else "no"
    rows = [[rng.randint(20, 70), rng.choice(["services", "technician", "retired", "management"]),
             rng.choice(["married", "single"]), rng.choice(["high.school", "university.degree"]), "no", yes(0.5), yes(0.2),
             rng.choice(["cellular", "telephone"]), rng.choice(["may", "jun", "jul"]), rng.choice(["mon", "tue", "wed", "thu", "fri"]),
             int(rng.lognormvariate(5.2, 0.8)), rng.randint(1, 6), 999, 0, "nonexistent", 1.1, 93.9, -36.4, 4.8, 5191.0, yes(0.12)]
            for _ in range(ROWS)]
    write("telemarketing/sample.csv", header, rows, delimiter=";", quoting=csv.QUOTE_NONNUMERIC)


def nps(rng):
    names = ["Noa Green", "Li Wei", "Sam Hill", "Maya Bar", "Tom Reed"]
    rows = []
    for number in range(ROWS):
        day = datetime(2024, 1, 1) + timedelta(days=rng.randint(0, 365))
        score = rng.choices(range(11), [6, 2, 2, 2, 2, 3, 3, 6, 10, 12, 20])[0]
        rows.append([1000 + number, rng.choice(["IL", "TW", "DE"]), f"{day:%d-%m-%Y}", rng.choice(names), day.month,
                     (day.month + 2) // 3, score])
    write("nps/sample.csv", ["ID", "Market", "Survey date", "Customer Name", "Month", "Quarter", "NPS"], rows)


def helpdesk(rng):
    header = ("case_id,concept:name,org:resource,time:timestamp,seriousness,customer,product,responsible_section,seriousness_2,"
              "service_level,service_type,support_section,workgroup").split(",")
    rows, case = [], 0
    while len(rows) < ROWS:
        case += 1
        at = datetime(2024, 2, 5) + timedelta(minutes=rng.randint(0, 40_000))
        steps = ["Assign seriousness", "Take in charge ticket"]
        steps += rng.choice([[], ["Wait"], ["Take in charge ticket"], ["Resolve ticket", "Wait"]])
        value = lambda most: f"Value {rng.randint(1, most)}"
        tail = [value(9), value(4), "Value 1", value(3), value(3), "Value 1", "Value 1", value(2)]
        for step in [*steps, "Resolve ticket", "Closed"]:
            rows.append([f"Case {case}", step, value(8), f"{at:%Y-%m-%dT%H:%M:%S}+00:00", "Value 1", *tail])
            at += timedelta(minutes=rng.randint(1, 6_000))
    write("helpdesk/sample.csv", header, rows[:ROWS])


def interval_report(rng):
    header = ("queue channel interval_start interval_min offered answered abandoned answered_in_20s wait_total talk_total "
              "hold_total acw_total").split()
    totals, history = [], []
    at = datetime(2024, 5, 6, 8, 0)
    for number in range(ROWS):
        queue = ["Billing", "Support"][number % 2]
        offered = rng.randint(0, 40)
        abandoned = sum(rng.random() < 0.07 for _ in range(offered))
        answered = offered - abandoned
        fast = sum(rng.random() < 0.75 for _ in range(answered))
        aht = rng.randint(180, 320)
        totals.append([queue, "voice", f"{at:%Y-%m-%d %H:%M}:00", 30, offered, answered, abandoned, fast, answered * rng.randint(5, 40),
                       answered * (aht - 50), answered * 10, answered * 40])
        history.append([queue, f"queue-{number % 2 + 1}", "VOICE", f"{at:%Y-%m-%dT%H:%M}:00Z", "30mins", offered, aht if answered else "",
                        answered])
        if number % 2:
            at += timedelta(minutes=30)
            if at.hour >= 20:
                at = at.replace(hour=8) + timedelta(days=1)
    write("interval-report/sample.csv", header, totals)
    write("interval-report/forecast-history.csv",
          ["QueueName", "QueueId", "ChannelType", "TimeStamp", "IntervalDuration", "IncomingContactVolume", "AverageHandleTime",
           "ContactsHandled"], history)


if __name__ == "__main__":
    for make in [bank, pwc, servicenow, telemarketing, nps, helpdesk, interval_report]:
        make(random.Random(f"{SEED}-{make.__name__}"))
