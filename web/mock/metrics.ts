/** The invented centre's metric catalogue: what each counts, over the contacts of `centre.ts`. */
import type { Metric } from "../src/lib/api/types";
import type { Contact } from "./centre";

export type Params = Record<string, string>;

/** A metric with the way to compute it from single contacts. */
export interface MockMetric {
  metric: Metric;
  kind: "count" | "share" | "mean" | "quantile" | "max" | "nps";
  inDenominator: (contact: Contact, params: Params) => boolean;
  /** Whether (share) or how much (mean, quantile) a contact of the denominator adds. */
  weight: (contact: Contact, params: Params) => number;
  quantile?: number;
}

type Words = [en: string, hans: string, hant: string, he: string];

const words = ([en, hans, hant, he]: Words) => ({ en, "zh-Hans": hans, "zh-Hant": hant, he });
const METHODS = {
  count: "none",
  share: "wilson",
  mean: "mean_t",
  quantile: "order_statistic",
  max: "none",
  nps: "nps_normal",
};
const CLOCK = { name: "clock", default: "enqueued_else_started", kind: "string" };
const THRESHOLD = { name: "threshold_s", default: "20", kind: "number" };
const SHORT = { name: "short_abandon_s", default: "5", kind: "number" };

interface Definition {
  id: string;
  kind: MockMetric["kind"];
  names: Words;
  help: Words;
  unit?: [unit: string, display: string];
  direction: string;
  level: string;
  numerator: string;
  denominator?: string;
  params?: Metric["params"];
  guard?: string[];
  n_min?: number;
  quantile?: number;
  in: MockMetric["inDenominator"];
  weight?: MockMetric["weight"];
}

function mockMetric(definition: Definition): MockMetric {
  const { id, kind, names, help, direction, level, params = [], guard = [], n_min = 30 } = definition;
  const units: Record<string, [string, string]> = {
    count: ["count", "n"],
    share: ["share", "%"],
    nps: ["points", "-100..100"],
  };
  const [unit, display_unit] = definition.unit ?? units[kind] ?? ["s", "s"];
  const denominator = definition.denominator ?? "none";
  return {
    kind,
    inDenominator: definition.in,
    weight: definition.weight ?? (() => 1),
    quantile: definition.quantile,
    metric: {
      id,
      version: 1,
      names: words(names),
      help: words(help),
      unit,
      display_unit,
      direction,
      level,
      clock: "enqueued_else_started",
      relation: "contact_segments",
      formula: kind === "share" ? "numerator / denominator" : kind,
      numerator: definition.numerator,
      denominator,
      params,
      guard,
      interval_method: METHODS[kind],
      n_min: kind === "count" || kind === "max" ? 0 : n_min,
      final_after: "settled",
      requirement: "M1",
    },
  };
}

const offered = (c: Contact) => c.queue_result !== "flowed_out";
const answered = (c: Contact) => c.queue_result === "answered";
const abandoned = (c: Contact) => c.queue_result === "abandoned";
const threshold = (params: Params) => Number(params.threshold_s ?? 20);
const short = (params: Params) => Number(params.short_abandon_s ?? 5);
const OFFERED = "queue_result in ('answered', 'abandoned')";

