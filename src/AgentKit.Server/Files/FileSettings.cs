using System.ComponentModel.DataAnnotations;
using AgentKit.Server.Files.Archives;
using AgentKit.Server.Files.Categories;
using AgentKit.Server.Files.Downloads;
using AgentKit.Server.Files.Inspecting;
using AgentKit.Server.Files.Sniffing;
using Pipeline.Configuration;
using Pipeline.Secrets;

namespace AgentKit.Server.Files;

/// <summary>What is taken of clients' files, and how it is given out.</summary>
[SettingGroup("Files", Description = "Limits hold for each file by itself. A kind of file is decided by its bytes.")]
internal sealed record FileSettings : ISettingChecks
{
    private const long Mebibyte = 1024 * 1024, Gibibyte = 1024 * Mebibyte;

    [Setting("AGENTKIT_FILES_LOCAL_URL", "Where callers reach this service, for presigned uploads when files are kept on its own disk. Without it, http://127.0.0.1 and its port.", Example = "https://agentkit.example.com")]
    [UriSchemes("http", "https"), WithoutCredentials]
    public Uri? LocalUrl { get; init; }

    [Setting("AGENTKIT_FILES_BRAND_ASSETS_MAX_BYTES", "The largest file of the category brand_assets.", Example = "2147483648")]
    [Range(1L, 5L * 1024 * Gibibyte)]
    public long BrandAssetsMaxBytes { get; init; } = 2 * Gibibyte;

    [Setting("AGENTKIT_FILES_BRAND_ASSETS_KINDS", "The kinds of files that brand_assets takes.", Example = "Png,Jpeg,Svg,Pdf")]
    public FileKind[] BrandAssetsKinds { get; init; } =
        [FileKind.Png, FileKind.Jpeg, FileKind.Gif, FileKind.WebP, FileKind.Svg, FileKind.Tiff, FileKind.Psd, FileKind.Eps, FileKind.Pdf, FileKind.Mp4, FileKind.Ttf, FileKind.Otf, FileKind.Woff, FileKind.Woff2, FileKind.Zip];

    [Setting("AGENTKIT_FILES_CONTRACTS_MAX_BYTES", "The largest file of the category contracts.", Example = "52428800")]
    [Range(1L, 5L * 1024 * Gibibyte)]
    public long ContractsMaxBytes { get; init; } = 50 * Mebibyte;

    [Setting("AGENTKIT_FILES_CONTRACTS_KINDS", "The kinds of files that contracts takes.", Example = "Pdf,Docx")]
    public FileKind[] ContractsKinds { get; init; } = [FileKind.Pdf, FileKind.Docx, FileKind.Png, FileKind.Jpeg, FileKind.Tiff];

    [Setting("AGENTKIT_FILES_PRODUCT_FEED_MAX_BYTES", "The largest file of the category product_feed.", Example = "2147483648")]
    [Range(1L, 5L * 1024 * Gibibyte)]
    public long ProductFeedMaxBytes { get; init; } = 2 * Gibibyte;

    [Setting("AGENTKIT_FILES_PRODUCT_FEED_KINDS", "The kinds of files that product_feed takes.", Example = "Csv,Xml")]
    public FileKind[] ProductFeedKinds { get; init; } = [FileKind.Csv, FileKind.Tsv, FileKind.Json, FileKind.Xml, FileKind.Text, FileKind.Gzip, FileKind.Zip, FileKind.Xlsx];

    [Setting("AGENTKIT_FILES_ANALYTICS_EXPORT_MAX_BYTES", "The largest file of the category analytics_export.", Example = "5368709120")]
    [Range(1L, 5L * 1024 * Gibibyte)]
    public long AnalyticsExportMaxBytes { get; init; } = 5 * Gibibyte;

    [Setting("AGENTKIT_FILES_ANALYTICS_EXPORT_KINDS", "The kinds of files that analytics_export takes.", Example = "Csv,Gzip")]
    public FileKind[] AnalyticsExportKinds { get; init; } = [FileKind.Csv, FileKind.Tsv, FileKind.Json, FileKind.Xml, FileKind.Text, FileKind.Gzip, FileKind.Zip, FileKind.Xlsx, FileKind.Pdf];

    [Setting("AGENTKIT_FILES_OTHER_MAX_BYTES", "The largest file of the category other.", Example = "104857600")]
    [Range(1L, 5L * 1024 * Gibibyte)]
    public long OtherMaxBytes { get; init; } = 100 * Mebibyte;

    [Setting("AGENTKIT_FILES_OTHER_KINDS", "The kinds of files that other takes.", Example = "Pdf,Docx,Xlsx,Pptx")]
    public FileKind[] OtherKinds { get; init; } =
        [FileKind.Pdf, FileKind.Docx, FileKind.Xlsx, FileKind.Pptx, FileKind.Png, FileKind.Jpeg, FileKind.Gif, FileKind.WebP, FileKind.Csv, FileKind.Tsv, FileKind.Json, FileKind.Xml, FileKind.Text, FileKind.Zip, FileKind.Gzip];

