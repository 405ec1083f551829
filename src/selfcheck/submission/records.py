"""What was submitted when, with which fingerprint; and whose keys sign here."""

from datetime import date

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from selfcheck.enterprise.records import Role
from selfcheck.store import by_value


class SigningKey(SQLModel, table=True):
    """A key that somebody signs with: its certificate and where its file lies. Never the key itself."""

    __tablename__ = "signing_keys"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    role: Role = Field(sa_column=Column(by_value(Role), nullable=False))
    file: str  # name inside the workspace's keys folder, or a full path elsewhere
    fingerprint: str  # SHA-256 of the certificate
    sha1: str  # as the Windows certificate dialog shows it
    valid_from: str
    valid_to: str
    created_at: str
    retired: bool = False  # replaced by a newer one


class Submission(SQLModel, table=True):
    """One approval of a round and, when it came to that, the principal's signature (报送)."""

    __tablename__ = "submissions"

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="rounds.id", index=True)
    package_id: str = Field(index=True)
    content_sha256: str  # of what was approved: a later change is noticed
    approved_by: str
    approved_at: str
    approved_fingerprint: str
    manifest_sha256: str
    history_lines: int
    history_head: str
    files: int
    bytes: int
    withdrawn: bool = False
    signed_by: str = ""
    signed_at: str = ""
    signed_fingerprint: str = ""
    tagmanifest_sha256: str = ""  # the package's fingerprint
    previous_sha256: str = ""  # that of the package before; empty for the first
    delivered_on: date | None = None
    delivered_to: str = ""
    delivered_how: str = ""


class Export(SQLModel, table=True):
    """One file that was written and read back (导出)."""

    __tablename__ = "exports"

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submissions.id", index=True)
    path: str
    written_at: str
    files: int
    bytes: int
    seconds: float
