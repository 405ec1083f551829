"""Everything that can be wrong with a package: a stable code and one Chinese sentence each.

A finding is a value: the department decides. `fatal` tells "altered or not ours" from "worth a
look"; who the signers are is answered apart (see `verdict`).
"""

from dataclasses import dataclass
from enum import StrEnum
from unicodedata import category


class Finding(StrEnum):
    """Stable codes; the sentence for each is in `TEXTS`."""

    # The file as a whole
    NOT_A_PACKAGE = "NOT_A_PACKAGE"
    CHECK_BROKE_OFF = "CHECK_BROKE_OFF"
    TRUNCATED = "TRUNCATED"
    PREPENDED_BYTES = "PREPENDED_BYTES"
    TRAILING_BYTES = "TRAILING_BYTES"
    ARCHIVE_COMMENT = "ARCHIVE_COMMENT"
    TWO_END_RECORDS = "TWO_END_RECORDS"
    ODD_END_RECORD = "ODD_END_RECORD"
    DIRECTORY_MISPLACED = "DIRECTORY_MISPLACED"
    BROKEN_DIRECTORY = "BROKEN_DIRECTORY"
    WRONG_COUNT = "WRONG_COUNT"
    NO_FILES = "NO_FILES"
    TOO_MANY_FILES = "TOO_MANY_FILES"
    TOO_LARGE = "TOO_LARGE"
    # One entry of it
    ZIP64_LIE = "ZIP64_LIE"
    ENCRYPTED = "ENCRYPTED"
    COMPRESSED = "COMPRESSED"
    NOT_A_REGULAR_FILE = "NOT_A_REGULAR_FILE"
    ENTRY_COMMENT = "ENTRY_COMMENT"
    EXTRA_FIELD = "EXTRA_FIELD"
    SIZES_DIFFER = "SIZES_DIFFER"
    ODD_HEADER = "ODD_HEADER"
    HEADERS_DIFFER = "HEADERS_DIFFER"
    OVERLAP = "OVERLAP"
    GAP = "GAP"
    WRONG_CRC = "WRONG_CRC"
    FILE_TOO_LARGE = "FILE_TOO_LARGE"
    # Names
    UNSAFE_NAME = "UNSAFE_NAME"
    DUPLICATE_NAME = "DUPLICATE_NAME"
    CLASHING_NAME = "CLASHING_NAME"
    NOT_SORTED = "NOT_SORTED"
    SEVERAL_BASE_FOLDERS = "SEVERAL_BASE_FOLDERS"
    # One signature
    SIGNATURE_NOT_DER = "SIGNATURE_NOT_DER"
    SIGNATURE_STRUCTURE = "SIGNATURE_STRUCTURE"
    CONTENT_ATTACHED = "CONTENT_ATTACHED"
    NOT_ONE_SIGNER = "NOT_ONE_SIGNER"
    NOT_ONE_CERTIFICATE = "NOT_ONE_CERTIFICATE"
    WEAK_DIGEST = "WEAK_DIGEST"
    WRONG_ALGORITHM = "WRONG_ALGORITHM"
    WEAK_KEY = "WEAK_KEY"
    SHORT_KEY = "SHORT_KEY"
    DUPLICATE_ATTRIBUTE = "DUPLICATE_ATTRIBUTE"
    MISSING_ATTRIBUTE = "MISSING_ATTRIBUTE"
    UNEXPECTED_ATTRIBUTE = "UNEXPECTED_ATTRIBUTE"
    WRONG_CONTENT_TYPE = "WRONG_CONTENT_TYPE"
    WRONG_CERTIFICATE_HASH = "WRONG_CERTIFICATE_HASH"
    CA_CERTIFICATE = "CA_CERTIFICATE"
    WRONG_KEY_USAGE = "WRONG_KEY_USAGE"
    OUTSIDE_VALIDITY = "OUTSIDE_VALIDITY"
    SIGNED_IN_FUTURE = "SIGNED_IN_FUTURE"
    SIGNED_CONTENT_CHANGED = "SIGNED_CONTENT_CHANGED"
    BAD_SIGNATURE = "BAD_SIGNATURE"
    # Two signers
    WRONG_ROLE = "WRONG_ROLE"
    WRONG_ENTERPRISE = "WRONG_ENTERPRISE"
    SAME_KEY_TWICE = "SAME_KEY_TWICE"
    APPROVED_AFTER_SIGNING = "APPROVED_AFTER_SIGNING"
    CERTIFICATE_FILE_DIFFERS = "CERTIFICATE_FILE_DIFFERS"
    # Whose key (never fatal: intact and known are two answers)
    SIGNER_UNKNOWN = "SIGNER_UNKNOWN"
    SIGNER_REVOKED = "SIGNER_REVOKED"
    SIGNER_NOT_CURRENT = "SIGNER_NOT_CURRENT"
    OTHER_FINGERPRINT = "OTHER_FINGERPRINT"
    # Files
    BAD_MANIFEST = "BAD_MANIFEST"
    CHANGED_FILE = "CHANGED_FILE"
    MISSING_FILE = "MISSING_FILE"
    EXTRA_FILE = "EXTRA_FILE"
    # Contents
    NEWER_FORMAT = "NEWER_FORMAT"
    BAD_BAG = "BAD_BAG"
    WRONG_OXUM = "WRONG_OXUM"
    WRONG_IDENTIFIER = "WRONG_IDENTIFIER"
    BAD_JSON = "BAD_JSON"
    DUPLICATE_KEY = "DUPLICATE_KEY"
    NOT_A_NUMBER = "NOT_A_NUMBER"
    AGAINST_SCHEMA = "AGAINST_SCHEMA"
    RECORDS_OF_ANOTHER = "RECORDS_OF_ANOTHER"
    BROKEN_CHAIN = "BROKEN_CHAIN"
    WRONG_HEAD = "WRONG_HEAD"
    WRONG_QUESTIONS = "WRONG_QUESTIONS"
    WRONG_LEDGER = "WRONG_LEDGER"
    BAD_INDEX = "BAD_INDEX"
    BAD_IMAGE = "BAD_IMAGE"
    HUGE_IMAGE = "HUGE_IMAGE"
    BAD_WORKBOOK = "BAD_WORKBOOK"
    FORMULA = "FORMULA"
    ACTIVE_WORKBOOK = "ACTIVE_WORKBOOK"
    ACTIVE_PDF = "ACTIVE_PDF"
    ACTIVE_EVIDENCE = "ACTIVE_EVIDENCE"
    NOT_LOOKED_INTO = "NOT_LOOKED_INTO"
    REPORT_UNREADABLE = "REPORT_UNREADABLE"
    REPORT_FIELDS = "REPORT_FIELDS"
    REPORT_SIGNATURE = "REPORT_SIGNATURE"
    REPORT_CHANGED_BETWEEN = "REPORT_CHANGED_BETWEEN"
    REPORT_APPENDED = "REPORT_APPENDED"
    REPORT_SIGNER_DIFFERS = "REPORT_SIGNER_DIFFERS"
    REPORT_OF_ANOTHER = "REPORT_OF_ANOTHER"


