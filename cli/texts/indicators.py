"""What is said about indicators."""

TEXTS: dict[str, tuple[str, str]] = {
    "help.indicators": (
        "한 해의 성과지표를 보여 드립니다. 정의, 목표 산정, 실적, 증빙, 전망, 경보를 볼 수 있습니다.",
        "Show a year's indicators: definitions, targets, values, evidence, forecasts, warnings and signals.",
    ),
    "example.indicators": (
        "sacho indicators 2010 --unit IPPB\nsacho indicators 2010 --code IPPB-01",
        "sacho indicators 2010 --unit IPPB\nsacho indicators 2010 --code IPPB-01",
    ),
    "option.indicators.unit": ("부서", "The unit"),
    "option.code": ("지표 코드", "The indicator's code"),
    "refusal.indicator.none": (
        "{year}년도에 '{indicator}' 지표가 없습니다. 'sacho indicators {year}'에서 코드를 확인하십시오.",
        "There is no indicator '{indicator}' in {year}. See 'sacho indicators {year}' for the codes.",
    ),
    "column.target": ("목표", "Target"),
    "column.achieved": ("달성률", "Rate %"),
    "column.counts": ("인정", "Counts"),
    "column.forecast": ("연말 전망", "Forecast %"),
    "column.flags": ("표시", "Flags"),
    "indicators.none": ("확정된 지표가 없습니다.", "No plan is in force, so there are no indicators yet."),
    "indicators.next": (
        "* 추정치. 한 지표의 산정 근거: sacho indicators YEAR --code CODE",
        "* estimate. For one in full: sacho indicators YEAR --code CODE",
    ),
    "indicators.flag.warning": ("조기경보", "early warning"),
    "indicators.flag.signal": ("점검 신호 {count}", "signals {count}"),
    "indicators.flag.amended": ("변경", "amended"),
    "indicators.flag.baseline": ("기준 축적 중", "baseline building"),
    "indicators.flag.provisional": ("잠정", "provisional"),
    "indicators.in-force": ("현재 정의", "Definition in force"),
    "indicators.amended": (
        "변경 전 정의 (연말까지 함께 산정)",
        "Definition before the amendment, computed to year end",
    ),
    "indicators.how": (
        "{kind}, {direction}, 단위 {measure}. 산식: {formula}",
        "{kind}, {direction}, in {measure}. Formula: {formula}",
    ),
    "indicators.by": (
        "담당 {owner}, 확인 {verifier}. 출처: {source}. 검증 방법: {means}",
        "Owner {owner}, verifier {verifier}. Source: {source}. Verified by: {means}",
    ),
    "indicators.target": ("목표 {target}: {reason}", "Target {target}: {reason}"),
    "indicators.by-rule": (
        "산정 목표 {value} = 전년 {previous}, 표준편차 {sigma} × {k} 〔{rule}, {kind}〕",
        "the rule gives {value}: last year {previous}, standard deviation {sigma} x {k} 〔{rule}, {kind}〕",
    ),
    "indicators.no-rule": ("산정 기준 없음", "no rule gives one"),
    "indicators.approved": ("{by} 승인: {reason}", "approved by {by}: {reason}"),
    "indicators.forecast": (
        "연말 전망 {value} (달성률 {rate}): 분기 실적 {count}건을 지나는 직선",
        "Forecast {value} at year end (rate {rate}): a straight line through {count} quarters",
    ),
    "indicators.evidence": (
        "증빙 〈{title}〉 {document}, {phase}, {by}: {verdict}",
        "Evidence “{title}” {document}, {phase}, by {by}: {verdict}",
    ),
    "indicators.verdict.open": ("확인 전", "not verified yet"),
    "indicators.verdict.verified": ("{by} 확인", "verified by {by}"),
    "indicators.verdict.rejected": ("{by} 반려", "rejected by {by}"),
    "indicators.warning": (
        "조기경보 {phase}: 전망 {forecast}, 달성률 {rate}. 원인: {cause}",
        "Early warning {phase}: forecast {forecast}, rate {rate}. Cause: {cause}",
    ),
    "indicators.unanswered": ("담당자 확인 전", "not acknowledged yet"),
    "indicators.signal": ("점검 신호 {signal}: {facts}", "Signal: {signal}: {facts}"),
    "signal.target-below-history": ("전년 실적보다 쉬운 목표", "target easier than last year's result"),
    "signal.formula-drift": ("산식·측정 방법 변경", "measured otherwise than before"),
    "signal.denominator-shift": ("분모 변동", "shift of the denominator"),
    "signal.last-weeks-surge": ("연말 증빙 집중", "surge of evidence in the last weeks"),
    "kind.quantitative": ("정량", "quantitative"),
    "kind.qualitative": ("정성", "qualitative"),
    "kind.milestone": ("이정표", "milestone"),
    "direction.up": ("상향", "more is better"),
    "direction.down": ("하향", "less is better"),
}
