"""Texts of rewards: whom a good result recommends, what was granted, and what is left under the cap."""

TEXTS: dict[str, tuple[str, str]] = {
    "help.rewards": (
        "한 해의 포상을 보여 드립니다: 우수한 결과에 따른 포상 권고, 포상 내역, 남은 한도.",
        "Show the rewards of a year: whom a good result recommends, what was granted, and what is left.",
    ),
    "example.rewards": (
        "sacho rewards 2010\nsacho rewards 2010 --body KIPO",
        "sacho rewards 2010\nsacho rewards 2010 --body KIPO",
    ),
    "rewards.none": (
        "{year}년도에는 포상 권고도 포상도 없습니다. 포상하려면: sacho act GrantReward",
        "For {year} nobody was recommended for rewards, and none was granted. To grant one: sacho act GrantReward",
    ),
    "rewards.cap": ("기관별 포상금 한도: {cap}", "Each body may grant {cap}."),
    "reward.kind.bonus": ("포상금", "bonus"),
    "reward.kind.commendation": ("표창", "commendation"),
    "reward.kind.promotion-points": ("승진 가점", "promotion points"),
    "reward.kind.training": ("교육 기회", "training"),
    "column.recommended": ("포상 권고", "Recommended"),
    "column.rewards": ("포상(건)", "Rewards"),
    "column.reward": ("포상", "Reward"),
    "column.spent": ("포상금", "Amount"),
    "column.left": ("남은 한도", "Left"),
    "column.ground": ("공적", "For"),
    "column.granted-by": ("포상자", "Granted by"),
}
