using AgentKit.Server.Access;
using AgentKit.Server.Clients;
using AgentKit.Server.Files.Crashing;
using AgentKit.Server.Files.Direct;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Downloads;
using AgentKit.Server.Files.Endpoints;
using AgentKit.Server.Files.Limiting;
using AgentKit.Server.Files.Local;
using AgentKit.Server.Files.Observing;
using AgentKit.Server.Files.Quarantine;
using AgentKit.Server.Files.Receiving;
using AgentKit.Server.Files.Scanning;
using AgentKit.Server.Files.Sweeping;
using AgentKit.Server.Idempotency;
using AgentKit.Server.Json;
using AgentKit.Server.Paging;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.ObjectStorage;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.Local;

namespace AgentKit.Server.Files;

/// <summary>Files of clients: received, checked, kept, given out.</summary>
internal static class FilesFeature
{
    /// <param name="services">Where it is added; an <see cref="IObjectStore"/> must be there.</param>
    /// <param name="settings">The limits.</param>
    /// <param name="local">For a store on this machine's disk: with what it signs requests, which this service then serves.</param>
    public static IServiceCollection AddFiles(this IServiceCollection services, FileSettings settings, LocalPresigning? local = null)
    {
        services.AddSingleton(settings);
        if (local is not null)
            services.AddSingleton(x => new LocalPresignedRequests(local, x.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ICrashPoints, NoCrashPoints>();
        services.AddSingleton<FileMetrics>();
        services.AddSingleton<UploadLimiter>();
        services.AddSingleton<QuarantineBell>();
        services.AddSingleton<FilePublisher>();
        services.AddSingleton<FileAudit>();
        services.AddSingleton<ContentReading>();
        services.AddSingleton<QuarantineCheck>();
        services.AddSingleton<OrphanSweep>();
        services.AddSingleton(x => Scanner(settings, x.GetRequiredService<TimeProvider>()));
        services.AddSingleton(x => Signer(settings, x.GetRequiredService<IObjectStore>(), x.GetRequiredService<TimeProvider>()));

        services.AddScoped<FileDocuments>();
        services.AddScoped<UploadDocuments>();
        services.AddScoped<UploadCleanUp>();
        services.AddScoped<FileTaking>();
        services.AddScoped<StreamedUpload>();
        services.AddScoped<DirectUploads>();
        services.AddScoped<UploadCompletion>();
        services.AddScoped<UploadOutcomes>();
        services.AddScoped<IOnboardingConditionCheck, CleanFileCheck>();

        services.AddSingleton<QuarantineWorker>();
        services.AddHostedService(x => x.GetRequiredService<QuarantineWorker>());
        services.AddSingleton<FileSweeper>();
        services.AddHostedService(x => x.GetRequiredService<FileSweeper>());
        return services;
    }

    public static void MapFiles(this RouteGroupBuilder v1)
    {
        var files = v1.MapGroup("/clients/{client_id}/files").WithTags("Files");
        files.MapPost("", UploadEndpoints.ReceiveAsync).RequireAuthorization(AccessPolicies.Member).LimitUploads().LimitConcurrency().RequireOpenClient().RefuseIdempotencyKey()
            .WithName("uploadFile").WithSummary("Upload a file as the request's body").Produces<FileAnswer>(StatusCodes.Status201Created).Produces<FileAnswer>(StatusCodes.Status202Accepted);
        files.MapGet("", FileEndpoints.ListAsync).RequireClient().WithName("listFiles").WithSummary("List a client's files, newest first").Produces<Page<FileAnswer>>();
        files.MapGet("/{file_id}", FileEndpoints.DescribeAsync).RequireClient().WithName("getFile").WithSummary("Describe a file").Produces<FileAnswer>();
        files.MapDelete("/{file_id}", FileEndpoints.DeleteAsync).RequireAuthorization(AccessPolicies.Member).RequireOpenClient().WithName("deleteFile").WithSummary("Delete a file").Produces(StatusCodes.Status204NoContent);
        files.MapMethods("/{file_id}/download", [HttpMethods.Get, HttpMethods.Head], DownloadEndpoints.DownloadAsync).RequireClient()
            .WithName("downloadFile").WithSummary("Download a file, by a redirection to a short-lived URL or as it is").Produces(StatusCodes.Status307TemporaryRedirect).Produces<DownloadAnswer>();

        var uploads = v1.MapGroup("/clients/{client_id}/uploads").RequireAuthorization(AccessPolicies.Member).WithTags("Uploads");
        uploads.MapPost("", DirectUploadEndpoints.BeginAsync).LimitUploads().RequireOpenClient().RefuseIdempotencyKey().Accepts<JsonBody>("application/json")
            .WithName("beginUpload").WithSummary("Begin a direct upload, or one in parts").Produces<UploadAnswer>(StatusCodes.Status201Created);
        uploads.MapGet("/{upload_id}", DirectUploadEndpoints.DescribeAsync).RequireClient().WithName("getUpload").WithSummary("Describe an upload and the parts that have arrived").Produces<UploadAnswer>();
        uploads.MapPut("/{upload_id}/parts/{part}", DirectUploadEndpoints.PutPartAsync).LimitConcurrency().RequireOpenClient().WithName("putUploadPart").WithSummary("Send a part; the same number again replaces it").Produces<PartAnswer>();
        uploads.MapPost("/{upload_id}/complete", DirectUploadEndpoints.CompleteAsync).LimitConcurrency().RequireOpenClient().RefuseIdempotencyKey()
            .WithName("completeUpload").WithSummary("Complete an upload").Produces<FileAnswer>(StatusCodes.Status201Created).Produces<FileAnswer>(StatusCodes.Status202Accepted);
        uploads.MapDelete("/{upload_id}", DirectUploadEndpoints.AbortAsync).RequireClient().WithName("abortUpload").WithSummary("Give an upload up").Produces(StatusCodes.Status204NoContent);

        if (((IEndpointRouteBuilder)v1).ServiceProvider.GetService<LocalPresignedRequests>() is not null)
        {
            // The signature is the authentication, as with a cloud's store.
            v1.MapMethods("/local-objects", [HttpMethods.Get, HttpMethods.Head, HttpMethods.Put], LocalObjectEndpoints.ServeAsync).AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static IMalwareScanner Scanner(FileSettings settings, TimeProvider time) =>
        settings.ClamAv is { } address ? new ClamdScanner(address, settings.ScanTimeout, time) : new NoScanner();

    private static IDownloadSigner Signer(FileSettings settings, IObjectStore store, TimeProvider time) => settings.Cdn switch
    {
        CdnKind.CloudFront => new CloudFrontSigner(settings, time),
        CdnKind.GoogleCloud => new GoogleCloudSigner(settings, time),
        _ => store.Location.Kind == ObjectStoreKind.LocalDisk ? new NoSigner() : new StoreSigner(store, settings),
    };
}
