"""The rules a score names, each in one sentence in both languages, with where it comes from."""

from __future__ import annotations

from domain.messages import Label

RULES: dict[str, Label] = {
    "half-up": Label(
        ko="성분마다 소수 둘째 자리로 한 번 반올림한다", en="Each component is rounded once, half up, to two places"
    ),
    "weighted-sum": Label(
        ko="지표 점수 × 가중치의 합 (가중치 합계 100%)", en="Sum of indicator score x weight; the weights sum to 100 %"
    ),
    "evaluator-mean": Label(
        ko="평가자 점수의 평균 × 항목 가중치의 합", en="Mean of the evaluators by category, weighted and summed"
    ),
    "mean": Label(ko="위원 점수의 평균", en="Mean of what the members gave"),
    "ballot": Label(ko="위원이 봉인하였다가 공개한 점수", en="What a member sealed and opened"),
    "single-evaluator": Label(
        ko="평가자 한 명의 점수로 산정하였다", en="One evaluator alone: there is no other, or he was released"
    ),
    "by-days": Label(
        ko="근무한 일수로 가중한 부서 점수의 평균", en="Mean of the units' scores, weighted by the days served in each"
    ),
    "half-mean": Label(ko="상·하반기 평가의 평균", en="Mean of the ratings of the two halves of the year"),
    "sum-of-components": Label(ko="반올림한 성분의 합", en="Exact sum of the rounded components"),
    "weighted-items": Label(ko="항목 점수 × 가중치의 합", en="Sum of item score x weight, exact"),
    "panel-mean": Label(
        ko="봉인된 위원 점수의 평균을 소수 둘째 자리로 한 번 반올림한다",
        en="Mean of the sealed ballots, rounded once, half up, to two places",
    ),
    "sum-of-areas": Label(ko="반올림한 부문 점수와 가점의 합", en="Exact sum of the rounded areas and additions"),
    "addition": Label(ko="규칙이 정한 한도 안의 가점", en="Points added within the rules' limit"),
    "true-up": Label(
        ko="연말 실적으로 추정치를 바꾼 뒤 위원회가 재심의를 의결한 점수",
        en="Restated after year-end values replaced estimates, by the committee's resolution to reopen",
    ),
    "S1-43": Label(ko="부문 점수 × 부문 가중치", en="Score of the area x weight of the area"),
    "S1-44": Label(ko="부문의 평가 항목", en="An item of the area"),
    "straight-line": Label(
        ko="보고된 분기 실적을 지나는 직선을 연말까지 연장한다", en="A straight line through the reported quarters"
    ),
    "S1-83": Label(
        ko="도전적 목표 = 전년도 실적 ± 과거 3개년 실적의 표준편차",
        en="Last year's result moved by the standard deviation of three years",
    ),
    "REG-17": Label(
        ko="휴직 등으로 평가하지 못한 사람은 최근 평가의 평균", en="Who was away has the mean of his last ratings"
    ),
    "REG-21": Label(ko="이의신청에 대한 결정으로 정정한 점수", en="Corrected by the decision on an objection"),
    "REG-6-3": Label(
        ko="평정 현황을 본 뒤 위원회가 사유를 붙여 조정한 점수",
        en="Adjusted by the committee, with reasons, after evaluators were compared",
    ),
    "forced-lowest": Label(
        ko="기관장은 미리 공표한 기준에 따라 순위와 관계없이 최하위 등급을 줄 수 있다 (REG 10·16)",
        en="On grounds published before, the head may give the lowest grade whatever the ranking (REG 10, 16)",
    ),
    "least-service": Label(
        ko="근무기간이 기준에 미치지 못하면 평가하지 않는다 (REG 11·17)",
        en="Who served less than the rules ask for is not evaluated (REG 11, 17)",
    ),
    "programme-checklist": Label(
        ko="점검표 문항별 점수의 합 (100점 만점)", en="Sum of the points for every question of the checklist, of 100"
    ),
    "programme-level": Label(
        ko="점수가 들어가는 등급 (5단계, 3년마다 평가)",
        en="The level the score falls into: five, rated every three years",
    ),
    "budget-cut": Label(
        ko="미흡 이하 사업은 예산을 10% 이상 줄이거나 폐지한다",
        en="A poor programme is cut by a tenth or more, or abolished",
    ),
    "budget-freeze": Label(
        ko="효과가 입증되지 않은 사업은 증액하지 않는다", en="A programme whose effect was not shown does not grow"
    ),
    "budget-free": Label(ko="그 밖의 사업에는 제한이 없다", en="Any other programme is unrestricted"),
    "S1-85": Label(ko="국장의 성과는 국의 성과이다", en="A head's performance is the unit's performance"),
    "S1-86": Label(ko="조직 성과가 개인 성과의 일부가 된다", en="The unit's result partly counts for its members"),
    "S1-105": Label(
        ko="계획의 충실성, 집행의 충실성, 목표 달성도의 세 측면",
        en="Three aspects: planning, execution, goal achievement",
    ),
    "S1-106": Label(
        ko="정부업무평가위원회가 확인을 거쳐 조정한 점수",
        en="Adjusted by the Government Performance Evaluation Committee after verification",
    ),
    "S1-107": Label(ko="1차·2차 평가자의 항목별 역량 점수", en="A competency score by the first or second evaluator"),
    "S1-108": Label(ko="태도 점수 (5점 만점)", en="Attitude points, of five"),
    "S1-109": Label(ko="마일리지 가점", en="Mileage points"),
    "S1-110": Label(ko="특별 가점", en="Special points"),
}
