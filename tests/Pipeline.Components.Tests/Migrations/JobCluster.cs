using System.Globalization;
using Pipeline.Cli.Tests.Assemblies;
using Pipeline.Embedded.Kubernetes;
using Pipeline.Embedded.MongoDB;

namespace Pipeline.Components.Tests.Migrations;

/// <summary>A cluster whose ops image is the real <c>pipeline</c> program with sample migrations, and a database server.</summary>
[CollectionDefinition(Name)]
public sealed class JobCluster : IAsyncLifetime, ICollectionFixture<JobCluster>
{
    public const string Name = "Migrations as Jobs";

    /// <summary>Goes on once somebody opens the gate.</summary>
    private static readonly (string File, string Source) s_gated = ("M3_Gated.cs", """
        using MongoDB.Bson;
        using MongoDB.Driver;
        using Pipeline.Migrations.Authoring;
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        [Migration(3, "waits at the gate")]
        [Irreversible("it is only a test")]
        public sealed class M3_Gated : CustomMigration
        {
            public override string WhatToCheck => "whether somebody waits";
            public override async Task UpAsync(IMongoDatabase database, CancellationToken cancellationToken)
            {
                await database.GetCollection<BsonDocument>("waiting").InsertOneAsync(new BsonDocument(), cancellationToken: cancellationToken);
                while (await database.GetCollection<BsonDocument>("gate").CountDocumentsAsync(new BsonDocument(), cancellationToken: cancellationToken) == 0)
                    await Task.Delay(50, cancellationToken);
                Console.WriteLine("{\"answer\": \"a migration may write what it likes\"}");
            }
        }
        """);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ops-image-");
    private EmbeddedMongoServer? _server;
    private EmbeddedCluster? _cluster;

    public string Folder => _folder.FullName;

    internal EmbeddedMongoServer Server => _server!;

    public static string Repository
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(root.FullName, "Pipeline.sln")))
                root = root.Parent!;
            return root.FullName;
        }
    }

    public async Task InitializeAsync()
    {
        var images = new Dictionary<string, string>
        {
            ["agentkit-ops"] = Image("sound", MigrationSources.Clients, MigrationSources.Names),
            ["ops-failing"] = Image("failing", MigrationSources.Clients, MigrationSources.Throwing),
            ["ops-gated"] = Image("gated", MigrationSources.Clients, s_gated),
        };
        _server = await EmbeddedMongoServer.StartAsync();
        _cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Images = images });
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    internal string Kubeconfig => _cluster!.KubeconfigPath!;

    /// <summary>A database that nobody else uses, and the Job for it.</summary>
    internal JobPlace NewPlace(string image) => new(Kubeconfig, Repository, Server.ConnectionString, string.Create(CultureInfo.InvariantCulture, $"test_{Guid.NewGuid():n}")) { Image = image };

    /// <summary>The program as it was built beside these tests, with migrations where the ops image has them.</summary>
    private string Image(string name, params (string File, string Source)[] sources)
    {
        var output = Path.GetRelativePath(Path.Combine(Repository, "tests", "Pipeline.Components.Tests"), AppContext.BaseDirectory.TrimEnd('/'));
        var image = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository, "src", "Pipeline.Cli", output)))
            File.Copy(file, Path.Combine(image, Path.GetFileName(file)));
        using var compiled = new CompiledMigrations(sources);
        Directory.CreateDirectory(Path.Combine(image, "migrations"));
        File.Copy(compiled.Path, Path.Combine(image, "migrations", Path.GetFileName(compiled.Path)));
        return image;
    }
}