_COPY = "重新复制一份再核验。"
_ORIGINAL = "让企业把导出的原文件直接送来，不要重新打包。"
_AGAIN = "让企业重新导出一份。"
_SIGN_AGAIN = "让企业用本程序重新签名。"

TEXTS: dict[Finding, str] = {
    Finding.NOT_A_PACKAGE: "这个文件不是报送包：选择以 .zip 结尾、由企业导出的文件。",
    Finding.CHECK_BROKE_OFF: "核验中断，没有得出结论：不要采用；把这个报送包交给软件维护人员。",
    Finding.TRUNCATED: "文件不完整，后面少了一段：" + _COPY,
    Finding.PREPENDED_BYTES: "报送包前面被加了内容：重新复制一份；仍这样时退回企业。",
    Finding.TRAILING_BYTES: "报送包末尾被加了内容：重新复制一份；仍这样时退回企业。",
    Finding.ARCHIVE_COMMENT: "压缩文件里被写入了注释：" + _ORIGINAL,
    Finding.TWO_END_RECORDS: "压缩文件有两份目录，不同软件会看到不同内容：" + _AGAIN,
    Finding.ODD_END_RECORD: "压缩文件的结尾记录不是本程序写的样子：" + _AGAIN,
    Finding.DIRECTORY_MISPLACED: "压缩文件的目录位置不对，可能多了或少了一段：" + _COPY,
    Finding.BROKEN_DIRECTORY: "压缩文件的目录已损坏：" + _COPY,
    Finding.WRONG_COUNT: "压缩文件声明的文件数与目录不一致：" + _AGAIN,
    Finding.NO_FILES: "报送包是空的：" + _AGAIN,
    Finding.TOO_MANY_FILES: "文件数超过 20000 个，没有继续读取：让企业分包导出。",
    Finding.TOO_LARGE: "内容合计超过 8 GB，没有继续读取：让企业分包导出。",
    Finding.ZIP64_LIE: "压缩文件里两处写的大小互相矛盾：" + _AGAIN,
    Finding.ENCRYPTED: "这个文件被加了压缩密码：让企业导出不加密的报送包。",
    Finding.COMPRESSED: "这个文件被重新压缩过：" + _ORIGINAL,
    Finding.NOT_A_REGULAR_FILE: "这一项不是普通文件（是文件夹或链接）：" + _AGAIN,
    Finding.ENTRY_COMMENT: "这一项带有注释：" + _AGAIN,
    Finding.EXTRA_FIELD: "这一项带有附加字段：" + _ORIGINAL,
    Finding.SIZES_DIFFER: "这一项的两个大小不一致：" + _AGAIN,
    Finding.ODD_HEADER: "这一项的属性不是本程序写的样子：" + _ORIGINAL,
    Finding.HEADERS_DIFFER: "这一项在文件中和目录中的说明不一致：" + _AGAIN,
    Finding.OVERLAP: "这一项与别的内容重叠：" + _AGAIN,
    Finding.GAP: "这一项前后夹有不属于任何文件的内容：" + _AGAIN,
    Finding.WRONG_CRC: "这个文件的校验码不对：" + _COPY,
    Finding.FILE_TOO_LARGE: "这个文件大得不合常理，没有读取：" + _AGAIN,
    Finding.UNSAFE_NAME: "文件名不安全，解压时可能写到别处：不要解压，" + _AGAIN,
    Finding.DUPLICATE_NAME: "同一个文件名出现了两次：不要解压，" + _AGAIN,
    Finding.CLASHING_NAME: "这个文件名在 Windows 上会与另一个混淆：不要解压，" + _AGAIN,
    Finding.NOT_SORTED: "文件次序不是本程序写的样子：" + _ORIGINAL,
    Finding.SEVERAL_BASE_FOLDERS: "报送包里应当只有一个以报送号命名的文件夹：" + _AGAIN,
    Finding.SIGNATURE_NOT_DER: "签名文件的编码不规范或带有多余内容：" + _SIGN_AGAIN,
    Finding.SIGNATURE_STRUCTURE: "签名文件不是约定的格式：" + _SIGN_AGAIN,
    Finding.CONTENT_ATTACHED: "签名文件自带了内容，应当只有签名：" + _SIGN_AGAIN,
    Finding.NOT_ONE_SIGNER: "一份签名文件里应当正好有一个签名：" + _SIGN_AGAIN,
    Finding.NOT_ONE_CERTIFICATE: "签名文件里应当正好有签名人的一张证书：" + _SIGN_AGAIN,
    Finding.WEAK_DIGEST: "签名用的摘要算法不安全，只接受 SHA-256、SHA-384、SHA-512："
    + _SIGN_AGAIN,
    Finding.WRONG_ALGORITHM: "签名算法不在接受之列，只接受 RSA（PKCS#1 v1.5）：" + _SIGN_AGAIN,
    Finding.WEAK_KEY: "签名密钥太短，RSA 至少 3072 位：让签名人换一把密钥。",
    Finding.SHORT_KEY: "签名密钥是 2048 位，目前接受：提醒签名人换证时选 3072 位。",
    Finding.DUPLICATE_ATTRIBUTE: "签名里同一项属性出现了两次：" + _SIGN_AGAIN,
    Finding.MISSING_ATTRIBUTE: "签名里缺少必有的属性（时间、摘要或证书）：" + _SIGN_AGAIN,
    Finding.UNEXPECTED_ATTRIBUTE: "签名里有不认识的属性：" + _SIGN_AGAIN,
    Finding.WRONG_CONTENT_TYPE: "签名声明的内容类型不对：" + _SIGN_AGAIN,
    Finding.WRONG_CERTIFICATE_HASH: "签名指定的证书与所附证书不是同一张：" + _SIGN_AGAIN,
    Finding.CA_CERTIFICATE: "签名证书是签发机构的，不是个人的：让签名人用自己的证书签名。",
    Finding.WRONG_KEY_USAGE: "证书的用途不包含签名和不可否认：让签名人换一张签名证书。",
    Finding.OUTSIDE_VALIDITY: "签名时间不在证书有效期内：让签名人续期后重新签名。",
    Finding.SIGNED_IN_FUTURE: "签名时间晚于现在：核对签名电脑和本机的时钟。",
    Finding.SIGNED_CONTENT_CHANGED: "签名后这份清单被改动过：不要采用，退回企业。",
    Finding.BAD_SIGNATURE: "签名与证书不符，不是这张证书的密钥所签：不要采用，退回企业。",
    Finding.WRONG_ROLE: "签名证书上的职务与签名位置不符：让对应的人员签名。",
    Finding.WRONG_ENTERPRISE: "签名证书属于另一家企业：让本企业的人员签名。",
    Finding.SAME_KEY_TWICE: "两个签名用了同一把密钥：让两个人各用自己的密钥签名。",
    Finding.APPROVED_AFTER_SIGNING: "安全管理人员签名晚于主要负责人：核对时钟，按次序重签。",
    Finding.CERTIFICATE_FILE_DIFFERS: "所附证书文件与签名用的证书不同：" + _AGAIN,
    Finding.SIGNER_UNKNOWN: "签名人不在登记册中：核对指纹登记表后登记，或退回企业。",
    Finding.SIGNER_REVOKED: "签名人的密钥在签名前已撤销：退回企业，换密钥重新签名。",
    Finding.SIGNER_NOT_CURRENT: "签名时间不在登记的有效期内：让签名人先办理登记。",
    Finding.OTHER_FINGERPRINT: "这个职务登记的是另一枚指纹：电话核对签名人后再登记。",
    Finding.BAD_MANIFEST: "文件清单的格式不对：" + _AGAIN,
    Finding.CHANGED_FILE: "文件在签名后被改动：重新复制一份；仍这样时退回企业。",
    Finding.MISSING_FILE: "清单上有、包里没有这个文件：向企业要完整的报送包。",
    Finding.EXTRA_FILE: "包里多出清单上没有的文件：不要打开它，退回企业。",
    Finding.NEWER_FORMAT: "报送包的格式版本与本程序不同：把本程序升级到最新版后再核验。",
    Finding.BAD_BAG: "bagit.txt 或 bag-info.txt 的内容不对：" + _AGAIN,
    Finding.WRONG_OXUM: "声明的总字节数或文件数与实际不符：" + _AGAIN,
    Finding.WRONG_IDENTIFIER: "报送号与文件夹名不一致：" + _AGAIN,
    Finding.BAD_JSON: "数据文件不是规范的 JSON：" + _AGAIN,
    Finding.DUPLICATE_KEY: "数据文件里同一个键出现了两次，不同软件会读出不同的值：" + _AGAIN,
    Finding.NOT_A_NUMBER: "数据文件里有不是数的数值（NaN、Infinity）：" + _AGAIN,
    Finding.AGAINST_SCHEMA: "数据文件不符合公布的格式：" + _AGAIN,
    Finding.RECORDS_OF_ANOTHER: "数据属于另一家企业或另一次报送：" + _AGAIN,
    Finding.BROKEN_CHAIN: "修改记录的链条断了，这一行之前或这一行被改动过：退回企业说明。",
    Finding.WRONG_HEAD: "修改记录的最后一行与 bag-info.txt 声明的不符：退回企业说明。",
    Finding.WRONG_QUESTIONS: "检查条目与所写的指纹不符，题目可能被改过：" + _AGAIN,
    Finding.WRONG_LEDGER: "隐患台账自相矛盾，编号、佐证或数字对不上：" + _AGAIN,
    Finding.BAD_INDEX: "佐证目录与包里的文件对不上：" + _AGAIN,
    Finding.BAD_IMAGE: "图片不是能看的 JPEG 或 PNG：让企业换一张后重新导出。",
    Finding.HUGE_IMAGE: "图片超过 5000 万像素，打开可能卡死：让企业缩小后重新导出。",
    Finding.BAD_WORKBOOK: "表格文件不是规范的 XLSX：" + _AGAIN,
    Finding.FORMULA: "表格里有公式，报送的表格只应有文字和数：" + _AGAIN,
    Finding.ACTIVE_WORKBOOK: "表格里有宏、外部链接或嵌入对象：不要打开，退回企业。",
    Finding.ACTIVE_PDF: "报告或图牌清单里有脚本、自动动作或嵌入文件：不要打开，退回企业。",
    Finding.ACTIVE_EVIDENCE: "这份佐证能运行程序或带有脚本、宏、链接：确认来源后再打开。",
    Finding.NOT_LOOKED_INTO: "这份佐证太大，没有检查里面有没有脚本或宏：杀毒后再打开。",
    Finding.REPORT_UNREADABLE: "报告不是规范的 PDF，读不出签名：" + _AGAIN,
    Finding.REPORT_FIELDS: "报告应当正好有两处签名，一处安全管理人员、一处主要负责人："
    + _AGAIN,
    Finding.REPORT_SIGNATURE: "报告里的签名不成立：" + _AGAIN,
    Finding.REPORT_CHANGED_BETWEEN: "安全管理人员签名之后报告内容又被改动：退回企业重新签名。",
    Finding.REPORT_APPENDED: "最后一个签名没有覆盖整份报告，后面被追加了内容：退回企业。",
    Finding.REPORT_SIGNER_DIFFERS: "报告里的签名人与报送包的签名人不同：" + _AGAIN,
    Finding.REPORT_OF_ANOTHER: "报告与数据不是同一次签的，可能换进了另一份报告：退回企业重新签名。",
}

