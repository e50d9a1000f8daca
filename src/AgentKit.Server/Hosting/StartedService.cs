using AgentKit.Server.Access;
using AgentKit.Server.Database;
using AgentKit.Server.Secrets;
using AgentKit.Server.Settings;
using Pipeline.Configuration.Binding;
using Pipeline.Errors;
using Pipeline.ObjectStorage;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.Secrets;
using Pipeline.Secrets.Caching;
using Pipeline.Secrets.Opening;

namespace AgentKit.Server.Hosting;

/// <summary>Settings read and parts opened, in the order in which they need each other: the secret store first, then what refers to it.</summary>
internal sealed class StartedService : IAsyncDisposable
{
    private const string SigningKeyVariable = "AGENTKIT_SIGNING_KEY", DatabasePasswordVariable = "MONGODB_PASSWORD";

    private readonly Stack<object> opened = new();

    private StartedService(IReadOnlyList<string> warnings) => Warnings = warnings;

    public ServiceSettings Settings { get; private set; } = new();

    public ServiceParts Parts { get; private set; } = null!;

    public SecretEvents SecretEvents { get; } = new();

    /// <summary>Variables that look misspelt.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <exception cref="PipelineException">Settings are wrong, or a secret can't be had. Each says so by itself.</exception>
    public static async Task<StartedService> OpenAsync(IReadOnlyDictionary<string, string> variables, TimeProvider time, CancellationToken cancellationToken)
    {
        var environment = variables.GetValueOrDefault("ASPNETCORE_ENVIRONMENT") is { Length: > 0 } given ? given : ServerSettings.Production;
        var bound = SettingsBinder.Bind(ServiceCatalogue.All, variables, environment);
        var service = new StartedService(bound.Warnings);
        try
        {
            await service.OpenAsync(bound, variables, time, cancellationToken);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (opened.TryPop(out var part))
        {
            if (part is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                ((IDisposable)part).Dispose();
        }
    }

    private async Task OpenAsync(BoundSettings bound, IReadOnlyDictionary<string, string> variables, TimeProvider time, CancellationToken cancellationToken)
    {
        var (store, secrets) = await OpenSecretsAsync(bound, variables, time, cancellationToken);
        var held = new HeldSecrets(secrets);
        var resolved = await bound.ResolveAsync(held.ResolveAsync, cancellationToken);
        Settings = ServiceSettings.Of(resolved);
        var keys = Settings.Secrets.SigningKey is { } signingKey ? new SigningKeys(signingKey, Settings.Files.PresignLifetime, time) : SigningKeys.Random();
        var (objects, local) = OpenObjects(keys, time);
        Parts = new ServiceParts
        {
            SecretStore = store,
            Secrets = secrets,
            Keys = keys,
            Database = OpenDatabase(bound, held, time),
            Objects = objects,
            LocalObjects = local,
            DevelopmentTokens = Settings.Access.DevelopmentTokens ? Opened(DevelopmentTokens.Open(Settings.Access.DevelopmentTokenKeyFile, time)) : null,
        };
        Follow(bound, held, keys);
    }

    /// <summary>What every reference's value was taken for stays true: the signing key is replaced when its secret changes, the database's user too; the rest is held, and said to be.</summary>
    private void Follow(BoundSettings bound, HeldSecrets held, SigningKeys keys)
    {
        foreach (var (variable, reference) in bound.References)
        {
            if (variable == SigningKeyVariable)
                Opened(held.OnChange(reference.Name, next => keys.Take(reference.Pick(next.Value))));
            else if (variable != DatabasePasswordVariable)
                Opened(held.Hold(reference.Name));
        }
    }

    private async Task<(ISecretStore Store, ProductionSecretsManager Secrets)> OpenSecretsAsync(BoundSettings bound, IReadOnlyDictionary<string, string> variables, TimeProvider time, CancellationToken cancellationToken)
    {
        // The one setting that can't be a reference itself. Without it, only values are used.
        if (variables.GetValueOrDefault("SECRET_STORE") is not { Length: > 0 } address)
        {
            address = "env:";
            if (bound.References.Count > 0)
                throw new PipelineException(ServiceErrors.NoSecretStore, $"{string.Join(", ", bound.References.Keys)} refer to the secret store. Set SECRET_STORE to where it is.") { ExitCode = 2 };
        }

        var options = new SecretStoreOptions { Variables = variables, Time = time };
        var location = SecretStoreLocation.Parse(address);
        var required = bound.References.Values.Select(x => x.Name).Distinct().ToList();
        // The manager ends the store that it was given.
        var secrets = Opened(await ProductionSecretsManager.StartAsync(SecretStores.Open(location, options), new SecretsManagerOptions { Required = required, Time = time, Events = SecretEvents }, cancellationToken));
        return (Opened(SecretStores.Open(location, options)), secrets);
    }

    private DatabaseConnection OpenDatabase(BoundSettings bound, HeldSecrets held, TimeProvider time)
    {
        if (!bound.References.TryGetValue(DatabasePasswordVariable, out var reference))
            return Opened(DatabaseConnection.Open(Settings.Database, DatabaseCredential.Of(Settings.Database), time));

        var connection = Opened(DatabaseConnection.Open(Settings.Database, DatabaseCredential.Of(held[reference.Name], reference, Settings.Database), time));
        Opened(held.OnChange(reference.Name, (next, ending) => connection.UseAsync(DatabaseCredential.Of(next, reference, Settings.Database), ending)));
        return connection;
    }

    private (IObjectStore Store, LocalPresigning? Local) OpenObjects(SigningKeys keys, TimeProvider time)
    {
        var location = ObjectStoreLocation.Parse(Settings.FileStorage.Root ?? "");
        var options = Settings.FileStorage.Access.ToOptions(location.Kind) with { TimeProvider = time };
        if (location.Kind != ObjectStoreKind.LocalDisk)
            return (Opened(ObjectStores.Open(location, options)), null);
        var local = new LocalPresigning(() => keys.AcceptedOf("local-files"), Settings.Files.LocalAddress(Settings.Server.HttpPort));
        return (Opened(ObjectStores.Open(location, options with { Credentials = local })), local);
    }

    private T Opened<T>(T part)
        where T : notnull
    {
        opened.Push(part);
        return part;
    }
}
