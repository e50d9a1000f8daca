using AgentKit.Migrations;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;
using Pipeline.Errors;
using Pipeline.Migrations;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Sources;

namespace AgentKit.Server.Development;

/// <summary>
/// What <c>dotnet run</c> needs and nobody set: a database of its own, migrated; folders for files and secrets; a key for tokens. All of it stays in
/// one folder from one run to the next. In builds for delivery there is none of this.
/// </summary>
internal sealed class DevelopmentParts : IAsyncDisposable
{
    private readonly EmbeddedMongoServer? server;

    private DevelopmentParts(string folder, IReadOnlyDictionary<string, string> variables, EmbeddedMongoServer? server) =>
        (Folder, Variables, this.server) = (folder, variables, server);

    /// <summary>Where everything is.</summary>
    public string Folder { get; }

    /// <summary>The variables, with those that were not set.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <exception cref="PipelineException">PIPE6008: another process has the folder.</exception>
    public static async Task<DevelopmentParts> StartAsync(IReadOnlyDictionary<string, string> variables, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var all = new Dictionary<string, string>(variables);
        AddFolders(all, folder);
        if (IsSet(all, "MONGODB_URI"))
            return new DevelopmentParts(folder, all, null);

        var server = await StartServerAsync(Path.Combine(folder, "database"), cancellationToken);
        try
        {
            all["MONGODB_URI"] = server.ConnectionString;
            var name = IsSet(all, "MONGODB_DATABASE") ? all["MONGODB_DATABASE"] : "agentkit";
            using var client = new MongoClient(server.ConnectionString);
            await Migrator.Create(client.GetDatabase(name), MigrationSet.FromAssembly(typeof(AgentKitQueries).Assembly), new MigratorOptions { StartedBy = "development" })
                .RunAsync(MigrationRequest.Up(), cancellationToken: cancellationToken);
            return new DevelopmentParts(folder, all, server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static void AddFolders(Dictionary<string, string> variables, string folder)
    {
        Add(variables, "AGENTKIT_HTTP_ADDRESS", "127.0.0.1");
        Add(variables, "FILE_STORAGE_ROOT", new Uri(Directory.CreateDirectory(Path.Combine(folder, "files")).FullName).AbsoluteUri);
        Add(variables, "SECRET_STORE", $"encrypted://{(OperatingSystem.IsWindows() ? "/" : "")}{Path.Combine(folder, "secrets.json").Replace('\\', '/')}");
        if (IsSet(variables, "AGENTKIT_OIDC_ISSUER"))
            return;
        Add(variables, "AGENTKIT_DEVELOPMENT_TOKENS", "true");
        Add(variables, "AGENTKIT_DEVELOPMENT_TOKEN_KEY_FILE", Path.Combine(folder, "token-key.pem"));
    }

    private static async Task<EmbeddedMongoServer> StartServerAsync(string directory, CancellationToken cancellationToken)
    {
        try
        {
            return await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { DataDirectory = directory }, cancellationToken);
        }
        catch (PipelineException error) when (error.Code == EmbeddedMongoErrors.DirectoryInUse)
        {
            throw new PipelineException(ServiceErrors.DevelopmentDataInUse, $"{error.Message} Another run of this service has it: stop that, or set MONGODB_URI to a database that both can use.", error);
        }
    }

    private static void Add(Dictionary<string, string> variables, string name, string value)
    {
        if (!IsSet(variables, name))
            variables[name] = value;
    }

    private static bool IsSet(Dictionary<string, string> variables, string name) => variables.TryGetValue(name, out var value) && value.Length > 0;
}