export const METRICS: MockMetric[] = [
  mockMetric({
    id: "entered",
    kind: "count",
    names: ["Contacts that entered a queue", "进入队列的联络", "進入佇列的聯繫", "פניות שנכנסו לתור"],
    help: [
      "How many contacts entered a queue, whatever became of them.",
      "进入队列的联络数量，无论其结果如何。",
      "進入佇列的聯繫數量，無論結果如何。",
      "כמה פניות נכנסו לתור, בלי תלות בגורלן.",
    ],
    direction: "none",
    level: "queue",
    numerator: "segments with a queue, any queue_result",
    params: [CLOCK],
    in: () => true,
  }),
  mockMetric({
    id: "offered",
    kind: "count",
    names: ["Offered contacts", "呼入联络", "進線聯繫", "פניות שהוצעו"],
    help: [
      "Contacts that waited for an agent and were answered or gave up. It describes the demand; it is neither good nor bad.",
      "等待座席并得到应答或放弃的联络。它描述需求，本身无好坏之分。",
      "等候客服專員並獲接聽或放棄的聯繫。它描述需求，本身無好壞之分。",
      "פניות שהמתינו לנציג ונענו או ננטשו. המדד מתאר את הביקוש; הוא אינו טוב או רע.",
    ],
    direction: "none",
    level: "queue",
    numerator: OFFERED,
    params: [CLOCK],
    in: offered,
  }),
  mockMetric({
    id: "answered",
    kind: "count",
    names: ["Answered contacts", "已应答联络", "已接聽聯繫", "פניות שנענו"],
    help: [
      "Contacts an agent answered.",
      "座席应答的联络数量。",
      "客服專員接聽的聯繫數量。",
      "פניות שנציג ענה להן.",
    ],
    direction: "none",
    level: "queue",
    numerator: "queue_result = 'answered'",
    params: [CLOCK],
    in: answered,
  }),
  mockMetric({
    id: "sl.answered_over_offered",
    kind: "share",
    names: [
      "Service level: answered in time of offered",
      "服务水平：及时应答占呼入的比例",
      "服務水準：及時接聽占進線的比例",
      "רמת שירות: נענו בזמן מתוך שהוצעו",
    ],
    help: [
      "Of all contacts that were answered or gave up, the share answered within the threshold. Callers who gave up count against it.",
      "在已应答或已放弃的联络中，于阈值内得到应答的比例。放弃的来电也计入分母。",
      "在已接聽或已放棄的聯繫中，於門檻值內獲接聽的比例。放棄者也計入分母。",
      "מתוך כל הפניות שנענו או ננטשו, החלק שנענה בתוך הסף. גם הנוטשים נספרים במכנה.",
    ],
    direction: "up",
    level: "queue",
    numerator: "queue_result = 'answered' and wait_s <= threshold_s",
    denominator: OFFERED,
    params: [THRESHOLD, CLOCK],
    guard: ["abandon.offered", "longest_wait"],
    in: offered,
    weight: (c, params) => Number(answered(c) && c.wait_s <= threshold(params)),
  }),
  mockMetric({
    id: "sl.excl_short",
    kind: "share",
    names: [
      "Service level: answered in time, short abandons left out",
      "服务水平：及时应答，不计短时放弃",
      "服務水準：及時接聽，不計短暫放棄",
      "רמת שירות: נענו בזמן, ללא נטישות קצרות",
    ],
    help: [
      "As the service level of offered contacts, but callers who gave up within a few seconds count neither for nor against it.",
      "与按呼入计算的服务水平相同，但数秒内放弃的来电不计入。",
      "與按進線計算的服務水準相同，但數秒內放棄者不計入。",
      "כמו רמת השירות מתוך שהוצעו, אך מי שוויתרו בתוך שניות אינם נספרים.",
    ],
    direction: "up",
    level: "queue",
    numerator: "queue_result = 'answered' and wait_s <= threshold_s",
    denominator: "queue_result = 'answered' or (queue_result = 'abandoned' and wait_s > short_abandon_s)",
    params: [THRESHOLD, SHORT, CLOCK],
    guard: ["abandon.offered"],
    in: (c, params) => answered(c) || (abandoned(c) && c.wait_s > short(params)),
    weight: (c, params) => Number(answered(c) && c.wait_s <= threshold(params)),
  }),
  mockMetric({
    id: "abandon.offered",
    kind: "share",
    names: ["Abandonment of offered", "呼入放弃率", "進線放棄率", "שיעור נטישה מתוך שהוצעו"],
    help: [
      "The share of callers who gave up before an agent answered.",
      "在座席应答之前放弃的来电比例。",
      "在客服專員接聽之前放棄的比例。",
      "חלק הפונים שוויתרו לפני שנציג ענה.",
    ],
    direction: "down",
    level: "queue",
    numerator: "queue_result = 'abandoned'",
    denominator: OFFERED,
    params: [CLOCK],
    in: offered,
    weight: (c) => Number(abandoned(c)),
  }),
  mockMetric({
    id: "asa",
    kind: "mean",
    names: ["Average speed of answer", "平均应答速度", "平均接聽速度", "זמן מענה ממוצע"],
    help: [
      "How long those who were answered had waited, on average. Those who gave up are not in it.",
      "得到应答的联络平均等待了多久；放弃的不计入。",
      "獲接聽的聯繫平均等候多久；放棄者不計入。",
      "כמה המתינו בממוצע מי שנענו. הנוטשים אינם נכללים.",
    ],
    direction: "down",
    level: "queue",
    numerator: "sum of wait_s, zeros included",
    denominator: "queue_result = 'answered' and wait_s is not null",
    params: [CLOCK],
    guard: ["abandon.offered", "wait_p90.answered"],
    in: answered,
    weight: (c) => c.wait_s,
  }),
  mockMetric({
    id: "wait_p90.answered",
    kind: "quantile",
    quantile: 0.9,
    names: [
      "90th percentile wait of answered",
      "已应答联络等待时长第 90 百分位",
      "已接聽等候時間第 90 百分位",
      "אחוזון 90 של ההמתנה מתוך שנענו",
    ],
    help: [
      "Nine of ten answered contacts waited no longer than this.",
      "十个已应答的联络中有九个等待不超过此时长。",
      "十個已接聽的聯繫中有九個等候不超過此時間。",
      "תשע מכל עשר פניות שנענו לא המתינו יותר מזה.",
    ],
    direction: "down",
    level: "queue",
    numerator: "quantile 0.9 of wait_s",
    denominator: "queue_result = 'answered' and wait_s is not null",
    params: [CLOCK],
    guard: ["abandon.offered"],
    n_min: 50,
    in: answered,
    weight: (c) => c.wait_s,
  }),
  mockMetric({
    id: "longest_wait",
    kind: "max",
    names: ["Longest wait", "最长等待时长", "最長等候時間", "ההמתנה הארוכה ביותר"],
    help: [
      "The longest anybody waited, answered or not.",
      "所有人中最长的等待时长，无论是否得到应答。",
      "所有人中最長的等候時間，無論是否獲接聽。",
      "הזמן הארוך ביותר שמישהו המתין, נענה או לא.",
    ],
    direction: "down",
    level: "queue",
    numerator: "max wait_s",
    params: [CLOCK],
    guard: ["asa"],
    in: () => true,
    weight: (c) => c.wait_s,
  }),
  mockMetric({
    id: "aht",
    kind: "mean",
    names: ["Average handle time", "平均处理时长", "平均處理時間 (AHT)", "זמן טיפול ממוצע (AHT)"],
    help: [
      "Talk, hold and after-call work of a handled contact, on average. It has a healthy band: shorter is not better.",
      "每个已处理联络的通话、保持与话后处理时长的平均值。它有合理区间，并非越短越好。",
      "每個已處理聯繫的通話、保留與話後處理時間的平均值。它有合理區間，並非越短越好。",
      "זמן השיחה, ההשהיה והתיעוד של פנייה שטופלה, בממוצע. יש לו תחום בריא: קצר יותר אינו טוב יותר.",
    ],
    direction: "band",
    level: "team",
    numerator: "sum of talk_s + hold_s + acw_s",
    denominator: "handled with talk_s not null",
    guard: ["transfer_rate", "csat.t2b"],
    in: (c) => c.talk_s !== null,
    weight: (c) => (c.talk_s ?? 0) + (c.hold_s ?? 0) + (c.acw_s ?? 0),
  }),
  mockMetric({
    id: "acw.mean",
    kind: "mean",
    names: ["Mean after-call work", "平均话后处理时长", "平均話後處理時間", "תיעוד לאחר שיחה, ממוצע (ACW)"],
    help: [
      "How long agents worked on a contact after it had ended, on average.",
      "联络结束后座席平均花费的处理时长。",
      "聯繫結束後客服專員平均花費的處理時間。",
      "כמה זמן עבדו נציגים על פנייה לאחר שהסתיימה, בממוצע.",
    ],
    direction: "band",
    level: "agent",
    numerator: "sum of acw_s",
    denominator: "answered with acw_s not null",
    in: (c) => c.acw_s !== null,
    weight: (c) => c.acw_s ?? 0,
  }),
  mockMetric({
    id: "transfer_rate",
    kind: "share",
    names: ["Transfers of handled", "转接率", "轉接率", "שיעור ההעברות מתוך שטופלו"],
    help: [
      "The share of handled contacts that were passed on.",
      "已处理联络中被转接的比例。",
      "已處理聯繫中被轉接的比例。",
      "חלק הפניות שטופלו והועברו הלאה.",
    ],
    direction: "down",
    level: "agent",
    numerator: "transfer_kind is not null",
    denominator: "queue_result = 'answered'",
    in: answered,
    weight: (c) => Number(c.transfer_kind !== null),
  }),
  mockMetric({
    id: "csat.t2b",
    kind: "share",
    names: [
      "Satisfied (top two boxes)",
      "客户满意度（最高两档）",
      "顧客滿意度（最高兩級）",
      "שביעות רצון (שתי הדרגות העליונות)",
    ],
    help: [
      "Of those who answered the survey, the share who chose one of the two best marks.",
      "在回复调查的客户中，选择最高两档的比例。",
      "在回覆問卷的顧客中，選擇最高兩級的比例。",
      "מתוך המשיבים לסקר, החלק שבחר באחת משתי הדרגות הגבוהות.",
    ],
    direction: "up",
    level: "team",
    numerator: "answers of 4 and 5",
    denominator: "valid answers of kind 'csat'",
    in: (c) => c.csat !== null,
    weight: (c) => Number((c.csat ?? 0) >= 4),
  }),
  mockMetric({
    id: "nps",
    kind: "nps",
    names: ["Net promoter score", "净推荐值 (NPS)", "淨推薦值 (NPS)", "NPS, ציון הממליצים נטו"],
    help: [
      "Promoters minus detractors, per hundred answers.",
      "每百份回复中推荐者减去贬损者的数值。",
      "每百份回覆中推薦者減去批評者的數值。",
      "ממליצים פחות מבקרים, לכל מאה תשובות.",
    ],
    direction: "up",
    level: "queue",
    numerator: "100 x (promoters - detractors)",
    denominator: "valid answers of kind 'nps'",
    in: (c) => c.csat !== null,
    weight: (c) => (c.csat === 5 ? 1 : (c.csat ?? 0) <= 3 ? -1 : 0),
  }),
];

export const DIMENSIONS = [
  "channel",
  "queue",
  "site",
  "team",
  "agent",
  "reason",
  "language",
  "direction",
  "hour_of_day",
  "weekday",
].map((name) => ({ name, kind: "string" }));