# Found in the zip's structure, so that nothing of its contents was compared.
_UNREADABLE = frozenset(list(Finding)[: list(Finding).index(Finding.WRONG_CRC)]) | {
    Finding.UNSAFE_NAME,
    Finding.DUPLICATE_NAME,
    Finding.CLASHING_NAME,
    Finding.NOT_SORTED,
    Finding.SEVERAL_BASE_FOLDERS,
}
_UNSHOWN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_LONGEST = 200  # characters of somebody else's text in a message


@dataclass(frozen=True)
class Found:
    """One finding at one place."""

    code: Finding
    where: str  # a file's name inside the base folder, or what else tells the place
    text: str  # Chinese: what is wrong and what to do
    fatal: bool = True


def shown(text: str) -> str:
    """Somebody else's text, safe to show: neither control characters nor turned directions."""
    return "".join(
        f"\\x{ord(char):02x}" if category(char) in _UNSHOWN else char
        for char in text[:_LONGEST]
    )


def found(code: Finding, where: str = "", detail: str = "", *, fatal: bool = True) -> Found:
    """A finding with its sentence, and a detail (in brackets) where one helps."""
    text = TEXTS[code] + (f"（{shown(detail)}）" if detail else "")
    return Found(code, shown(where), text, fatal)


def is_structural(code: Finding) -> bool:
    """True when the file could not be read as a package at all."""
    return code in _UNREADABLE


class Malformed(Exception):
    """Reading stopped at a place that our own writer never emits."""

    def __init__(self, code: Finding, where: str, detail: str = "") -> None:
        self.found = found(code, where, detail)
        super().__init__(f"{code} {where}")
