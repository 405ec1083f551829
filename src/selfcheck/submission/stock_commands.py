"""The commands that check a package with what is on every PC: in VERIFY.txt and on the verify page."""

CERTUTIL = "certutil -hashfile manifest-sha256.txt SHA256"
COMPARE_ALL = """\
foreach ($list in 'tagmanifest-sha256.txt', 'manifest-sha256.txt') {
  foreach ($line in [IO.File]::ReadAllLines("$PWD\\$list")) {
    $hash, $name = $line -split '  ', 2
    if ((Get-FileHash -Algorithm SHA256 $name).Hash -ne $hash) { "不一致：$name" }
  }
}
"核对完毕"
""".strip()

CHECK_SIGNATURES = """\
Add-Type -AssemblyName System.Security
$pairs = @(@('signatures\\principal.p7s', 'tagmanifest-sha256.txt'),
           @('approvals\\safety-manager.p7s', 'manifest-sha256.txt'))
foreach ($pair in $pairs) {
  $bytes = [IO.File]::ReadAllBytes("$PWD\\" + $pair[1])
  $content = [Security.Cryptography.Pkcs.ContentInfo]::new($bytes)
  $cms = [Security.Cryptography.Pkcs.SignedCms]::new($content, $true)
  $cms.Decode([IO.File]::ReadAllBytes("$PWD\\" + $pair[0]))
  $cms.CheckSignature($true)
  $signer = $cms.SignerInfos[0].Certificate
  $sha = [Security.Cryptography.SHA256]::Create()
  $pair[0]
  $signer.Subject
  [BitConverter]::ToString($sha.ComputeHash($signer.RawData)).Replace('-', '').ToLower()
}"""

SHA256SUM = "sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt"
BAGIT = "bagit.py --validate ."
CHECK_PRINCIPAL = """\
openssl cms -verify -binary -inform DER -in signatures/principal.p7s \\
  -content tagmanifest-sha256.txt -CAfile principal-enrolled.pem -out /dev/null"""

CHECK_MANAGER = """\
openssl cms -verify -binary -inform DER -in approvals/safety-manager.p7s \\
  -content manifest-sha256.txt -CAfile manager-enrolled.pem -out /dev/null"""

PDFSIG = "pdfsig report.pdf"