    [Setting("AGENTKIT_FILES_MIN_BYTES_PER_SECOND", "An upload that arrives more slowly, after AGENTKIT_FILES_SLOW_GRACE, is ended with 408.", Example = "4096")]
    [Range(1, 1_000_000_000)]
    public int MinBytesPerSecond { get; init; } = 4096;

    [Setting("AGENTKIT_FILES_SLOW_GRACE", "How long an upload may be slower than AGENTKIT_FILES_MIN_BYTES_PER_SECOND.", Example = "00:00:10")]
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan SlowGrace { get; init; } = TimeSpan.FromSeconds(10);

    [Setting("AGENTKIT_FILES_UPLOADS_PER_MINUTE", "Uploads that one organisation may begin in a minute, in one instance of the service.", Example = "300")]
    [Range(1, 1_000_000)]
    public int UploadsPerMinute { get; init; } = 300;

    [Setting("AGENTKIT_FILES_UPLOADS_PER_MINUTE_OF_CALLER", "Uploads that one caller may begin in a minute, in one instance of the service.", Example = "120")]
    [Range(1, 1_000_000)]
    public int UploadsPerMinuteOfCaller { get; init; } = 120;

    [Setting("AGENTKIT_FILES_CONCURRENT_UPLOADS", "Uploads of one organisation that may be on their way at once, in one instance of the service.", Example = "16")]
    [Range(1, 10_000)]
    public int ConcurrentUploads { get; init; } = 16;

    [Setting("AGENTKIT_FILES_UPLOAD_MEMORY_BYTES", "Memory that uploads may hold at once, of all organisations together, in one instance of the service: up to 25 MiB each where files go to a store over the network, 1 MiB on the service's own disk. Beyond it uploads are answered with 503. The default fits a pod of 256 MiB.", Example = "67108864")]
    [Range(Mebibyte, 1024 * Gibibyte)]
    public long UploadMemoryBytes { get; init; } = 64 * Mebibyte;

    [Setting("AGENTKIT_FILES_UPLOAD_LIFETIME", "How long a direct upload may take from its beginning, or from its latest part, to its completion.", Example = "1.00:00:00")]
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan UploadLifetime { get; init; } = TimeSpan.FromHours(24);

    [Setting("AGENTKIT_FILES_PRESIGN_LIFETIME", "How long a presigned upload request holds.", Example = "01:00:00")]
    [Range(typeof(TimeSpan), "00:01:00", "12:00:00")]
    public TimeSpan PresignLifetime { get; init; } = TimeSpan.FromHours(1);

    [Setting("AGENTKIT_FILES_MULTIPART_FROM_BYTES", "Direct uploads of this size and more come in parts, so that they can be resumed.", Example = "104857600")]
    [Range(1L, 5L * Gibibyte)]
    public long MultipartFromBytes { get; init; } = 100 * Mebibyte;

    [Setting("AGENTKIT_FILES_INLINE_CHECK_MAX_BYTES", "Files up to this size are checked and published before the upload is answered; larger ones right after, while they stand in quarantine.", Example = "67108864")]
    [Range(0L, 5L * Gibibyte)]
    public long InlineCheckMaxBytes { get; init; } = 64 * Mebibyte;

    [Setting("AGENTKIT_FILES_DOWNLOAD_LIFETIME", "How long a signed download URL holds.", Example = "00:05:00")]
    [Range(typeof(TimeSpan), "00:00:10", "12:00:00")]
    public TimeSpan DownloadLifetime { get; init; } = TimeSpan.FromMinutes(5);

    [Setting("AGENTKIT_FILES_ARCHIVE_MAX_ENTRIES", "The most entries of a ZIP archive, those of archives in it included.", Example = "10000")]
    [Range(1, 1_000_000)]
    public int ArchiveMaxEntries { get; init; } = 10_000;

    [Setting("AGENTKIT_FILES_ARCHIVE_MAX_EXPANDED_BYTES", "The most bytes that an archive may expand to.", Example = "2147483648")]
    [Range(1L, 1024 * Gibibyte)]
    public long ArchiveMaxExpandedBytes { get; init; } = 2 * Gibibyte;

    [Setting("AGENTKIT_FILES_ARCHIVE_MAX_RATIO", "How many times larger than packed an archive's content may be.", Example = "200")]
    [Range(2, 1032)]
    public int ArchiveMaxRatio { get; init; } = 200;

    [Setting("AGENTKIT_FILES_DRAWING_MAX_BYTES", "The largest SVG drawing.", Example = "16777216")]
    [Range(1L, Gibibyte)]
    public long DrawingMaxBytes { get; init; } = 16 * Mebibyte;

    [Setting("AGENTKIT_FILES_SWEEP_INTERVAL", "How often left-overs of uploads are looked for.", Example = "00:01:00")]
    [Range(typeof(TimeSpan), "00:00:00.0100000", "01:00:00")]
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromMinutes(1);

