"""VERIFY.txt: how a clerk checks a package with what is on every PC, without this program."""

from selfcheck.submission import layout, stock_commands
from selfcheck.submission.key_info import KeyInfo

_TEXT = """\
报送包核验说明
==============

报送号：{package_id}
报送单位：{enterprise}

本说明教您不用任何专门软件，核对这份报送包是否完整、由谁签名。
先把 zip 文件解压，打开解压出的文件夹「{package_id}」，以下操作都在这个文件夹里进行。


一、最要紧的一条
----------------

验证签名时，一定要用企业事先登记在册的证书（登记册里的那一份），
不要用报送包 certs 文件夹里的证书：改包的人可以把包里的证书一起换掉。
包里的证书只用来和登记册对照：下面的指纹要与登记册、与盖章的登记表逐组相同。

主要负责人　{principal}
SHA-256 指纹　{principal_groups}

安全管理人员　{manager}
SHA-256 指纹　{manager_groups}


二、这份报送包是怎样签的
------------------------

data 文件夹　　　　　　　　　　全部数据和佐证
manifest-sha256.txt　　　　　　data 文件夹里每个文件的 SHA-256 值
approvals/safety-manager.p7s　 安全管理人员对 manifest-sha256.txt 的签名
tagmanifest-sha256.txt　　　　 其余文件（含上面两项和 report.pdf）的 SHA-256 值
signatures/principal.p7s　　　 主要负责人对 tagmanifest-sha256.txt 的签名

所以主要负责人的签名管住安全管理人员的签名，安全管理人员的签名管住全部数据。
data 里的中文文件名见 data/index.csv。


三、在 Windows 上核验
---------------------

1. 核对单个文件：打开「命令提示符」，进入本文件夹，输入

{certutil}

   显示的值要与 tagmanifest-sha256.txt 里 manifest-sha256.txt 那一行相同。

2. 核对全部文件：打开「Windows PowerShell」，进入本文件夹，粘贴下面几行。
   没有出现「不一致」，就是全部相同。

{compare_all}

3. 核对签名：仍在 PowerShell 里粘贴下面几行。

{check_signatures}

   没有出现红字，说明签名与内容相符。显示的两行指纹要与登记册里的指纹相同；
   不同就是别人签的，不能采用。


四、在 Linux（含统信、麒麟）上核验
----------------------------------

打开终端，进入本文件夹，逐条输入。principal-enrolled.pem 和 manager-enrolled.pem
换成登记册里的证书文件。

{sha256sum}

{bagit}

{check_principal}

{check_manager}

{pdfsig}

openssl 显示「CMS Verification successful」为通过；-binary 不能省。
证书由签发机构（CA）发给时，openssl 命令里另加 -partial_chain；
证书现在已过期、签名时还有效的，另加 -no_check_time。
登记册里的证书文件也可以直接核对：sha256sum 文件名.cer 显示的就是指纹。


五、用 PDF 软件打开 report.pdf 时
---------------------------------

PDF 软件会说签名人「身份未知」或「未受信任」。这是因为证书由企业自己生成，
没有经过 PDF 软件认识的签发机构，不表示文件被改过。是谁签的，以登记册里的指纹为准；
内容是否被改过，以 signatures 和 approvals 里的两个签名为准。


本说明由 {software} 写成。
"""


def verify_txt(
    *,
    package_id: str,
    enterprise: str,
    principal: KeyInfo,
    manager: KeyInfo,
    software: str,
) -> bytes:
    """The text with this package's ID and both fingerprints; BOM and CRLF for Notepad."""
    text = _TEXT.format(
        package_id=package_id,
        enterprise=_one_line(enterprise),
        principal=_one_line(principal.name),
        manager=_one_line(manager.name),
        principal_groups=layout.in_groups(principal.fingerprint),
        manager_groups=layout.in_groups(manager.fingerprint),
        software=software,
        certutil=stock_commands.CERTUTIL,
        compare_all=stock_commands.COMPARE_ALL,
        check_signatures=stock_commands.CHECK_SIGNATURES,
        sha256sum=stock_commands.SHA256SUM,
        bagit=stock_commands.BAGIT,
        check_principal=stock_commands.CHECK_PRINCIPAL,
        check_manager=stock_commands.CHECK_MANAGER,
        pdfsig=stock_commands.PDFSIG,
    )
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def _one_line(text: str) -> str:
    return " ".join(text.split())
