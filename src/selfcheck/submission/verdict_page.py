"""A verdict as the page shows it: every word decided here, so that the screen only draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from selfcheck import moments, sizes
from selfcheck.submission import layout, verdict_files
from selfcheck.submission.findings import Finding
from selfcheck.submission.register import State
from selfcheck.submission.verdict import SignerVerdict, Verdict, Word
from selfcheck.submission.verdict_files import Counts, FileLine, name_of

Tone = Literal["ok", "bad", "neutral"]

_TONES: dict[Word, Tone] = {
    Word.TRUSTED: "ok",
    Word.NOT_REGISTERED: "neutral",
    Word.OUTDATED: "neutral",
}
_IN_TABLE = (Finding.CHANGED_FILE, Finding.MISSING_FILE, Finding.EXTRA_FILE)
_OF_SIGNERS = tuple(state.finding for state in State)
_NAMED = 3  # places of one kind of finding
_ORDER = (layout.SAFETY_MANAGER, layout.PRINCIPAL)
_VERBS = {layout.SAFETY_MANAGER: "审核", layout.PRINCIPAL: "签署"}
_BAD_STATES = (State.REVOKED, State.NOT_CURRENT, State.OTHER_FINGERPRINT)


@dataclass(frozen=True)
class FindingLine:
    """One kind of finding, with the places where it was met."""

    text: str  # what is wrong and what to do
    places: str  # 职责与答案数据.json、佐证 P000001.jpg 等 7 处
    fatal: bool


@dataclass(frozen=True)
class SignerLine:
    """Who signed in one role; without a name when no signature holds."""

    role: str
    title: str  # 安全管理人员
    name: str
    signed: str  # 审核 2026-11-23 09:48
    fingerprint: str  # 64 hex
    state: State | None
    words: str  # 在登记册中，有效期至 2029-03-02
    enrolled: str  # 64 hex: what the register has instead; "" otherwise

    @property
    def tone(self) -> Tone:
        """How the register's answer is shown."""
        if self.state is State.REGISTERED:
            return "ok"
        return "bad" if self.state is None or self.state in _BAD_STATES else "neutral"


@dataclass(frozen=True)
class Step:
    """One thing to do next, and why."""

    what: str
    why: str


@dataclass(frozen=True)
class Fact:
    """What the package says about itself."""

    label: str
    words: str
    digest: str = ""  # 64 hex, in the place of words


