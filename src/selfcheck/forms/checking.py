"""Check all packs and criteria of a forms folder, for `selfcheck forms check`."""

from dataclasses import replace
from pathlib import Path

from selfcheck.errors import PackError
from selfcheck.forms.criteria import load_criteria
from selfcheck.forms.faults import Fault
from selfcheck.forms.pack import Pack, load_pack
from selfcheck.forms.vocabulary import FOLDER, load_vocabulary

CRITERIA = "criteria"


def check(folder: Path) -> tuple[list[str], list[Fault]]:
    """A sentence for each part that is right, and every fault of those that are not."""
    parts = (
        sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    )
    if not parts:
        text = "这里没有题目文件夹，指定 forms 文件夹，里面有 criteria 和 plan-… 等文件夹"
        return [], [Fault(str(folder), "", text)]
    summaries: list[str] = []
    faults: list[Fault] = []
    for part in parts:
        try:
            summaries.append(_BESIDE_PACKS.get(part.name, _summary)(part))
        except PackError as error:
            for fault in error.faults:
                if isinstance(fault, Fault):
                    inside = fault.file if fault.file != part.name else ""
                    faults.append(
                        replace(fault, file="/".join(filter(None, (part.name, inside))))
                    )
    return summaries, faults


def _summary(folder: Path) -> str:
    pack: Pack = load_pack(folder)
    items = sum(len(duty.items) for duty in pack.all_duties)
    return (
        f"{pack.id} {pack.version}：{pack.short_title}，{len(pack.duties)} 项职责，"
        f"法定职责 {len(pack.statutory)} 项，检查条目 {items} 条，"
        f"指纹 {pack.fingerprint[:16]}"
    )


def _criteria_summary(folder: Path) -> str:
    sets = load_criteria(folder)
    items = sum(len(standard.items) for standard in sets)
    return f"{folder.name}：判定标准 {len(sets)} 份，{items} 条"


def _vocabulary_summary(folder: Path) -> str:
    lists = load_vocabulary(folder).lists
    terms = sum(len(one.terms) for one in lists)
    return f"{folder.name}：隐患用词 {len(lists)} 张表，{terms} 条"


# the folders that are no packs
_BESIDE_PACKS = {CRITERIA: _criteria_summary, FOLDER: _vocabulary_summary}
