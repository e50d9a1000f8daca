using AgentKit.Server.Access;
using AgentKit.Server.Clients;
using AgentKit.Server.Describing;
using AgentKit.Server.Files.Categories;
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
using AgentKit.Server.Paging;
using Pipeline.ObjectStorage;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.Local;

namespace AgentKit.Server.Files;

/// <summary>Files of clients: received, checked, kept, given out.</summary>
internal static class FilesFeature
{
    /// <param name="services">Where it is added; an <see cref="IObjectStore"/> and <see cref="Crashing.ICrashPoints"/> must be there.</param>
    /// <param name="settings">The limits.</param>
    /// <param name="local">For a store on this machine's disk: with what it signs requests, which this service then serves.</param>
    public static IServiceCollection AddFiles(this IServiceCollection services, FileSettings settings, LocalPresigning? local = null)
    {
        services.AddSingleton(settings);
        if (local is not null)
            services.AddSingleton(x => new LocalPresignedRequests(local, x.GetRequiredService<TimeProvider>()));
        services.AddSingleton<FileMetrics>();
        services.AddSingleton<UploadLimiter>();
        services.AddSingleton<UploadMemory>();
        services.AddSingleton<QuarantineBell>();
        services.AddSingleton<FilePublisher>();
        services.AddSingleton<FileAudit>();
        services.AddSingleton<ContentReading>();
        services.AddSingleton<QuarantineCheck>();
        services.AddSingleton<OrphanSweep>();
        services.AddSingleton<CleanSweep>();
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
        files.MapPost("", UploadEndpoints.ReceiveAsync).RequireAuthorization(AccessPolicies.Member).RequireOpenClient().RefuseIdempotencyKey().LimitUploads().LimitConcurrency()
            .Describe("uploadFile", "Takes a file as the request's body, or as the one part of a form. 202 where it is still being checked.")
            .TakesQuery("category", "What it is for.", typeof(FileCategory)).TakesQuery("name", "Its name; a form's part may have it.", typeof(string))
            .Answers<FileAnswer>(201).Answers<FileAnswer>(202).Refuses(400, 404, 408, 409, 413, 415, 422, 429);
        files.MapGet("", FileEndpoints.ListAsync).RequireClient()
            .Describe("listFiles", "Lists a client's files, newest first.")
            .TakesQuery("category", "Only those of this category.", typeof(FileCategory)).TakesQuery("status", "Only those with this status.", typeof(FileStatus))
            .TakesPage().Answers<Page<FileAnswer>>().Refuses(404);
        files.MapGet("/{file_id}", FileEndpoints.DescribeAsync).RequireClient()
            .Describe("getFile", "Describes a file.").Answers<FileAnswer>().Reads();
        files.MapDelete("/{file_id}", FileEndpoints.DeleteAsync).RequireAuthorization(AccessPolicies.Member).RequireOpenClient()
            .Describe("deleteFile", "Deletes a file and its content. If-Match is optional.").Answers(204).Refuses(400, 404, 409, 412);
        files.MapGet("/{file_id}/download", DownloadEndpoints.DownloadAsync).RequireClient()
            .Describe("downloadFile", "Redirects to a short-lived URL, or tells it to who accepts JSON; a store on the service's own disk answers with the content.")
            .Answers<DownloadAnswer>().Answers(307).Refuses(404, 409, 416);

        var uploads = v1.MapGroup("/clients/{client_id}/uploads").RequireAuthorization(AccessPolicies.Member).WithTags("Uploads");
        uploads.MapPost("", DirectUploadEndpoints.BeginAsync).RequireOpenClient().RefuseIdempotencyKey().LimitUploads()
            .Describe("beginUpload", "Begins an upload to the object store, or in parts.")
            .Takes<DirectUploadContent>().Answers<UploadAnswer>(201).Refuses(404, 409, 429);
        uploads.MapGet("/{upload_id}", DirectUploadEndpoints.DescribeAsync).RequireClient()
            .Describe("getUpload", "Describes an upload, with the parts that have arrived.").Answers<UploadAnswer>().Refuses(404);
        uploads.MapPut("/{upload_id}/parts/{part}", DirectUploadEndpoints.PutPartAsync).RequireOpenClient().LimitConcurrency()
            .Describe("putUploadPart", "Takes a part as the request's body. The same number again replaces it.").Answers<PartAnswer>().Refuses(400, 404, 408, 409, 411, 422, 429);
        uploads.MapPost("/{upload_id}/complete", DirectUploadEndpoints.CompleteAsync).RequireOpenClient().RefuseIdempotencyKey().LimitConcurrency()
            .Describe("completeUpload", "Completes an upload: what arrived is looked at and becomes a file. It may be asked again.")
            .Answers<FileAnswer>().Answers<FileAnswer>(201).Answers<FileAnswer>(202).Refuses(404, 409, 413, 415, 422, 429);
        uploads.MapDelete("/{upload_id}", DirectUploadEndpoints.AbortAsync).RequireClient()
            .Describe("abortUpload", "Gives an upload up; what arrived is deleted.").Answers(204).Refuses(404, 409);

        if (((IEndpointRouteBuilder)v1).ServiceProvider.GetService<LocalPresignedRequests>() is not null)
        {
            // The signature is the authentication, as with a cloud's store.
            v1.MapMethods(LocalObjectEndpoints.Route["/v1".Length..], [HttpMethods.Get, HttpMethods.Head, HttpMethods.Put], LocalObjectEndpoints.ServeAsync).AllowAnonymous().ExcludeFromDescription();
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