@dataclass(frozen=True)
class VerdictPage:
    """Everything that the page shows about one package."""

    verdict: Verdict
    with_register: bool

    @property
    def word(self) -> str:
        return self.verdict.word

    @property
    def tone(self) -> Tone:
        return _TONES.get(self.verdict.word, "bad")

    @cached_property
    def counts(self) -> Counts:
        return Counts.of(self.verdict.files)

    @property
    def whose(self) -> str:
        """黄石示例机械制造有限公司 · 2026年11月 · 第 003 次报送; empty while nothing is vouched for."""
        facts = self.verdict.facts
        if not facts.period:
            return ""
        period = moments.period_in_words(facts.period)
        parts = (facts.enterprise, period, f"第 {facts.sequence:03d} 次报送")
        return " · ".join(part for part in parts if part)

    @property
    def line(self) -> str:
        """What stands below the verdict: whose package it is, or what is wrong."""
        if self.verdict.intact:
            return self.whose
        trouble = self.trouble
        return " · ".join(part for part in (trouble, self.whose) if part)

    @property
    def trouble(self) -> str:
        """1 个文件与签名时不同：登记表.xlsx; the first finding where no file differs."""
        differing = [one for one in self.lines if one.state_words != "一致"]
        if self.verdict.word is Word.UNREADABLE or not differing:
            fatal = [found for found in self.verdict.findings if found.fatal]
            return fatal[0].text if fatal else ""
        names = differing[0].name
        if len(differing) > 1:
            return f"{len(differing)} 个文件与签名时不同：{names} 等 {len(differing)} 个"
        if self.counts.changed:
            return f"1 个文件与签名时不同：{names}"
        return f"{self.counts.trouble}：{names}"

    @property
    def file_line(self) -> str:
        """286.4 MB · E:\\自查报送\\2026-11 · 核验用时 1.3 秒."""
        verdict = self.verdict
        shortest = 0.1  # seconds worth telling
        used = f"核验用时 {max(verdict.seconds, shortest):.1f} 秒" if verdict.seconds else ""
        size = sizes.in_words(verdict.size) if verdict.size else ""
        return " · ".join(part for part in (size, str(verdict.path.parent), used) if part)

    # ---- is it as it was signed?

    @property
    def lines(self) -> tuple[FileLine, ...]:
        """The files, folded."""
        return verdict_files.folded(self.verdict.files)

    @property
    def all_lines(self) -> tuple[FileLine, ...]:
        """Every file."""
        return verdict_files.every(self.verdict.files)

    @property
    def contents(self) -> str:
        """The answer to 内容完整吗？ in a sentence."""
        if self.verdict.files and self.counts.wanted:
            return self.counts.sentence
        return "没有读到可以相信的文件清单，所以没有逐个核对"

    @property
    def contents_chip(self) -> tuple[str, Tone]:
        """The same in a word or two."""
        if self.verdict.intact:
            return "完整", "ok"
        if self.verdict.word is Word.UNREADABLE:
            return "无法读取", "bad"
        if self.verdict.word is Word.OUTDATED:
            return "格式版本不同", "neutral"
        if self.counts.trouble:
            return self.counts.trouble, "bad"
        return f"{sum(line.fatal for line in self.findings)} 个问题", "bad"

    @cached_property
    def findings(self) -> tuple[FindingLine, ...]:
        """What was found, one line for each kind; what the signers' cards say is not told twice."""
        kinds: dict[tuple[str, bool], list[str]] = {}
        for found in self.verdict.findings:
            if found.code not in _OF_SIGNERS:
                kinds.setdefault((found.text, found.fatal), []).append(name_of(found.where))
        lines = (
            FindingLine(text, _places([place for place in places if place]), fatal)
            for (text, fatal), places in kinds.items()
        )
        return tuple(sorted(lines, key=lambda line: not line.fatal))

    # ---- whose keys are they?

    @property
    def signers(self) -> tuple[SignerLine, ...]:
        """Both roles in the order of signing."""
        if self._unread:
            return ()
        signers = self.verdict.signers
        return tuple(_signer(role, signers.get(role), self.with_register) for role in _ORDER)

    @property
    def _unread(self) -> bool:
        """Whether nothing of it was compared, neither files nor signatures."""
        return not self.verdict.files and not self.verdict.signers

    @property
    def signers_words(self) -> str:
        """The answer to 谁签的？ in a sentence."""
        if self._unread:
            return "没有读到签名"
        if not self.verdict.signers:
            return "没有一份签名成立，不能说是谁签的"
        if len(self.verdict.signers) < len(_ORDER):
            return "只有一份签名成立，应当有两份"
        if not self.verdict.intact:
            return "两份签名都成立，但包里的内容不再全部相符"
        return "先由安全管理人员审核，再由主要负责人签署"

    @property
    def signers_chip(self) -> tuple[str, Tone]:
        """The same in a word or two."""
        if self._unread:
            return "不知道", "neutral"
        states = [signer.state for signer in self.signers]
        bad = [signer for signer in self.signers if signer.tone == "bad"]
        if all(state is State.REGISTERED for state in states):
            return "两人均已登记", "ok"
        if None in states:
            return f"缺 {states.count(None)} 份签名", "bad"
        if bad:
            return f"{len(bad)} 人与登记不符", "bad"
        if not self.with_register:
            return "还没有对照登记册", "neutral"
        return f"{states.count(State.UNKNOWN)} 人未登记", "neutral"

    # ---- and now?

    @property
    def steps(self) -> tuple[Step, ...]:
        """What to do next; nothing when the package is accepted."""
        if self.verdict.word is Word.NOT_REGISTERED:
            return _STEPS_UNKNOWN if self.with_register else (_CHOOSE, *_STEPS_UNKNOWN[:2])
        return _STEPS.get(self.verdict.word, _STEPS_CHANGED)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the package says about itself, once its signature holds."""
        facts = self.verdict.facts
        if not facts.period:
            return ()
        signed = [signer.signed_at for signer in self.verdict.signers.values()]
        found = [
            Fact("企业", facts.enterprise),
            Fact("信用代码", facts.credit_code),
            Fact(
                "期间",
                f"{moments.period_in_words(facts.period)}，第 {facts.sequence:03d} 次报送",
            ),
            Fact("签署时间", _moment(max(signed)) if signed else ""),
            Fact(
                "变更记录",
                f"{facts.change_log_lines:,} 条，逐条相连" if facts.change_log_lines else "",
            ),
            Fact("本包指纹", "", facts.tagmanifest_sha256),
            Fact("上次指纹", "", facts.previous_sha256),
        ]
        if not facts.previous_sha256 and facts.enterprise:
            found[-1] = Fact("上次指纹", "这是第一次报送，之前没有")
        return tuple(fact for fact in found if fact.words or fact.digest)


def _places(names: Sequence[str]) -> str:
    named = list(dict.fromkeys(names))
    told = "、".join(named[:_NAMED])
    return told if len(named) <= _NAMED else f"{told} 等 {len(named)} 处"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(moments.CHINA):%Y-%m-%d %H:%M}"


def _signer(role: str, signer: SignerVerdict | None, with_register: bool) -> SignerLine:
    title = layout.ROLE_TITLES[role]
    if signer is None:
        return SignerLine(role, title, "", "", "", None, "没有成立的签名", "")
    words = signer.registered
    if signer.state is State.UNKNOWN:
        words = "未登记：登记册里没有这枚指纹" if with_register else "还没有对照登记册"
    elif signer.state is State.OTHER_FINGERPRINT:
        words = "指纹与登记册不同：电话核对签名人后再登记"
    elif signer.state is State.NOT_CURRENT:
        words = f"签名时间不在{words}之内"
    return SignerLine(
        role,
        title,
        signer.name,
        f"{_VERBS[role]} {_moment(signer.signed_at)}",
        signer.fingerprint,
        signer.state,
        words,
        signer.enrolled if signer.state is State.OTHER_FINGERPRINT else "",
    )


_NOT_A_BASIS = Step("不以这一份作为报送依据", "在得到能通过核验的报送包之前")
_COPY_AGAIN = Step("从 U 盘或邮件重新复制一次，再核验", "传输中断也会造成改动")
_EXPORT_AGAIN = Step(
    "仍然如此：让企业从“签署与报送”再导出一份", "企业档案里已冻结的内容不受影响"
)
_STEPS_CHANGED = (_COPY_AGAIN, _EXPORT_AGAIN, _NOT_A_BASIS)
_CHOOSE = Step("选择登记册，或登记过的证书", "没有对照，就不知道签名的是不是本人")
_STEPS_UNKNOWN = (
    Step("找出企业交来的盖章登记表，逐组核对指纹", "相同就登记，登记后再核验一次"),
    Step("没有登记表：让企业打印登记表，盖章送来", "在“签署与报送”里打印"),
    Step("指纹不同：打电话问签名人", "可能换了密钥，也可能是别人签的"),
)
_STEPS: dict[Word, tuple[Step, ...]] = {
    Word.TRUSTED: (),
    Word.MISSING: (
        Step("从 U 盘或邮件重新复制一次，再核验", "少复制了一段也会这样"),
        _EXPORT_AGAIN,
        _NOT_A_BASIS,
    ),
    Word.OUTDATED: (
        Step("把本程序升级到最新版，再核验", "报送包的格式比本程序新"),
        Step("不能升级：用电脑自带的工具核验", "方法在“不用本软件怎么核验”里"),
    ),
    Word.UNREADABLE: (
        Step("确认选的是企业导出的 .zip 文件，没有重新打包", "报送号开头是统一社会信用代码"),
        Step("从 U 盘或邮件重新复制一次，再核验", "传输中断也会读不出来"),
        Step("仍然如此：让企业从“签署与报送”再导出一份", "不要解压，也不要打开里面的文件"),
    ),
}


def note_to_enterprise(page: VerdictPage, now: datetime) -> str:
    """What a clerk sends to the enterprise: which file, what was found, what to do."""
    lines = [
        f"报送包 {page.verdict.path.name} 于 {_moment(now)} 核验，结论：{page.word}。",
        page.contents + "。",
    ]
    lines += [
        f"- {found.text}" + (f"（{found.places}）" if found.places else "")
        for found in page.findings
        if found.fatal
    ]
    lines += [
        f"- {signer.title}{signer.name}：{signer.words}"
        for signer in page.signers
        if signer.tone != "ok" and page.with_register
    ]
    lines.append(
        "处理：在企业的电脑上打开“签署与报送”，重新导出一份送来，不要改名、解压或重新打包。"
    )
    if page.verdict.facts.tagmanifest_sha256:
        lines.append(
            f"收到的这一份指纹：{layout.in_groups(page.verdict.facts.tagmanifest_sha256)}"
        )
    return "\n".join(lines)
