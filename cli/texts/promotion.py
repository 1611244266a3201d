"""Texts of promotion lists."""

TEXTS: dict[str, tuple[str, str]] = {
    "promotion.list": (
        "승진후보자명부 {as_of} 기준 {grade}급 ({edition}판)",
        "Promotion list of {as_of}, grade {grade}, edition {edition}",
    ),
    "promotion.place": (
        "승진후보자명부 {as_of} 기준 {grade}급 {of}명 가운데 {place}순위, {points}점 ({years}, {edition}판)",
        "Promotion list of {as_of}, grade {grade}: place {place} of {of}, {points} points ({years}; edition {edition})",
    ),
    "promotion.no-place": (
        "승진후보자명부 {as_of} 기준 순위 없음: {ground}",
        "Promotion list of {as_of}: no place, {ground}",
    ),
    "promotion.apart": (
        "{as_of} 기준 명부에 반영할 등급이 없는 사람: {count}명",
        "Without a grade for the list as of {as_of}: {count}",
    ),
    "promotion.year": ("{year}년 {points}점(총점 {total})", "{year}: {points}, total {total}"),
    "results.ground.no-grade": ("반영할 등급 없음", "no grade that counts"),
    "column.place": ("순위", "Place"),
    "column.points-listed": ("명부 점수", "Points"),
    "column.rests-on": ("근거", "Rests on"),
}
