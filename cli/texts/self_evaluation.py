"""Texts of evaluation plans, self-evaluations, their confirmation and re-evaluation."""

TEXTS: dict[str, tuple[str, str]] = {
    # the command
    "help.self-evaluation": (
        "한 해의 자체평가를 보여 드립니다: 기관별 점수와 등급, 한 기관의 계획·분야별 점수·확인·재평가.",
        "Show a year's self-evaluations: all scores and grades, or a body's plan, scores, confirmation, re-evaluation.",
    ),
    "example.self-evaluation": (
        "sacho self-evaluation 2010\nsacho self-evaluation 2010 --body KIPO --why",
        "sacho self-evaluation 2010\nsacho self-evaluation 2010 --body KIPO --why",
    ),
    "option.self-evaluation.why": (
        "점수가 어떻게 나왔는지 과제, 측정 항목, 위원별 점수와 기록 번호까지 보여 드립니다.",
        "Show how the score came about: subjects, measures, members' scores and their events.",
    ),
    "refusal.self-evaluation.none": (
        "{year}년도 {body}의 자체평가 기록이 없습니다. 'sacho self-evaluation {year}'(으)로 확인하십시오.",
        "There is no self-evaluation of {body} in {year}. See 'sacho self-evaluation {year}'.",
    ),
    # answers
    "self-evaluation.nobody": ("{year}년도 자체평가가 없습니다.", "Nobody evaluated itself in {year}."),
    "self-evaluation.plan": (
        "자체평가계획 {edition}판, 위원회 {committee}, 과제 {subjects}개, 근거 {rests_on}.",
        "Plan, edition {edition}: committee {committee}, {subjects} subjects, rests on {rests_on}.",
    ),
    "self-evaluation.ground.not-submitted": (
        "기한까지 계획이 제출되지 않아 {on} 성과계획의 지표만으로 하는 기본안이 적용됨. 알린 기관: {noticed}.",
        "No plan came in time: from {on} on, the indicators of the annual plan alone are evaluated. Told: {noticed}.",
    ),
    "self-evaluation.total": ("총점 {total}점, 등급 {grade}.", "Total {total}, grade {grade}."),
    "self-evaluation.adjusted": (
        "위원회 조정: {before}점에서 {after}점으로({resolution}).",
        "Adjusted by the committee from {before} to {after} ({resolution}).",
    ),
    "self-evaluation.ordered": (
        "재평가: 과제 {subjects}, 담당 {evaluator}, 의결 {resolution}.",
        "Evaluated again: {subjects}, by {evaluator}, by resolution {resolution}.",
    ),
    "self-evaluation.state.planned": ("계획 제출", "planned"),
    "self-evaluation.state.supplement": ("보완 요청", "supplement asked for"),
    "self-evaluation.state.accepted": ("계획 접수", "plan accepted"),
    "self-evaluation.state.not-submitted": ("미제출(재평가 가능)", "not submitted, may be evaluated again"),
    "self-evaluation.state.defaulted": ("계획 미제출, 기본안 적용", "no plan submitted, the default holds"),
    "self-evaluation.state.scoring": ("채점 중", "being scored"),
    "self-evaluation.state.shared": ("평가안 공유", "draft shared"),
    "self-evaluation.state.submitted": ("제출", "submitted"),
    "self-evaluation.confirmed": ("{of}개 중 {confirmed}개 확인", "{confirmed} of {of}"),
    "verdict.confirmed": ("확인", "confirmed"),
    "verdict.re-evaluate": ("재평가 권고", "re-evaluation recommended"),
    "verdict.unconfirmed": ("미확인", "unconfirmed"),
    "column.sector": ("부문", "Sector"),
    "column.verdict": ("확인·점검", "Confirmed"),
    "column.opinion": ("의견", "Opinion"),
    # acts
    "act.RequestSelfEvaluationSupplement": (
        "정부업무평가위원회 의결에 따라 자체평가계획의 보완을 요청합니다.",
        "Ask for a supplement of a self-evaluation plan, by the government committee's resolution.",
    ),
    "act.AcceptSelfEvaluationPlan": ("자체평가계획을 접수합니다.", "Accept a self-evaluation plan."),
    "act.DefaultSelfEvaluationPlan": (
        "자체평가계획이 제출되지 않은 기관에 성과계획의 지표만으로 하는 기본안을 적용합니다(시스템).",
        "Let a plan's indicators alone be evaluated where no self-evaluation plan came (the engine).",
    ),
    "act.TellNotSubmitted": (
        "기한 안에 자체평가 결과를 제출하지 않은 기관을 미제출로 공개합니다(시스템).",
        "Publish that a ministry submitted no self-evaluation in time (the engine).",
    ),
    "act.PassUnconfirmed": (
        "기한 안에 확인되지 않은 부문을 미확인으로 위원회에 올립니다(시스템).",
        "Pass what was not confirmed in time to the committee as unconfirmed (the engine).",
    ),
    "act.NameInspector": (
        "소관 부문의 자체평가를 확인·점검할 사람을 지정합니다.",
        "Name who inspects a sector of a ministry's self-evaluation.",
    ),
    "act.OrderReEvaluation": (
        "위원회 의결을 거쳐 자체평가 과제의 재평가를 명합니다.",
        "Order subjects of a ministry to be scored again, by the committee's resolution.",
    ),
    "act.AdjustSelfEvaluation": (
        "위원회 의결에 따라 자체평가 총점을 조정합니다.",
        "Put another total in the place of a ministry's, by the committee's resolution.",
    ),
    # fields
    "field.reported": ("국무회의 보고일", "the day of the report to the Cabinet"),
    "field.method": ("평가방법", "the method"),
    "field.hearing": ("의견을 듣는 날", "the day of the hearing"),
    "field.weights": ("분야별 가중치(%)", "the weight of each category in percent"),
    "field.subjects": ("과제", "the subjects"),
    "field.subject": ("과제의 식별자", "the id of the subject"),
    "field.measures": ("측정 항목", "the measures"),
    "field.criterion": ("성과지표가 아닌 추가 기준의 이름", "the name of a criterion that is no indicator"),
    "field.request": ("보완을 요청하는 내용", "what is to be supplemented"),
    "field.scoring": ("과제:위원", "SUBJECT:MEMBER"),
    "field.opinion": ("의견", "the opinion"),
    "field.heard": ("과제별 담당자의 의견", "what the owner of each subject said"),
    "field.said": ("의견", "what was said"),
    "field.ministry": ("기관", "the ministry"),
    "field.inspector": ("점검 담당자", "who inspects"),
    "field.inspected": ("기관:부문", "MINISTRY:SECTOR"),
    "field.verdict": ("확인·점검 결과", "the outcome"),
}
