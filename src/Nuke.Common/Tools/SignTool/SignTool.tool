tool SignTool | Signs files on Windows. Part of the Windows SDK.
  path signtool
  url https://learn.microsoft.com/windows/win32/seccrypto/signtool

enum SignToolContentMethod = Embedded DetachedSignedData | How signed content is kept.
enum SignToolDigestAlgorithm = SHA1 SHA256 SHA384 SHA512 | Hash of a signature.

command SignTool = sign | Signs files.
  AutomaticSelection                  bool                     /a | Takes the best certificate there is.
  AdditionalCertificate               string                   /ac {value} | A further certificate in the signature.
  CertificateTemplateName             string                   /c {value} | Template of the certificate.
  File                                string                   /f {value} | File with the certificate.
  Issuer                              string                   /i {value} | Issuer of the certificate, or a part of it.
  SigningSubjectName                  string                   /n {value} | Subject of the certificate, or a part of it.
  Password                            string                   /p {value} @secret | Password of the certificate's file.
  RootSubjectName                     string                   /r {value} | Subject of the root certificate.
  Store                               string                   /s {value} | Store to search. Default <c>MY</c>.
  MachineStore                        bool                     /sm | The machine's store, not the user's.
  Sha1Thumbprint                      string                   /sha1 {value} @secret | Thumbprint of the certificate.
  FileDigestAlgorithm                 SignToolDigestAlgorithm  /fd {value} | Hash of the file.
  EnhancedKeyUsage                    string                   /u {value} | Key usage that the certificate must have.
  WindowsSystemComponentVerification  bool                     /uw | Key usage of Windows system components.
  Csp                                 string                   /csp {value} | Provider with the private key.
  KeyContainer                        string                   /kc {value} | Container of the private key.
  AppendSignature                     bool                     /as | Adds a signature to those that are there.
  Description                         string                   /d {value} | Description of the content.
  Url                                 string                   /du {value} | URL with more about the content.
  TimestampServerUrl                  string                   /t {value} | Old timestamp server.
  Rfc3161TimestampServerUrl           string                   /tr {value} | Timestamp server (RFC 3161).
  Rfc3161TimestampServerUrlSealed     string                   /tseal {value} | Timestamp server for sealed files.
  TimestampServerDigestAlgorithm      SignToolDigestAlgorithm  /td {value} | Hash of the timestamp.
  AuthenticatedAttributes             string=string            /sa {key} {value} | Attributes in the signature, by OID.
  SealingSignature                    bool                     /seal | Adds a sealing signature.
  IntentToSealAttribute               bool                     /itos | Says that a sealing signature will follow.
  Force                               bool                     /force | Removes a signature that is in the way of sealing.
  NoSealWarn                          bool                     /nosealwarn | Warnings of sealing leave the exit code alone.
  SignedDigestAndUnsignedPkcs7Path    string                   /dg {value} | Folder for a digest to be signed elsewhere.
  SignDigestOnly                      bool                     /ds | Signs a digest.
  GenerateSignature                   string                   /di {value} | Takes in a signed digest.
  XmlFile                             bool                     /dxml | Writes the digest as XML too.
  AuthenticodeDigestSignLibDll        string                   /dlib {value} | Library that signs the digest.
  AuthenticodeDigestSignPassUnmodified  string                 /dmdf {value} | File passed on to the library.
  ContentFileToPkcs7                  string                   /p7 {value} | Folder for PKCS7 files.
  SignedContentIdentifier             string                   /p7co {value} | OID of the signed content.
  SignedContentMethod                 SignToolContentMethod    /p7ce {value} | How signed content is kept.
  PageHashes                          bool                     /ph | Hashes of pages.
  SuppressPageHashes                  bool                     /nph | No hashes of pages.
  RelaxedMarkerCheck                  bool                     /rmc | Relaxed check of markers.
  Quiet                               bool                     /q | Says less.
  Verbose                             bool                     /v | Says more.
  Debug                               bool                     /debug | Says still more.
  Files                               string[]                 {value} @position(-1) | Files to sign.
