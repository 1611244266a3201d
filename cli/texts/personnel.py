"""Texts of what follows for people: calibration, cards, cases."""

TEXTS: dict[str, tuple[str, str]] = {
    "help.calibration": (
        "평가자마다 관대화, 분산, 후광, 1·2차 차이, 최근 편향을 보여 드립니다. 공개된 평가만 셉니다.",
        "Show how each evaluator rates: leniency, spread, halo, gap, recency. Only opened ratings count.",
    ),
    "example.calibration": (
        "sacho calibration 2010\nsacho calibration 2010 --unit PROMO --as kim",
        "sacho calibration 2010\nsacho calibration 2010 --unit PROMO --as kim",
    ),
    "option.calibration.actor": (
        "누구에게 보이는지. 위원회나 인사 담당이어야 하며, 본 사실이 기록됩니다.",
        "Who is shown it: evaluation-committee or hr; that it was shown is recorded",
    ),
    "option.since": ("이 연도부터 함께 셉니다.", "Count the years from this one on, too"),
    "option.evaluator": ("이 평가자만", "Only this evaluator"),
    "option.calibration.unit": ("이 부서 사람에 대한 평가만", "Only ratings of this unit's people"),
    "refusal.body.which": (
        "{year}년도에는 기관이 여럿입니다. --body로 하나를 고르십시오: {known}.",
        "There are several bodies in {year}. Choose one with --body: {known}.",
    ),
    "column.evaluator": ("평가자", "Evaluator"),
    "column.ratings": ("건", "N"),
    "column.leniency": ("관대화", "Leniency"),
    "column.spread": ("분산", "Spread"),
    "column.halo": ("항목차", "Halo"),
    "column.gap": ("1·2차", "Gap"),
    "column.recency": ("4분기", "Q4"),
    "calibration.none": ("공개된 평가가 없습니다.", "No rating is opened yet."),
    "calibration.head": (
        "{year}년도 {body}: 공개된 평가 {ratings}건, 100점 기준, ± 표준오차",
        "{body}, {year}: {ratings} opened ratings, points of 100, ± one standard error",
    ),
    "calibration.read": (
        (
            "관대화: 기관 평균과의 차이의 평균. 분산: 그 차이의 표준편차. 항목차: 한 사람의 항목 간 분산(작으면 후광). "
            "1·2차: 다른 평가자와의 차이. 4분기: 인용한 면담 기록 중 4분기 비율."
        ),
        (
            "Leniency: mean difference to the office's mean. Spread: standard deviation of it. Halo: variance across a "
            "person's categories (small: all alike). Gap: to the other evaluator. Q4: share of cited notes from Q4."
        ),
    ),
    "calibration.few": (
        "* {few}건 미만: 판단하기에 적습니다.",
        "* fewer than {few} ratings: too few to judge by.",
    ),
    "help.card": (
        "성과관리카드를 보여 드립니다. 본인이 아니면 결정에 쓸 때만 볼 수 있고 기록에 남습니다.",
        "Show a performance management card: to its subject as it is, to others for a decision and on record.",
    ),
    "example.card": (
        "sacho card P-DG --as P-DG\nsacho card P-DG --as kim --for promotion --reason '2011'",
        "sacho card P-DG --as P-DG\nsacho card P-DG --as kim --for promotion --reason '2011'",
    ),
    "option.card.person": ("카드 주인의 식별자", "Whose card"),
    "option.card.actor": ("누가 보는지", "Who reads it"),
    "option.card.reason": ("무엇에 쓰는지, 기록에 남길 사유", "What it is used for, for the record"),
    "option.decision": (
        "promotion, vacancy, training, recommendation 가운데 하나",
        "One of promotion, vacancy, training, recommendation",
    ),
    "refusal.card.nobody": (
        "{person}(이)라는 사람은 등록되어 있지 않습니다. 식별자를 확인하십시오.",
        "Nobody is registered as {person}. Check the id.",
    ),
    "refusal.card.purpose": (
        "{person}의 카드는 결정에 쓸 때만 볼 수 있습니다. --for와 --reason을 함께 주십시오.",
        "The card of {person} is read by others for a decision only. Give --for and --reason.",
    ),
    "column.number": ("번호", "No."),
    "column.year": ("연도", "Year"),
    "column.section": ("구분", "Section"),
    "column.text": ("내용", "Content"),
    "column.by": ("기재자", "By"),
    "column.decision": ("용도", "Decision"),
    "column.reason": ("사유", "Reason"),
    "column.category": ("역량", "Category"),
    "column.courses": ("교육과정", "Courses"),
    "column.case": ("건", "Case"),
    "column.awaited": ("기다리는 것", "Awaited"),
    "section.government-result": ("정부업무평가 결과", "Government evaluation"),
    "section.accomplishment": ("주요 실적", "Accomplishment"),
    "section.superior-opinion": ("상급자 의견", "Superior's opinion"),
    "section.final-result": ("최종 평가", "Final evaluation"),
    "section.development": ("경력·교육 계획", "Career and training"),
    "decision.promotion": ("승진", "promotion"),
    "decision.vacancy": ("보직", "vacancy"),
    "decision.training": ("교육", "training"),
    "decision.recommendation": ("인재 추천", "recommendation"),
    "card.empty": ("카드에 기재된 내용이 없습니다.", "The card holds no entry."),
    "card.task-result": (
        "{year}년도 {unit}의 재정사업 '{task}': {score}점, {level}",
        "{year}, {unit}, programme '{task}': {score}, {level}",
    ),
    "card.sealed": ("(봉인됨)", "(sealed)"),
    "card.uses": ("카드를 쓴 사람", "Who used this card"),
    "card.band": (
        "{period}: {pool}명 가운데 하위 {band}명에 들었음. {interview}",
        "{period}: among the lowest {band} of {pool}. {interview}",
    ),
    "card.interview": ("개선 면담을 하였음.", "The improvement interview was held."),
    "card.no-interview": ("개선 면담이 아직 없음.", "No improvement interview yet."),
    "card.required": ("역량 강화 과정 대상: {days}.", "Competence reinforcement is required: {days}."),
    "card.completed": ("역량 강화 과정을 {day}에 마침.", "Competence reinforcement was completed on {day}."),
    "card.plan": ("{year}년도 결과에 따른 교육 계획", "A plan of courses, from the results of {year}"),
    "help.cases": (
        "법정 기한이 따로 있는 건을 급한 순서로 보여 드립니다. 예: 적격심사.",
        "List cases that have days of their own, such as qualification tests; most urgent first.",
    ),
    "example.cases": ("sacho cases --person P-DG", "sacho cases --person P-DG"),
    "cases.none": ("해당하는 건이 없습니다.", "There is no such case."),
    "cases.closed": ("종결", "closed"),
    "cases.people": ("담당자의 조치", "somebody's act"),
    "cases.settled": ("미결 없음", "nothing open"),
    "cases.late": ("기한 지남", "late"),
    "cases.blocked": ("{case}의 시계가 멈춤: {code}", "The clock of {case} stands still: {code}"),
    "awaited.test": ("적격심사 실시", "the test"),
    "awaited.decision": ("적격심사 의결", "the board's decision"),
    "awaited.training-order": ("교육 명령", "the order of training"),
    "awaited.training-evaluation": ("교육 결과 평가", "the evaluation of the training"),
}
