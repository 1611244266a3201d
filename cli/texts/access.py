"""Texts of break-glass access to sealed texts."""

TEXTS: dict[str, tuple[str, str]] = {
    "act.RequestAccess": (
        "사유를 남기고 한 사람의 봉인된 글에 대한 비상 접근을 요청합니다.",
        "Ask for break-glass access to a person's sealed texts, for a recorded reason.",
    ),
    "act.ApproveAccess": (
        "다른 사람이 요청한 비상 접근을 승인합니다. 정한 시간이 지나면 끝납니다.",
        "Approve a break-glass access that somebody else asked for; it ends after the hours of the rules.",
    ),
    "act.UseAccess": (
        "비상 접근을 썼음을 기록합니다. 글을 여는 명령은 sacho access입니다.",
        "Record that a break-glass access is used; 'sacho access' does it and opens the texts.",
    ),
    "field.of": ("흐름(비우면 전부)", "the stream; all when left out"),
    "help.access": (
        "승인된 비상 접근으로 한 사람의 봉인된 글을 엽니다. 열 때마다 기록에 남습니다.",
        "Open a person's sealed texts by an approved break-glass access; each use is on record.",
    ),
    "example.access": (
        "sacho access P-DG --as kim\nsacho access P-DG --as kim --stream feedback/2010/P-DG",
        "sacho access P-DG --as kim\nsacho access P-DG --as kim --stream feedback/2010/P-DG",
    ),
    "option.access.person": ("누구에 관한 글인지", "Whose texts"),
    "option.access.actor": ("누가 여는지", "Who opens them"),
    "option.access.stream": ("이 흐름의 글만", "Only the texts of this stream"),
    "access.none": ("봉인된 글이 없습니다.", "There are no sealed texts."),
    "access.uses": ("봉인된 글에 대한 비상 접근", "Break-glass access to sealed texts"),
    "access.waiting": ("승인 전", "not approved"),
    "column.asked-by": ("요청", "Asked by"),
    "column.approved-by": ("승인", "Approved by"),
    "column.read": ("열람", "Read"),
}
