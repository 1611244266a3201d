"""Texts of bodies: what each is, what became of it, who supervises it, and its results among its like."""

TEXTS: dict[str, tuple[str, str]] = {
    # the command
    "help.bodies": (
        "한 해의 평가 대상 기관을 부문(중앙·지방·공공)과 기관군별로, 군 안의 순위와 함께 보여 드립니다.",
        "Show a year's bodies by sector and group: what each is, its results, and its rank within the group.",
    ),
    "example.bodies": (
        "sacho bodies 2010\nsacho bodies 2010 --sector central --group vice-ministerial",
        "sacho bodies 2010\nsacho bodies 2010 --sector central --group vice-ministerial",
    ),
    "option.bodies.sector": ("central, local, public 가운데 하나만", "One sector only: central, local or public"),
    "option.bodies.group": ("한 기관군만", "One group only"),
    # answers
    "refusal.group.none": (
        "{year}년도에 기관군 '{group}'이(가) 없습니다. 있는 기관군: {known}.",
        "{year} has no group '{group}'. It has: {known}.",
    ),
    "bodies.none": ("{year}년도에 그런 기관이 없습니다.", "There is no such body in {year}."),
    "bodies.result": ("{rank}위 {total}점 {grade}", "{rank}. {total} {grade}"),
    "bodies.no-group": ("기관군 미기록", "no group on record"),
    "bodies.mandates": ("부문별 확인·점검 기관", "Who supervises which sector"),
    "mandate.ended": (
        "{office}의 '{sector}' 부문 권한은 {day}부터 없습니다({law}). 이어받은 기관이 없어 사무국이 처리합니다.",
        "{office} has no mandate for '{sector}' since {day} ({law}). Nobody has it now: its work is the secretariat's.",
    ),
    "mandate.passed-on": (
        "{office}의 '{sector}' 부문 권한은 {day}부터 {successor}에 있습니다({law}).",
        "The mandate of {office} for '{sector}' is that of {successor} since {day} ({law}).",
    ),
    "column.over": ("대상", "over"),
    "column.supervisor": ("기관", "office"),
    "column.begins": ("부터", "from"),
    "column.ends": ("까지", "until"),
    "column.basis": ("근거", "basis"),
    "sector.central": ("중앙행정기관", "Central ministries"),
    "sector.local": ("지방자치단체", "Local governments"),
    "sector.public": ("공공기관", "Public agencies"),
    "sector.unknown": ("부문 미기록", "No sector on record"),
    "kind.ministry": ("부", "ministry"),
    "kind.cheo": ("처", "cheo"),
    "kind.cheong": ("청", "cheong"),
    "kind.wiwonhoe": ("위원회", "commission"),
    "kind.sil": ("실", "office"),
    "kind.prosecution": ("검찰", "prosecution"),
    "kind.province": ("시·도", "province"),
    "kind.municipality": ("시·군·구", "municipality"),
    "kind.corporation": ("공기업", "corporation"),
    "column.body-kind": ("종류", "kind"),
    # acts
    "act.ReclassifyBody": (
        "법령에 따라 바뀐 기관의 부문, 종류, 기관군을 기록합니다. 적지 않은 것은 미기록이 됩니다.",
        "Record by law that a body is of another sector, kind or group; what is left out is not known any more.",
    ),
    "act.EndMandate": (
        "법령에 따라 끝난 확인·점검 권한과 이어받은 기관을 기록합니다. 다시 기록하면 앞의 것을 고칩니다.",
        "Record that a law ended an office's supervising mandate, and who has it now; again corrects it.",
    ),
    # fields
    "field.EndMandate.sector": (
        "확인·점검 부문('sacho bodies 연도'로 확인)",
        "the supervised sector; 'sacho bodies YEAR' lists them",
    ),
    "field.EndMandate.day": (
        "권한이 없어지는 첫날(법령 시행일)",
        "the first day without the mandate: that on which the law comes into force",
    ),
    "field.EndMandate.successor": ("이어받은 기관. 없으면 비움", "the office that has it now; left out: nobody"),
    "field.over": ("어느 기관들에 대한 권한인지", "over which bodies the mandate is"),
    "field.office": ("권한이 끝난 기관", "the office whose mandate ended"),
    "field.EstablishBody.sector": (
        "중앙행정기관 central, 지방자치단체 local, 공공기관 public",
        "central: a ministry; local: a local government; public: a public agency",
    ),
    "field.EstablishBody.kind": (
        "ministry(부), cheo(처), cheong(청), wiwonhoe(위원회) 등",
        "ministry, cheo, cheong, wiwonhoe (a commission) or another",
    ),
    "field.EstablishBody.group": (
        "함께 비교되는 기관군(그해 규칙의 groups), 예: vice-ministerial",
        "whom it is compared with, one of the rules' groups, such as vice-ministerial",
    ),
    "field.ReclassifyBody.sector": (
        "중앙행정기관 central, 지방자치단체 local, 공공기관 public",
        "central: a ministry; local: a local government; public: a public agency",
    ),
    "field.ReclassifyBody.kind": (
        "ministry(부), cheo(처), cheong(청), wiwonhoe(위원회) 등",
        "ministry, cheo, cheong, wiwonhoe (a commission) or another",
    ),
    "field.ReclassifyBody.group": (
        "함께 비교되는 기관군(그해 규칙의 groups), 예: vice-ministerial",
        "whom it is compared with, one of the rules' groups, such as vice-ministerial",
    ),
    "field.PublishSpecificCriteria.groups": (
        "기관군별 평가 대상 기관. 비우면 그해의 모든 중앙행정기관을 기록된 기관군대로 평가",
        "who is evaluated in which group; left out: every ministry of the year, in the group that the log says",
    ),
    "field.PublishSpecificCriteria.bodies": (
        "이 기관군에서 평가할 기관의 식별자, 예: KIPO",
        "the ids of the bodies evaluated in this group, such as KIPO",
    ),
}