    [Setting("AGENTKIT_FILES_ORPHAN_AGE", "An object in quarantine that no document knows is deleted at this age. It is longer than any presigned request holds.", Example = "1.00:00:00")]
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan OrphanAge { get; init; } = TimeSpan.FromHours(24);

    [Setting("AGENTKIT_FILES_CLAMAV", "Where ClamAV's clamd listens: tcp://host:3310 or unix:///run/clamav/clamd.ctl. Files stay in quarantine until it has seen them. Without it, they are published once their bytes were checked.", Example = "tcp://clamav:3310")]
    [UriSchemes("tcp", "unix")]
    public Uri? ClamAv { get; init; }

    [Setting("AGENTKIT_FILES_CLAMAV_MAX_BYTES", "What clamd's StreamMaxLength is, in bytes: larger files are then refused before they are sent. Without it, those that clamd finds too large are rejected after they came.", Example = "5368709120")]
    [Range(1L, 5L * 1024 * Gibibyte)]
    public long? ClamAvMaxBytes { get; init; }

    [Setting("AGENTKIT_FILES_SCAN_TIMEOUT", "How long ClamAV may keep silent, or not take the next bytes.", Example = "00:02:00")]
    [Range(typeof(TimeSpan), "00:00:00.1000000", "01:00:00")]
    public TimeSpan ScanTimeout { get; init; } = TimeSpan.FromMinutes(2);

    [Setting("AGENTKIT_FILES_CHECK_RETRY", "How long to wait until a file in quarantine is checked again after the scanner or the store was away; doubles with each attempt, up to an hour.", Example = "00:00:15")]
    [Range(typeof(TimeSpan), "00:00:00.0100000", "01:00:00")]
    public TimeSpan CheckRetry { get; init; } = TimeSpan.FromSeconds(15);

    [Setting("AGENTKIT_FILES_CDN", "The network in front of the store that signed download URLs are made for. Without one they are the store's own.", Example = "CloudFront")]
    public CdnKind Cdn { get; init; }

    [Setting("AGENTKIT_FILES_CDN_URL", "The address under which the network serves the store's location.", Example = "https://files.example.com/")]
    [UriSchemes("https"), WithoutCredentials]
    public Uri? CdnUrl { get; init; }

    [Setting("AGENTKIT_FILES_CDN_KEY_ID", "CloudFront: the public key's id. Google Cloud CDN: the signing key's name.", Example = "K2JCJMDEHXQW5F")]
    public string? CdnKeyId { get; init; }

    [Setting("AGENTKIT_FILES_CDN_KEY", "CloudFront: the RSA private key, PEM. Google Cloud CDN: the 128-bit key, base64url.", Example = "nZtRohdNF9m3cKM24IcK4w==")]
    public Secret? CdnKey { get; init; }

    public InspectionLimits Inspection => new(new ArchiveLimits { MaxEntries = ArchiveMaxEntries, MaxExpandedBytes = ArchiveMaxExpandedBytes, MaxRatio = ArchiveMaxRatio }, DrawingMaxBytes);

    /// <summary>Where the presigned requests of a store on this machine's disk are served.</summary>
    public Uri LocalAddress(int port) => new((LocalUrl?.GetLeftPart(UriPartial.Path).TrimEnd('/') ?? $"http://127.0.0.1:{port}") + Local.LocalObjectEndpoints.Route);

    /// <summary>What a category takes; no more than the scanner looks at.</summary>
    public CategoryRule RuleFor(FileCategory category)
    {
        var (maxBytes, kinds) = category switch
        {
            FileCategory.BrandAssets => (BrandAssetsMaxBytes, BrandAssetsKinds),
            FileCategory.Contracts => (ContractsMaxBytes, ContractsKinds),
            FileCategory.ProductFeed => (ProductFeedMaxBytes, ProductFeedKinds),
            FileCategory.AnalyticsExport => (AnalyticsExportMaxBytes, AnalyticsExportKinds),
            _ => (OtherMaxBytes, OtherKinds),
        };
        return new CategoryRule(category, ClamAv is not null && ClamAvMaxBytes < maxBytes ? ClamAvMaxBytes.Value : maxBytes, kinds);
    }

    public IEnumerable<SettingProblem> Check(string environment)
    {
        if (Cdn == CdnKind.None)
            yield break;
        var must = $"must be set where AGENTKIT_FILES_CDN is {Cdn}.";
        if (CdnUrl is null)
            yield return new SettingProblem(nameof(CdnUrl), must);
        if (string.IsNullOrEmpty(CdnKeyId))
            yield return new SettingProblem(nameof(CdnKeyId), must);
        if (CdnKey is null)
            yield return new SettingProblem(nameof(CdnKey), must);
        else if (!CdnKeys.IsKey(Cdn, CdnKey))
            yield return new SettingProblem(nameof(CdnKey), Cdn == CdnKind.CloudFront ? "must be an RSA private key as PEM." : "must be 16 bytes as base64url.");
    }
}
