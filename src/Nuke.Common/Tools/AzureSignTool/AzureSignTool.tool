tool AzureSignTool | Signs files with a certificate in Azure Key Vault.
  nuget AzureSignTool AzureSignTool.dll
  url https://github.com/vcsjones/AzureSignTool

enum AzureSignToolDigestAlgorithm = sha1 sha256 sha384 sha512 | Hash of a signature.

command AzureSignTool = sign | Signs files.
  KeyVaultUrl               string                        --azure-key-vault-url {value} | The key vault.
  KeyVaultClientId          string                        --azure-key-vault-client-id {value} | Client to authenticate as.
  KeyVaultClientSecret      string                        --azure-key-vault-client-secret {value} @secret | The client's secret.
  KeyVaultTenantId          string                        --azure-key-vault-tenant-id {value} | The client's tenant.
  KeyVaultCertificateName   string                        --azure-key-vault-certificate {value} | The certificate.
  KeyVaultAccessToken       string                        --azure-key-vault-accesstoken {value} @secret | Access token, in place of a client.
  KeyVaultManagedIdentity   bool                          --azure-key-vault-managed-identity | Authenticates as the machine.
  Description               string                        --description {value} | Description of the content.
  DescriptionUrl            string                        --description-url {value} | URL with more about the content.
  TimestampRfc3161Url       string                        --timestamp-rfc3161 {value} | Timestamp server (RFC 3161).
  TimestampAuthenticodeUrl  string                        --timestamp-authenticode {value} | Old timestamp server.
  TimestampDigest           AzureSignToolDigestAlgorithm  --timestamp-digest {value} | Hash of the timestamp.
  FileDigest                AzureSignToolDigestAlgorithm  --file-digest {value} | Hash of the file.
  AdditionalCertificates    string[]                      --additional-certificates {value} | Further certificates for the chain.
  Verbose                   bool                          --verbose | Says more.
  Quiet                     bool                          --quiet | Says less.
  ContinueOnError           bool                          --continue-on-error | Goes on with the next file after a failure.
  InputFileList             string                        --input-file-list {value} | File with a list of files.
  SkipSigned                bool                          --skip-signed | Leaves files that are signed.
  PageHashing               bool                          --page-hashing | Hashes of pages.
  NoPageHashing             bool                          --no-page-hashing | No hashes of pages.
  MaxDegreeOfParallelism    int                           --max-degree-of-parallelism {value} | How many files at once.
  Files                     string[]                      {value} @position(-1) | Files to sign.
