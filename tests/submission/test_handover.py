"""The two turns over a real workspace: what is recorded, what withdraws, what is refused."""

from datetime import timedelta

import pytest

from selfcheck import history
from selfcheck.duties import actions as duty_actions
from selfcheck.errors import KeyTrouble, NotReady, SigningError
from selfcheck.history import By
from selfcheck.progress import Progress
from selfcheck.rounds import RoundStatus
from selfcheck.store import Store
from selfcheck.submission import actions, handover, keys, package, queries, snapshot, walks
from selfcheck.submission.key_info import KeyInfo
from selfcheck.submission.register import from_certificates
from tests.prepared import NOW, a_filled_workspace

PASSPHRASE = "两个人各自的一句话 2026"
_MADE: dict[tuple[str, str], KeyInfo] = {}


@pytest.fixture(scope="module")
def key_folder(tmp_path_factory):
    """Where this module's keys lie; they are made once."""
    return tmp_path_factory.mktemp("keys")


class Office:
    """An enterprise at the moment of handing over."""

    def __init__(self, folder, key_folder):
        self.store = Store.open(a_filled_workspace(folder))
        self.key_folder = key_folder
        self.now = NOW + timedelta(hours=1)

    def act(self, action, *args, **kwargs):
        return history.act(self.store, By("测试", self.now), action, *args, **kwargs)

    def read(self, query, *args, **kwargs):
        with self.store.transaction() as session:
            return query(session, *args, **kwargs)

    @property
    def walk(self):
        return self.read(walks.current, self.store.folder, self.now.date())

    @property
    def page(self):
        return self.read(queries.signoff_page, self.walk, now=self.now)

    def key(self, role):
        frozen = self.read(snapshot.take, self.walk)
        name = frozen.people(role)[0].name
        if (role, name) not in _MADE:
            _MADE[role, name] = keys.create(
                self.key_folder,
                name=name,
                role=role,
                enterprise=frozen.enterprise.name,
                credit_code=frozen.enterprise.credit_code,
                passphrase=PASSPHRASE,
                now=NOW - timedelta(days=1),
            )
        path = _MADE[role, name].path
        assert path is not None
        return keys.open_key(path, PASSPHRASE, now=self.now)

    def approve(self):
        frozen = self.read(snapshot.take, self.walk)
        approved = handover.approve(
            frozen,
            self.store.folder,
            self.key("safety_manager"),
            principal="周建华",
            at=self.now,
            last_entry=None,
            progress=Progress(),
        )
        self.act(actions.record_approval, self.walk, approved)

    def sign(self):
        waiting = self.read(queries.waiting, self.walk)
        signed = handover.sign(
            waiting, self.store.folder, self.key("principal"), at=self.now, progress=Progress()
        )
        return self.act(actions.record_signature, self.walk, signed)

    def change_an_answer(self):
        item = self.page.duties[0].key
        page = self.read(snapshot.take, self.walk).states[0]
        assert page.duty.key == item
        self.act(
            duty_actions.write, self.walk, page.lines[0].key, "note", "又看了一遍", now=self.now
        )


@pytest.fixture
def office(tmp_path, key_folder):
    """An office whose round is ready to be approved."""
    made = Office(tmp_path, key_folder)
    yield made
    made.store.close()


def test_two_turns_freeze_the_round_and_make_a_package_that_is_accepted(office, tmp_path):
    office.approve()
    assert office.page.status == RoundStatus.APPROVED
    submission = office.sign()
    assert office.page.step == 4

    export = office.read(queries.export_page, office.walk, submission)
    written = handover.write(
        export.package_id,
        office.store.folder,
        tmp_path / "U盘",
        fingerprint=export.fingerprint,
        progress=Progress(),
    )

    certificates = []
    for info in _MADE.values():
        path = tmp_path / f"{info.role}.cer"
        path.write_bytes(info.certificate_der)
        certificates.append(path)
    verdict = package.verify(written.path, from_certificates(certificates), Progress())
    assert verdict.accepted, verdict.findings
    assert written.files == export.files


def test_a_change_after_the_approval_withdraws_it(office):
    office.approve()
    office.change_an_answer()

    assert office.page.status is RoundStatus.DRAFT
    assert office.read(queries.waiting, office.walk) is None


def test_re04_what_changed_while_it_was_being_approved_is_not_recorded(office):
    frozen = office.read(snapshot.take, office.walk)
    approved = handover.approve(
        frozen,
        office.store.folder,
        office.key("safety_manager"),
        principal="周建华",
        at=office.now,
        last_entry=None,
        progress=Progress(),
    )
    office.change_an_answer()

    with pytest.raises(NotReady) as refused:
        office.act(actions.record_approval, office.walk, approved)
    assert refused.value.problems[0].code == "RE04"


def test_rd01_a_signed_round_refuses_every_change(office):
    office.approve()
    office.sign()

    with pytest.raises(NotReady) as refused:
        office.change_an_answer()
    assert refused.value.problems[0].code == "RD01"


def test_re05_without_an_approval_there_is_nothing_to_sign(office):
    signed = actions.Signed("周建华", office.now, "0" * 64, "0" * 64, 1, 1)
    with pytest.raises(NotReady) as refused:
        office.act(actions.record_signature, office.walk, signed)
    assert refused.value.problems[0].code == "RE05"


def test_the_manager_cannot_sign_for_the_principal(office):
    office.approve()
    waiting = office.read(queries.waiting, office.walk)

    with pytest.raises(KeyTrouble):
        handover.sign(
            waiting,
            office.store.folder,
            office.key("safety_manager"),
            at=office.now,
            progress=Progress(),
        )


