//! Names of columns in English, Hebrew and Chinese, by role. Written small, words apart; kept out of the formatter, which
//! would give each word a line.

use super::roles::Role;

/// Meanings, each with the words for it.
pub(super) type Words = [(&'static str, &'static [&'static str])];

/// Names a role goes by; the likelier ones first.
#[rustfmt::skip]
pub(super) const NAMES: &[(Role, &[&str])] = &[
    (Role::ContactId, &[
        "call id", "contact id", "conversation id", "interaction id", "session id", "segment id",
        "call uuid", "uuid", "call number", "מזהה שיחה", "מספר שיחה", "通话编号", "通話編號", "呼叫编号", "联络编号",
        "会话编号",
    ]),
    (Role::ItemId, &[
        "number", "ticket id", "case id", "incident id", "incident number", "ticket number",
        "case number", "ticket", "incident", "issue id", "request id", "מספר קריאה", "מספר פנייה",
        "מזהה פנייה", "工单编号", "工單編號", "案件編號", "案件编号",
    ]),
    (Role::SurveyId, &[
        "survey id", "response id", "answer id", "מזהה סקר", "מזהה משוב", "问卷编号", "問卷編號", "答卷编号",
    ]),
    (Role::Agent, &[
        "agent", "agent name", "agent id", "server", "operator", "representative", "rep", "user",
        "handled by", "csr", "employee", "advisor", "נציג", "שם נציג", "מוקדן", "坐席", "座席", "客服",
        "客服人员", "專員",
    ]),
    (Role::Customer, &[
        "customer id", "customer", "caller id", "caller", "client id", "client", "ani", "requester id",
        "phone number", "לקוח", "מזהה לקוח", "מספר לקוח", "מתקשר", "客户", "客户编号", "客戶", "客戶編號", "来电号码",
    ]),
    (Role::Queue, &[
        "queue", "queue name", "type", "skill", "skill group", "service", "line of business",
        "campaign name", "תור", "שם תור", "סוג שירות", "队列", "佇列", "技能组", "技能組", "业务类型",
    ]),
    (Role::Group, &[
        "assignment group", "group", "workgroup", "team", "קבוצה", "קבוצת טיפול", "צוות", "处理组", "處理組",
        "工作组", "工作組",
    ]),
    (Role::Channel, &["channel", "channel type", "media type", "contact type", "ערוץ", "渠道", "管道", "媒体类型"]),
    (Role::Reason, &[
        "topic", "reason", "category", "contact reason", "subject", "call reason", "service type",
        "נושא", "סיבה", "סיבת פנייה", "主题", "主題", "原因", "类别", "類別",
    ]),
    (Role::Product, &["product", "מוצר", "产品", "產品"]),
    (Role::Priority, &[
        "priority", "urgency", "severity", "seriousness", "עדיפות", "דחיפות", "优先级", "優先級", "優先順序",
    ]),
    (Role::Day, &["date", "day", "call date", "תאריך", "יום", "日期", "日子"]),
    (Role::StartClock, &[
        "time", "start time", "call time", "vru entry", "ivr entry", "entry time", "שעה", "שעת התחלה",
        "כניסה למענה קולי", "时间", "時間", "开始时间", "進入語音時間", "进入语音时间",
    ]),
    (Role::SelfServiceEndClock, &[
        "vru exit", "ivr exit", "ivr end", "יציאה ממענה קולי", "离开语音时间", "離開語音時間",
    ]),
    (Role::SelfService, &[
        "vru time", "ivr time", "ivr duration", "self service time", "זמן מענה קולי", "语音时长", "語音時長",
    ]),
    (Role::QueueStart, &[
        "q start", "queue start", "enqueued at", "queue entry", "enqueue time", "queue in",
        "כניסה לתור", "תחילת תור", "入队时间", "進入佇列時間", "排队开始",
    ]),
    (Role::QueueEnd, &[
        "q exit", "queue exit", "queue end", "dequeued at", "queue out", "יציאה מהתור", "סוף תור",
        "出队时间", "離開佇列時間", "排队结束",
    ]),
    (Role::Wait, &[
        "q time", "queue time", "wait", "wait time", "waiting time", "speed of answer in seconds",
        "speed of answer", "queue wait time", "answer speed", "wait seconds", "זמן המתנה", "זמן בתור",
        "מהירות מענה", "מהירות מענה בשניות", "等待时间", "等待時間", "排队时长", "应答速度", "接聽速度",
    ]),
    (Role::ServiceStart, &[
        "ser start", "service start", "answered at", "connect time", "connected at", "answer time",
        "talk start", "תחילת שיחה", "תחילת שירות", "接通时间", "接通時間", "服务开始",
    ]),
    (Role::ServiceEnd, &[
        "ser exit", "service end", "service exit", "ended at", "end time", "call end", "hangup time",
        "talk end", "סוף שיחה", "סוף שירות", "结束时间", "結束時間", "服务结束",
    ]),
    (Role::Talk, &[
        "ser time", "talk time", "service time", "talk", "talk duration", "avg talk duration",
        "call duration", "duration", "length", "conversation time", "משך שיחה", "זמן שיחה",
        "זמן שירות", "通话时长", "通話時長", "服务时长", "通話時間",
    ]),
    (Role::Hold, &["hold time", "hold", "hold duration", "זמן החזקה", "保持时长", "保留時間"]),
    (Role::AfterWork, &[
        "acw", "after call work", "after call work time", "wrap up time", "wrap time", "acw time",
        "זמן תיעוד", "话后时长", "話後時間",
    ]),
    (Role::Result, &[
        "outcome", "result", "status", "disposition", "call result", "call status", "תוצאה", "סטטוס",
        "תוצאת שיחה", "结果", "結果", "通话结果", "通話結果",
    ]),
    (Role::Answered, &[
        "answered y n", "answered", "is answered", "נענה", "נענתה", "是否接听", "是否接聽", "已接听", "已接通",
    ]),
    (Role::Abandoned, &[
        "abandoned y n", "abandoned", "abandon", "abandon y n", "is abandoned", "ננטש", "ננטשה",
        "是否放弃", "是否放棄",
    ]),
    (Role::Resolved, &[
        "resolved", "is resolved", "solved", "fcr", "first call resolution", "נפתר", "נפתרה", "טופל",
        "是否解决", "是否解決", "已解决", "已解決",
    ]),
    (Role::Csat, &[
        "satisfaction rating", "satisfaction", "csat", "csat score", "rating", "customer satisfaction",
        "שביעות רצון", "דירוג שביעות רצון", "ציון שביעות רצון", "满意度", "滿意度", "满意度评分",
    ]),
    (Role::Nps, &[
        "nps", "nps score", "net promoter score", "likelihood to recommend", "recommend", "ציון nps",
        "ציון המלצה", "נכונות להמליץ", "推荐分数", "推薦分數", "净推荐值", "淨推薦值",
    ]),
    (Role::SurveyTime, &[
        "survey date", "response date", "answered at", "submitted at", "תאריך סקר", "תאריך משוב",
        "调查日期", "調查日期", "问卷日期",
    ]),
    (Role::State, &[
        "state", "incident state", "ident state", "ticket status", "case status", "status", "מצב",
        "סטטוס", "מצב קריאה", "状态", "狀態", "工单状态",
    ]),
    (Role::Activity, &[
        "activity", "concept name", "event", "event name", "action", "פעולה", "פעילות", "活动", "活動",
        "操作",
    ]),
    (Role::EventTime, &[
        "time timestamp", "timestamp", "event time", "sys updated at", "updated at", "last updated",
        "זמן", "חותמת זמן", "זמן עדכון", "时间戳", "時間戳", "更新时间", "更新時間",
    ]),
    (Role::Opened, &[
        "opened at", "created at", "opened", "created", "submit date", "open time", "נפתח בתאריך",
        "זמן פתיחה", "创建时间", "建立時間", "打开时间",
    ]),
    (Role::Solved, &[
        "resolved at", "solved at", "resolution time", "resolve date", "זמן פתרון", "נפתר בתאריך",
        "解决时间", "解決時間",
    ]),
    (Role::Closed, &["closed at", "close time", "closed", "זמן סגירה", "נסגר בתאריך", "关闭时间", "關閉時間"]),
    (Role::Version, &[
        "sys mod count", "version", "revision", "update count", "מספר עדכון", "修改次数", "修改次數",
    ]),
    (Role::Reopened, &["reopen count", "reopens", "reopened", "פתיחות מחדש", "重开次数", "重開次數"]),
    (Role::Reassigned, &["reassignment count", "reassignments", "העברות", "转派次数", "轉派次數"]),
    (Role::SlaMet, &["made sla", "sla met", "within sla", "עמידה ביעד", "是否达标", "是否達標"]),
    (Role::Owner, &[
        "assigned to", "assignee", "owner", "org resource", "resource", "resolver", "מטפל", "אחראי",
        "处理人", "處理人", "负责人", "負責人",
    ]),
    (Role::Offered, &[
        "incoming calls", "offered", "calls offered", "contacts offered", "incoming contact volume",
        "volume", "calls", "received", "שיחות נכנסות", "呼入量", "來電數", "来电数",
    ]),
    (Role::AnsweredCount, &[
        "answered calls", "answered", "calls answered", "contacts answered", "contacts handled",
        "handled", "שיחות שנענו", "接听量", "接聽數", "接听数",
    ]),
    (Role::AbandonedCount, &[
        "abandoned calls", "abandoned", "calls abandoned", "contacts abandoned", "lost calls",
        "שיחות שננטשו", "放弃量", "放棄數", "放弃数",
    ]),
    (Role::InThreshold, &[
        "answered within threshold", "answered in threshold", "within sl",
        "answered in sl", "נענו ביעד", "时限内接听", "時限內接聽",
    ]),
    (Role::IntervalLength, &[
        "interval duration", "interval min", "interval", "interval minutes", "interval s",
        "interval length", "אורך מקטע", "时段长度", "時段長度",
    ]),
    (Role::IntervalStart, &[
        "interval start", "time stamp", "starts at", "interval begin", "slot", "period start",
        "תחילת מקטע", "时段开始", "時段開始",
    ]),
    (Role::HandleMean, &[
        "average handle time", "aht", "avg handle time", "זמן טיפול ממוצע", "平均处理时长", "平均處理時間",
    ]),
    (Role::WaitTotal, &["wait total", "total wait", "total wait time", "סך המתנה", "总等待时长", "總等待時間"]),
    (Role::TalkTotal, &["talk total", "total talk", "total talk time", "סך שיחה", "总通话时长", "總通話時間"]),
    (Role::HoldTotal, &["hold total", "total hold", "total hold time", "סך החזקה", "总保持时长", "總保留時間"]),
    (Role::AfterWorkTotal, &["acw total", "total acw", "total wrap time", "סך תיעוד", "总话后时长", "總話後時間"]),
    (Role::AgentState, &[
        "agent state", "aux", "aux code", "activity code", "presence", "מצב נציג", "坐席状态", "座席狀態",
    ]),
];

/// Words of results: lower case text and what it is.
#[rustfmt::skip]
pub(super) const RESULTS: &Words = &[
    ("answered", &[
        "agent", "answered", "answer", "handled", "connected", "completed", "served", "yes", "y",
        "נענתה", "נענה", "טופלה", "已接听", "已接聽", "接通", "已接通", "已应答",
    ]),
    ("abandoned", &[
        "hang", "abandoned", "abandon", "hangup", "hang up", "hung up", "caller hung up", "lost", "missed", "no",
        "n", "unanswered", "ננטשה", "ננטש", "לא נענתה", "ניתוק", "已放弃", "已放棄", "放弃", "未接", "未接听",
        "未接聽",
    ]),
    ("flowed_out", &[
        "transferred", "overflow", "timeout", "voicemail", "callback", "flow out", "הועברה", "溢出",
        "已转接", "轉接",
    ]),
];

/// Words of agents' states.
#[rustfmt::skip]
pub(super) const AGENT_STATES: &Words = &[
    ("available_idle", &["available", "ready", "idle", "waiting", "פנוי", "זמין", "空闲", "就绪", "空閒", "就緒"]),
    ("talking", &["talking", "on call", "busy", "in call", "בשיחה", "通话中", "通話中"]),
    ("acw", &["acw", "wrap up", "wrapup", "after call work", "תיעוד", "话后", "話後"]),
    ("break", &["break", "pause", "paused", "not ready", "הפסקה", "休息", "小休"]),
    ("meal", &["lunch", "meal", "ארוחה", "用餐", "午餐"]),
    ("meeting", &["meeting", "ישיבה", "会议", "會議"]),
    ("training", &["training", "הדרכה", "培训", "訓練"]),
    ("offline", &["offline", "logged out", "logout", "מנותק", "离线", "離線"]),
];

/// Words of tickets' states and what becomes of them.
#[rustfmt::skip]
pub(super) const ITEM_STATES: &Words = &[
    ("new", &["new", "created", "submitted", "insert ticket", "חדש", "חדשה", "新建"]),
    ("open", &[
        "open", "active", "in progress", "assigned", "work in progress", "פתוח", "פתוחה", "בטיפול",
        "处理中", "處理中", "进行中",
    ]),
    ("pending", &[
        "pending", "awaiting user info", "waiting for customer", "wait", "ממתין", "ממתינה", "待处理",
        "等待客户", "等待",
    ]),
    ("on_hold", &[
        "on hold", "awaiting vendor", "awaiting problem", "awaiting evidence", "hold", "מושהה", "挂起",
        "擱置",
    ]),
    ("solved", &["resolved", "solved", "resolve ticket", "fixed", "נפתר", "נפתרה", "已解决", "已解決"]),
    ("closed", &["closed", "cancelled", "canceled", "סגור", "סגורה", "已关闭", "已關閉"]),
];