def test_evidence_that_was_changed_after_the_approval_stops_the_signature(office):
    office.approve()
    piece = next(p for p in (office.store.folder / "evidence").glob("*/*") if p.is_file())
    content = bytearray(piece.read_bytes())
    content[len(content) // 2] ^= 1
    piece.write_bytes(content)

    with pytest.raises(SigningError):
        office.sign()


def test_the_next_round_names_the_package_before_and_carries_registers_along(office):
    office.approve()
    first = office.sign()
    fingerprint = office.read(queries.export_page, office.walk, first).fingerprint
    pack = office.walk.pack

    office.act(
        actions.begin_next, pack=pack, period="2026-12", correction=False, now=office.now
    )

    frozen = office.read(snapshot.take, office.walk)
    assert frozen.previous_sha256 == fingerprint
    assert frozen.package_id.endswith("-2026-12-002")
    rows = [row for state in frozen.states for line in state.lines for row in line.rows]
    assert rows
    assert not any(state.mark.done for state in frozen.states)


def test_a_correction_brings_every_answer_and_evidence_along(office):
    office.approve()
    office.sign()
    before = office.read(snapshot.take, office.walk)

    office.act(
        actions.begin_next,
        pack=office.walk.pack,
        period="2026-11",
        correction=True,
        now=office.now,
    )

    after = office.read(snapshot.take, office.walk)
    values = [
        [line.value for state in s.states for line in state.lines] for s in (before, after)
    ]
    assert values[0] == values[1]
    assert len(after.evidence) == len(before.evidence)


def test_rd02_a_second_round_waits_for_the_first_to_be_signed(office):
    with pytest.raises(NotReady) as refused:
        office.act(
            actions.begin_next,
            pack=office.walk.pack,
            period="2026-12",
            correction=False,
            now=office.now,
        )
    assert refused.value.problems[0].code == "RD02"


def test_same_data_same_pack_same_clock_give_the_same_bytes_before_signing(office):
    from selfcheck.submission.contents import payload

    frozen = office.read(snapshot.take, office.walk)
    first = {one.name: one.source for one in payload(frozen)}
    second = {one.name: one.source for one in payload(office.read(snapshot.take, office.walk))}
    assert first == second


def test_re01_questions_of_another_version_block(office):
    from dataclasses import replace

    from selfcheck.submission import readiness

    frozen = office.read(snapshot.take, office.walk)
    other = replace(frozen, round=replace(frozen.round, pack_fingerprint="0" * 64))
    found = readiness.problems(other, now=office.now, last_entry=None)
    assert [p.code for p in found if p.blocking] == ["RE01"]


def test_re02_a_clock_before_the_last_entry_is_noted_and_never_blocks(office):
    from selfcheck.submission import readiness

    frozen = office.read(snapshot.take, office.walk)
    later = office.now + timedelta(days=400)
    found = readiness.problems(frozen, now=office.now, last_entry=later)
    assert [(p.code, p.blocking) for p in found if p.code == "RE02"] == [("RE02", False)]


def test_re08_what_was_changed_behind_the_programs_back_is_not_signed(office):
    with office.store.transaction() as session:
        session.connection().exec_driver_sql(
            "UPDATE answers SET note = '改过' WHERE id = (SELECT min(id) FROM answers)"
        )

    assert [row.problem.code for row in office.page.missing if row.problem.blocking] == ["RE08"]
    with pytest.raises(NotReady, match="绕过本程序"):
        office.approve()


def test_what_is_wrong_on_this_pc_is_told_while_the_round_is_open(office):
    pack = office.walk.pack
    assert office.read(queries.machine_problems, pack, now=office.now) == []
    early = office.now - timedelta(days=400)
    [clock] = office.read(queries.machine_problems, pack, now=early)
    assert (clock.code, clock.blocking) == ("RE02", False)
    other = pack.model_copy(update={"fingerprint": "0" * 64})
    [questions] = office.read(queries.machine_problems, other, now=office.now)
    assert (questions.code, questions.blocking) == ("RE01", True)

    office.approve()
    office.sign()
    assert office.read(queries.machine_problems, other, now=office.now) == []


def test_re03_a_key_signs_only_for_the_person_it_belongs_to(office):
    from selfcheck.enterprise.records import Role
    from selfcheck.submission import readiness

    assert readiness.signer_problems(Role.PRINCIPAL, "周建华", ("周建华", "陈国安")) == []
    [problem] = readiness.signer_problems(Role.PRINCIPAL, "外人", ("周建华",))
    assert problem.code == "RE03"


def test_re07_a_personal_duty_and_an_absent_one_are_confirmed_by_a_principal(office):
    from dataclasses import replace

    from selfcheck.submission import readiness

    frozen = office.read(snapshot.take, office.walk)
    assert readiness.confirmation_problems(frozen) == []
    others = tuple(
        replace(state, mark=replace(state.mark, confirmed_by="门卫")) for state in frozen.states
    )
    found = readiness.confirmation_problems(replace(frozen, states=others))
    assert {p.code for p in found} == {"RE07"}
    wanted = {s.duty.key for s in frozen.states if s.duty.personal or not s.items}
    assert {p.where.split("#")[0] for p in found} == wanted


def test_re06_a_delivery_needs_a_day_and_a_receiver(office):
    office.approve()
    submission = office.sign()
    with pytest.raises(NotReady) as refused:
        office.act(
            actions.record_delivery,
            submission,
            day=None,
            to=" ",
            how="U 盘",
            today=office.now.date(),
        )
    assert {p.code for p in refused.value.problems} == {"RE06"}
    office.act(
        actions.record_delivery,
        submission,
        day=office.now.date(),
        to="示例区应急管理局 王科长",
        how="U 盘",
        today=office.now.date(),
    )
    page = office.read(queries.export_page, office.walk, submission)
    assert page.delivered_to.endswith("王科长")
